//! Selects of agreements, always through the policy.

use std::collections::HashMap;

use entities::{
    agreement::{self, Column as C},
    agreement_party, agreement_section,
    ids::{AgencyId, AgreementId, EmployerId},
    partnership,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    partnerships,
    policy::{self, Action},
};

/// The agreements the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<agreement::Entity> {
    agreement::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live agreements the actor may see.
pub fn live(cx: &Cx) -> Select<agreement::Entity> {
    visible(cx).filter(C::TrashedAt.is_null())
}

/// The agreements of live partnerships the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<agreement::Entity> {
    let partnerships = partnerships::reads::live(cx)
        .select_only()
        .column(partnership::Column::Id)
        .into_query();
    visible(cx)
        .filter(C::PartnershipId.in_subquery(partnerships))
        .filter(if trashed {
            C::TrashedAt.is_not_null()
        } else {
            C::TrashedAt.is_null()
        })
        .filter(filter)
}

/// One agreement that nobody else changes until the transaction ends, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn locked(cx: &Cx, tx: &Tx, id: AgreementId) -> Result<agreement::Model> {
    let select = visible(cx).filter(C::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These agreements, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[AgreementId]) -> Result<HashMap<AgreementId, agreement::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The parties of agreements the actor may see.
pub fn visible_parties(cx: &Cx) -> Select<agreement_party::Entity> {
    agreement_party::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The sections of agreements the actor may see.
pub fn visible_sections(cx: &Cx) -> Select<agreement_section::Entity> {
    agreement_section::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// Agreements of which this employer is a party.
pub fn with_employer(id: EmployerId) -> Condition {
    with_party(agreement_party::Column::EmployerId.eq(id))
}

/// Agreements of which this agency is a party.
pub fn with_agency(id: AgencyId) -> Condition {
    with_party(agreement_party::Column::AgencyId.eq(id))
}

fn with_party(party: sea_orm::sea_query::SimpleExpr) -> Condition {
    let rows = agreement_party::Entity::find()
        .select_only()
        .column(agreement_party::Column::AgreementId)
        .filter(party)
        .into_query();
    Condition::all().add(C::Id.in_subquery(rows))
}

/// An order of agreements, the next one to end first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<agreement::Column>>) -> Keys<agreement::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(C::EndsSort));
    }
    Keys::new(sorts, C::Id)
}

/// A page of agreements and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<agreement::Entity>,
    sorts: Vec<Sort<agreement::Column>>,
    args: &PageArgs,
) -> Result<(Slice<agreement::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
