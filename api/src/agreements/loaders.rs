//! Relations of agreements, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    agreement::{self, Column as C},
    agreement_party, agreement_section,
    ids::{AgreementId, PartnershipId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{
    reads,
    types::{Agreement, AgreementParty, AgreementSection},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The agreement with an id.
pub struct AgreementOf;

impl Relation for AgreementOf {
    type Key = AgreementId;
    type Args = ();
    type Value = Agreement;

    async fn load(cx: &Cx, keys: &[AgreementId], (): &()) -> Result<HashMap<AgreementId, Agreement>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Agreement::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Agreement>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Agreement::fill(cx, values, selection)
    }
}

/// The parties of an agreement, in the order they were named.
pub struct PartiesOf;

impl Relation for PartiesOf {
    type Key = AgreementId;
    type Args = ();
    type Value = Vec<AgreementParty>;

    async fn load(
        cx: &Cx,
        keys: &[AgreementId],
        (): &(),
    ) -> Result<HashMap<AgreementId, Vec<AgreementParty>>> {
        let rows = reads::visible_parties(cx)
            .filter(agreement_party::Column::AgreementId.is_in(keys.iter().copied()))
            .order_by_asc(agreement_party::Column::Id)
            .all(cx.app.db.read())
            .await?;
        let mut parties: HashMap<AgreementId, Vec<AgreementParty>> = HashMap::new();
        for row in rows {
            let parties = parties.entry(row.agreement_id).or_default();
            parties.push(AgreementParty::new(row));
        }
        Ok(parties)
    }

    fn missing(_: &Cx, _: AgreementId, (): &()) -> Option<Vec<AgreementParty>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<AgreementParty>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        AgreementParty::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The sections of an agreement, in order.
pub struct SectionsOf;

impl Relation for SectionsOf {
    type Key = AgreementId;
    type Args = ();
    type Value = Vec<AgreementSection>;

    async fn load(
        cx: &Cx,
        keys: &[AgreementId],
        (): &(),
    ) -> Result<HashMap<AgreementId, Vec<AgreementSection>>> {
        let rows = reads::visible_sections(cx)
            .filter(agreement_section::Column::AgreementId.is_in(keys.iter().copied()))
            .order_by_asc(agreement_section::Column::Position)
            .all(cx.app.db.read())
            .await?;
        let mut sections: HashMap<AgreementId, Vec<AgreementSection>> = HashMap::new();
        for row in rows {
            sections.entry(row.agreement_id).or_default().push(row.into());
        }
        Ok(sections)
    }

    fn missing(_: &Cx, _: AgreementId, (): &()) -> Option<Vec<AgreementSection>> {
        Some(Vec::new())
    }
}

/// The live agreements of a partnership, the next one to end first.
pub struct AgreementsOfPartnership;

impl Relation for AgreementsOfPartnership {
    type Key = PartnershipId;
    type Args = PageArgs;
    type Value = Connection<Agreement>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        page: &PageArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        let slices = paging::fetch_each(
            cx.app.db.read(),
            reads::live(cx).filter(C::PartnershipId.is_in(keys.iter().copied())),
            C::PartnershipId,
            |row| Some(row.partnership_id),
            &reads::keys(Vec::new()),
            page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, agreements(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: PartnershipId, _: &PageArgs) -> Option<Self::Value> {
        Some(agreements(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn agreements(cx: &Cx, id: PartnershipId, slice: Slice<agreement::Model>) -> Connection<Agreement> {
    let all = reads::live(cx).filter(C::PartnershipId.eq(id));
    Connection::new(slice.map(Agreement::new), paging::counter(cx, all))
}
