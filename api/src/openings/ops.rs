//! The rules of openings and forecasts.

mod checks;
mod requirements;

use entities::{engagement::EngagementVisibility, ids::OpeningId, opening};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::changed,
};

pub use checks::checked;
pub use requirements::Requirement;

record!(
    opening,
    Opening,
    OpeningId,
    |row| Some(row.employer_id),
    restricted: [Title, Positions, Filled, WageLowCents, WageHighCents, MinimumEducation, Source, Note]
);

/// What is set on an opening: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: opening::ActiveModel,
    /// All requirements; none leaves them.
    pub requirements: Option<Vec<Requirement>>,
}

/// Records an opening or a forecast. Agency and author are the actor's where the draft does not say.
///
/// # Errors
/// `FORBIDDEN` for another agency's record; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `NOT_FOUND` for a record or an
/// occupation named that is not there.
pub async fn record(cx: &Cx, draft: Draft) -> Result<opening::Model> {
    let draft = checked(cx, owned(cx, draft)?)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

/// [`record()`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<opening::Model> {
    let mut draft = owned(cx, draft)?;
    checks::complete(&draft.row)?;
    checks::references(tx, cx, None, &draft).await?;
    let row = &mut draft.row;
    if row.visibility.is_not_set() {
        row.visibility = Set(EngagementVisibility::Agency);
    }
    if row.as_of.is_not_set() {
        row.as_of = Set(cx.app.clock.today());
    }
    if row.filled.is_not_set() {
        row.filled = Set(0);
    }
    let stored = record::insert::<opening::Entity>(tx, cx, draft.row).await?;
    requirements::set(tx, stored.id, draft.requirements.unwrap_or_default()).await?;
    Ok(stored)
}

/// Changes an opening.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` for another agency's record and for restricting somebody else's, `CONFLICT` when `version` is not the
/// stored one, `STATE` when it is in the trash, and those of [`record()`].
pub async fn update(cx: &Cx, id: OpeningId, version: i32, draft: Draft) -> Result<Updated<opening::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: OpeningId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<opening::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::OpeningRecord, before.agency_id)?;
    if before.trashed_at.is_some() {
        let message = "This opening is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    if changed(&draft.row.agency_id, Some(before.agency_id)).is_some()
        || changed(&draft.row.employer_id, Some(before.employer_id)).is_some()
    {
        let message = "An opening stays with its agency and its employer.";
        return Err(Error::invalid("input.employerId", message));
    }
    checks::may_restrict(cx, &before, &draft.row)?;
    checks::references(tx, cx, Some(&before), &draft).await?;
    let updated = record::update::<opening::Entity>(tx, cx, &before, version, draft.row).await?;
    let changes = match draft.requirements {
        Some(list) => requirements::change(tx, id, list).await?,
        None => Vec::new(),
    };
    record::beside::<opening::Entity>(tx, cx, &before, updated, changes).await
}

/// Puts an opening into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: OpeningId, version: i32) -> Result<opening::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes an opening out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: OpeningId, version: i32) -> Result<opening::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: OpeningId, version: i32, trashed: bool) -> Result<opening::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::OpeningRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This opening is {state}.")));
        }
        let row = opening::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<opening::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Fills in whose record it is and who wrote it, and asks whether the actor may write there.
fn owned(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let user = cx.actor.user();
    let agency = match (&draft.row.agency_id, user) {
        (Set(agency), _) => *agency,
        (_, Some(user)) => user.agency_id,
        _ => {
            cx.may(Action::OpeningRecord)?;
            let message = "Say whose record it is.";
            return Err(Error::user(UserErrorCode::Required, "input.agencyId", message));
        }
    };
    cx.may_for(Action::OpeningRecord, agency)?;
    draft.row.agency_id = Set(agency);
    if draft.row.user_id.is_not_set() {
        draft.row.user_id = Set(user.map(|user| user.id));
    }
    Ok(draft)
}
