//! The rules of engagements.

mod checks;
mod last_contact;
mod participants;

use entities::{
    engagement::{self, EngagementVisibility},
    ids::{ContactId, EngagementId, UserId},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};
pub(crate) use checks::MOST_PARTICIPANTS;
pub use checks::checked;
pub(crate) use last_contact::settle as settle_last_contact;

record!(engagement, Engagement, EngagementId, |row| Some(row.employer_id), restricted: [Subject, Body, NextStep]);

/// What is set on an engagement: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `text_search` is set here, not by the caller.
    pub row: engagement::ActiveModel,
    /// All contacts who took part; none leaves them.
    pub contacts: Option<Vec<ContactId>>,
    /// All people of agencies who took part; none leaves them.
    pub users: Option<Vec<UserId>>,
}

/// Logs an engagement. Agency and author are the actor's where the draft does not say.
///
/// # Errors
/// `FORBIDDEN` for another agency's log; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `NOT_FOUND` for a record named
/// that is not there.
pub async fn log(cx: &Cx, draft: Draft) -> Result<engagement::Model> {
    let draft = checked(cx, owned(cx, draft)?)?;
    db::write(cx, async |tx| log_in(tx, cx, draft).await).await
}

/// [`log`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`log`].
pub async fn log_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<engagement::Model> {
    let mut draft = owned(cx, draft)?;
    checks::complete(&draft)?;
    checks::references(tx, cx, None, &draft).await?;
    checks::set_search(None, &mut draft.row);
    if draft.row.visibility.is_not_set() {
        draft.row.visibility = Set(EngagementVisibility::Agency);
    }
    let row = record::insert::<engagement::Entity>(tx, cx, draft.row).await?;
    participants::set(tx, cx, row.id, draft.contacts, draft.users).await?;
    last_contact::settle(tx, row.employer_id).await?;
    Ok(row)
}

/// Changes an engagement.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` for another agency's log and for restricting somebody else's engagement, `CONFLICT` when `version`
/// is not the stored one, `STATE` when it is in the trash, and those of [`log`].
pub async fn update(
    cx: &Cx,
    id: EngagementId,
    version: i32,
    draft: Draft,
) -> Result<Updated<engagement::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: EngagementId,
    version: Option<i32>,
    mut draft: Draft,
) -> Result<Updated<engagement::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::EngagementLog, before.agency_id)?;
    if before.trashed_at.is_some() {
        let message = "This engagement is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    checks::may_restrict(cx, &before, &draft.row)?;
    checks::references(tx, cx, Some(&before), &draft).await?;
    checks::set_search(Some(&before), &mut draft.row);
    let mut updated = record::update::<engagement::Entity>(tx, cx, &before, version, draft.row).await?;
    let changes = participants::set(tx, cx, id, draft.contacts, draft.users).await?;
    if !changes.is_empty() {
        if updated.row.version == before.version {
            updated.row = record::touch::<engagement::Entity>(tx, cx, &before, changes.clone()).await?;
        } else {
            record::note::<engagement::Entity>(tx, cx, "UPDATED", &updated.row, changes.clone()).await?;
        }
        updated.changes.extend(changes);
    }
    last_contact::settle(tx, before.employer_id).await?;
    if updated.row.employer_id != before.employer_id {
        last_contact::settle(tx, updated.row.employer_id).await?;
    }
    Ok(updated)
}

/// Puts an engagement into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: EngagementId, version: i32) -> Result<engagement::Model> {
    db::write(cx, async |tx| trash_in(tx, cx, id, Some(version)).await).await
}

/// [`trash`] inside a transaction, for reverting imports.
///
/// # Errors
/// As [`trash`].
pub async fn trash_in(tx: &Tx, cx: &Cx, id: EngagementId, version: Option<i32>) -> Result<engagement::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::EngagementLog, before.agency_id)?;
    if before.trashed_at.is_some() {
        return Err(Error::state("id", "This engagement is in the trash already."));
    }
    let row = engagement::ActiveModel {
        trashed_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    move_in(tx, cx, &before, version, row).await
}

/// Takes an engagement out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: EngagementId, version: i32) -> Result<engagement::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::EngagementLog, before.agency_id)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This engagement is not in the trash."));
        }
        let row = engagement::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        move_in(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Into the trash or out of it: the employer's last contact moves with it.
async fn move_in(
    tx: &Tx,
    cx: &Cx,
    before: &engagement::Model,
    version: Option<i32>,
    row: engagement::ActiveModel,
) -> Result<engagement::Model> {
    let updated = record::update::<engagement::Entity>(tx, cx, before, version, row).await?;
    last_contact::settle(tx, before.employer_id).await?;
    Ok(updated.row)
}

/// Fills in whose log it is and who wrote it, and asks whether the actor may write there.
fn owned(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let user = cx.actor.user();
    let agency = match (&draft.row.agency_id, user) {
        (Set(agency), _) => *agency,
        (_, Some(user)) => user.agency_id,
        _ => {
            cx.may(Action::EngagementLog)?;
            let message = "Say whose log it goes into.";
            return Err(Error::user(UserErrorCode::Required, "input.agencyId", message));
        }
    };
    cx.may_for(Action::EngagementLog, agency)?;
    draft.row.agency_id = Set(agency);
    if draft.row.user_id.is_not_set() {
        draft.row.user_id = Set(user.map(|user| user.id));
    }
    Ok(draft)
}
