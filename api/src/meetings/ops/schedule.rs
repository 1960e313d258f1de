//! Scheduling meetings.

use entities::meeting::{self, MeetingStatus};
use sea_orm::ActiveValue::Set;

use super::{Draft, checked, references, when};
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record,
};

/// Schedules a meeting. Agency and owner are the actor's where the draft does not say. One of the past may be recorded too.
///
/// # Errors
/// `FORBIDDEN` for another agency's meeting; `REQUIRED`, `TOO_LONG`, `INVALID` for values, a start that the clocks of the zone
/// jump over among them; `NOT_FOUND` for a record named that is not there.
pub async fn schedule(cx: &Cx, draft: Draft) -> Result<meeting::Model> {
    let draft = checked(owned(cx, draft)?)?;
    db::write(cx, async |tx| schedule_in(tx, cx, draft).await).await
}

/// [`schedule`] inside a transaction, for series and imports; the draft is checked.
///
/// # Errors
/// As [`schedule`].
pub async fn schedule_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<meeting::Model> {
    let mut row = owned(cx, draft)?.row;
    complete(&row)?;
    when::settle(None, &mut row)?;
    references(tx, cx, None, &row).await?;
    row.sequence = Set(0);
    if row.status.is_not_set() {
        row.status = Set(MeetingStatus::Planned);
    }
    record::insert::<meeting::Entity>(tx, cx, row).await
}

/// A new meeting says whose it is, what kind, what it is called, when, and how long.
fn complete(row: &meeting::ActiveModel) -> Result<()> {
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.partnershipId", row.partnership_id.is_not_set()),
        ("input.kind", row.kind.is_not_set()),
        ("input.title", row.title.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()
}

/// Fills in who organizes it and who sees to it, and asks whether the actor may.
fn owned(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let user = cx.actor.user();
    let agency = match (&draft.row.agency_id, user) {
        (Set(agency), _) => *agency,
        (_, Some(user)) => user.agency_id,
        _ => {
            cx.may(Action::MeetingManage)?;
            let message = "Say which agency organizes it.";
            return Err(Error::user(UserErrorCode::Required, "input.agencyId", message));
        }
    };
    cx.may_for(Action::MeetingManage, agency)?;
    draft.row.agency_id = Set(agency);
    if draft.row.owner_user_id.is_not_set() {
        draft.row.owner_user_id = Set(user.map(|user| user.id));
    }
    Ok(draft)
}
