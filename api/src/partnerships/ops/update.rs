//! Changing a partnership.

use entities::{
    ids::PartnershipId,
    membership,
    partnership::{self, PartnershipKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Draft, check_days, checked, convener, covers, in_trash, needs_convener, phase_of, rests};
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result},
    partnerships::reads,
    policy::Action,
    record::{self, Updated},
};

/// Changes a partnership.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, when employers are members of what is to be
/// cross-agency, and when nobody convenes what is to work; those of [`super::create()`] for values.
pub async fn update(
    cx: &Cx,
    id: PartnershipId,
    version: i32,
    draft: Draft,
) -> Result<Updated<partnership::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: PartnershipId,
    version: Option<i32>,
    mut draft: Draft,
) -> Result<Updated<partnership::Model>> {
    let before = reads::locked(cx, tx, id).await?;
    cx.may(Action::PartnershipUpdate)?;
    if before.trashed_at.is_some() {
        return Err(in_trash("id"));
    }
    check(tx, cx, &before, &draft).await?;
    let phase = phase_of(Some(&before), &draft.row);
    // A rest that goes on under another name began when it began.
    let rests_on = rests(phase) && rests(before.phase);
    if phase != before.phase && !rests_on {
        draft.row.phase_since = Set(Some(cx.app.clock.today()));
    }
    let updated = record::update::<partnership::Entity>(tx, cx, &before, version, draft.row).await?;
    let mut changes = Vec::new();
    if let Some(sectors) = draft.sectors {
        changes.extend(covers::set_sectors(tx, cx, id, &sectors).await?);
    }
    if let Some(prefixes) = draft.naics {
        changes.extend(covers::set_naics(tx, id, &prefixes).await?);
    }
    record::beside::<partnership::Entity>(tx, cx, &before, updated, changes).await
}

async fn check(tx: &Tx, cx: &Cx, before: &partnership::Model, draft: &Draft) -> Result<()> {
    let mut checks = Checks::new();
    checks.note(check_days(Some(before), &draft.row));
    if let Some(sectors) = &draft.sectors {
        let known = covers::check_added(tx, cx, before.id, sectors).await;
        checks.note(known);
    }
    if matches!(draft.row.kind, Set(PartnershipKind::CrossAgency)) {
        let agencies_only = check_members(tx, before.id).await;
        checks.note(agencies_only);
    }
    let wakes = needs_convener(phase_of(Some(before), &draft.row)) && !needs_convener(before.phase);
    if wakes && !convener::has_current(tx, before, cx.app.clock.today(), None).await? {
        let message = "Nobody convenes it; add a convener first.";
        checks.note::<()>(Err(Error::state("input.phase", message)));
    }
    checks.done()
}

/// A cross-agency partnership has agencies as members only.
async fn check_members(tx: &Tx, id: PartnershipId) -> Result<()> {
    let employer = membership::Entity::find()
        .filter(membership::Column::PartnershipId.eq(id))
        .filter(membership::Column::EmployerId.is_not_null())
        .filter(membership::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    match employer {
        Some(_) => Err(Error::state(
            "input.kind",
            "Employers are members of it; a cross-agency partnership has agencies only.",
        )),
        None => Ok(()),
    }
}
