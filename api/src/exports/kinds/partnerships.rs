//! Partnerships and boards; the profile `guildhall-partnerships` brings them in again.
//!
//! The convener is the first agency that convenes it today: the one a new partnership needs elsewhere.

use std::collections::HashMap;

use entities::{
    ids::{AgencyId, PartnershipId},
    partnership, partnership_convener,
    subject_type::SubjectType,
};
use sea_orm::{ActiveEnum as _, ColumnTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, KnownAs},
};
use crate::{app::Cx, error::Result, paging::Keys, partnerships::reads, shared::periods};

/// Partnerships.
pub(in crate::exports) struct Partnerships;

impl Kind for Partnerships {
    type Table = partnership::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "phase",
        "region",
        "description",
        "startedOn",
        "endedOn",
        "sectors",
        "naicsPrefixes",
        "convenerName",
        "convenerKind",
    ];

    fn select(cx: &Cx) -> Select<partnership::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<partnership::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<partnership::Model>) -> Result<Vec<Line>> {
        let ids: Vec<PartnershipId> = rows.iter().map(|row| row.id).collect();
        let known = KnownAs::of(cx, SubjectType::Partnership, ids.iter().copied()).await?;
        let mut sectors: HashMap<PartnershipId, Vec<String>> = HashMap::new();
        for (of, sector) in reads::sectors_of(cx, &ids).await? {
            let keys = sectors.entry(of.partnership_id).or_default();
            keys.extend(sector.map(|sector| sector.key));
        }
        let mut prefixes: HashMap<PartnershipId, Vec<String>> = HashMap::new();
        for row in reads::naics_of(cx, &ids).await? {
            prefixes.entry(row.partnership_id).or_default().push(row.prefix);
        }
        let conveners = conveners(cx, &ids).await?;
        let agencies = AgencyNames::of(cx, conveners.values().copied()).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![
                known.id(row.id),
                json!(row.name),
                json!(row.kind.to_value()),
                json!(row.phase.to_value()),
                json!(row.region),
                json!(row.description),
                json!(row.started_on),
                json!(row.ended_on),
                json!(sectors.remove(&row.id).unwrap_or_default()),
                json!(prefixes.remove(&row.id).unwrap_or_default()),
            ];
            line.extend(agencies.cells(conveners.get(&row.id).copied()));
            line
        });
        Ok(lines.collect())
    }
}

/// The first of the agencies that convene each partnership today.
async fn conveners(cx: &Cx, ids: &[PartnershipId]) -> Result<HashMap<PartnershipId, AgencyId>> {
    use partnership_convener::Column as C;
    let rows = reads::visible_conveners(cx)
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .filter(periods::holding_on(C::FromOn, C::ToOn, cx.app.clock.today()))
        .order_by_desc(C::Id)
        .all(cx.app.db.read())
        .await?;
    let of = rows.into_iter().map(|row| (row.partnership_id, row.agency_id));
    Ok(of.collect())
}
