//! Relations of partnerships, each loaded for many partnerships in one statement.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{AgencyId, ConvenerId, PartnershipId},
    partnership, partnership_convener,
};
use futures_util::future::BoxFuture;

use sea_orm::{ColumnTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{
    reads,
    types::{Convener, Partnership},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
    sectors::types::Sector,
    shared::periods,
};

/// The partnership with an id: the other end of every `partnership`.
pub struct PartnershipOf;

impl Relation for PartnershipOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = Partnership;

    async fn load(cx: &Cx, keys: &[PartnershipId], (): &()) -> Result<HashMap<PartnershipId, Partnership>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Partnership::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Partnership>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Partnership::fill(cx, values, selection)
    }
}

/// The sectors a partnership covers, in the order of the list.
pub struct SectorsOf;

impl Relation for SectorsOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = Vec<Sector>;

    async fn load(cx: &Cx, keys: &[PartnershipId], (): &()) -> Result<HashMap<PartnershipId, Vec<Sector>>> {
        let mut sectors: HashMap<PartnershipId, Vec<Sector>> = HashMap::new();
        for (link, sector) in reads::sectors_of(cx, keys).await? {
            let sectors = sectors.entry(link.partnership_id).or_default();
            sectors.extend(sector.map(Sector::new));
        }
        Ok(sectors)
    }

    fn missing(_: &Cx, _: PartnershipId, (): &()) -> Option<Vec<Sector>> {
        Some(Vec::new())
    }
}

/// The NAICS prefixes a partnership covers, in order.
pub struct NaicsOf;

impl Relation for NaicsOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = Vec<String>;

    async fn load(cx: &Cx, keys: &[PartnershipId], (): &()) -> Result<HashMap<PartnershipId, Vec<String>>> {
        let mut prefixes: HashMap<PartnershipId, Vec<String>> = HashMap::new();
        for row in reads::naics_of(cx, keys).await? {
            prefixes.entry(row.partnership_id).or_default().push(row.prefix);
        }
        Ok(prefixes)
    }

    fn missing(_: &Cx, _: PartnershipId, (): &()) -> Option<Vec<String>> {
        Some(Vec::new())
    }
}

/// The agencies that convene a partnership, on a day or ever, in the order they were added.
pub struct ConvenersOf;

impl Relation for ConvenersOf {
    type Key = PartnershipId;
    type Args = Option<NaiveDate>;
    type Value = Vec<Convener>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<PartnershipId, Vec<Convener>>> {
        use partnership_convener::Column as C;
        let rows = reads::visible_conveners(cx)
            .filter(C::PartnershipId.is_in(keys.iter().copied()))
            .apply_if(*active_on, |select, day| {
                select.filter(periods::holding_on(C::FromOn, C::ToOn, day))
            })
            .order_by_asc(C::Id)
            .all(cx.app.db.read())
            .await?;
        let mut conveners: HashMap<PartnershipId, Vec<Convener>> = HashMap::new();
        for row in rows {
            conveners
                .entry(row.partnership_id)
                .or_default()
                .push(Convener::new(row));
        }
        Ok(conveners)
    }

    fn missing(_: &Cx, _: PartnershipId, _: &Option<NaiveDate>) -> Option<Vec<Convener>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Convener>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Convener::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The live partnerships that an agency convenes, on a day or ever, each with its partnership: one statement for all.
pub struct ConvenesOf;

impl Relation for ConvenesOf {
    type Key = AgencyId;
    type Args = Option<NaiveDate>;
    type Value = Vec<Convener>;

    async fn load(
        cx: &Cx,
        keys: &[AgencyId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<AgencyId, Vec<Convener>>> {
        use partnership_convener::Column as C;
        let rows = reads::visible_conveners(cx)
            .join(JoinType::InnerJoin, reads::convener_to_partnership())
            .filter(partnership::Column::TrashedAt.is_null())
            .filter(C::AgencyId.is_in(keys.iter().copied()))
            .apply_if(*active_on, |select, day| {
                select.filter(periods::holding_on(C::FromOn, C::ToOn, day))
            })
            .order_by_asc(C::Id)
            .select_also(partnership::Entity)
            .all(cx.app.db.read())
            .await?;
        let mut convenes: HashMap<AgencyId, Vec<Convener>> = HashMap::new();
        for (row, of) in rows {
            let all = convenes.entry(row.agency_id).or_default();
            all.extend(of.map(|of| Convener::with_partnership(row, of)));
        }
        Ok(convenes)
    }

    fn missing(_: &Cx, _: AgencyId, _: &Option<NaiveDate>) -> Option<Vec<Convener>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Convener>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Convener::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The convener with an id.
pub struct ConvenerOf;

impl Relation for ConvenerOf {
    type Key = ConvenerId;
    type Args = ();
    type Value = Convener;

    async fn load(cx: &Cx, keys: &[ConvenerId], (): &()) -> Result<HashMap<ConvenerId, Convener>> {
        let rows = reads::visible_conveners(cx)
            .filter(partnership_convener::Column::Id.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, Convener::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Convener>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Convener::fill(cx, values, selection)
    }
}
