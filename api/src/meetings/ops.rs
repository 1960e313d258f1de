//! The rules of meetings.

mod cancel;
mod hold;
mod reschedule;
mod schedule;
mod trash;
mod update;
mod when;

pub use cancel::{cancel, cancel_in};
pub use hold::{close, file_minutes, hold, hold_in, reopen};
pub use reschedule::{reschedule, reschedule_in};
pub use schedule::{schedule, schedule_in};
pub use trash::{restore, trash, trash_in};
pub use update::{update, update_in};

use entities::{
    agency, ids::MeetingId, meeting, meeting::MeetingStatus, meeting_series, partnership, program,
    user_account,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::reads;
use crate::{
    agencies,
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_TEXT},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::{self, Action},
    programs,
    record::record,
    shared::references::{changed, found},
};

record!(meeting, Meeting, MeetingId, |_row| None);

/// Longest meeting: two weeks, in minutes.
const MOST_MINUTES: i32 = 14 * 24 * 60;

/// What is set on a meeting: columns that are not set stay as they are. `starts_at`, `ends_at`, `sequence` and `title_search`
/// are set here, not by the caller.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: meeting::ActiveModel,
}

/// Cleans the values and sets the derived column.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.title", &mut row.title, MOST_LINE);
    checks.optional("input.place", &mut row.place, MOST_LINE);
    checks.website("input.link", &mut row.link);
    checks.optional("input.agenda", &mut row.agenda, MOST_TEXT);
    checks.optional("input.minutes", &mut row.minutes, MOST_TEXT);
    checks.optional("input.reason", &mut row.cancelled_reason, MOST_LINE);
    if let Set(length) = row.length_minutes
        && !(1..=MOST_MINUTES).contains(&length)
    {
        let message = "A meeting lasts from one minute to two weeks.";
        checks.fail(UserErrorCode::Invalid, "input.lengthMinutes", message);
    }
    checks.done()?;
    checks::fold_beside(&draft.row.title, &mut draft.row.title_search);
    Ok(draft)
}

/// The meeting as stored, when the actor may change it and it is not in the trash.
async fn manageable(tx: &Tx, cx: &Cx, id: MeetingId) -> Result<meeting::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::MeetingManage, before.agency_id)?;
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This meeting is in the trash; restore it first.",
        ));
    }
    Ok(before)
}

/// The meeting is still to take place.
fn planned(before: &meeting::Model, message: &str) -> Result<()> {
    if before.status == MeetingStatus::Planned {
        Ok(())
    } else {
        Err(Error::state("id", message))
    }
}

/// Everything the meeting newly names is there.
async fn references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&meeting::Model>,
    row: &meeting::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.partnership_id, before.map(|before| before.partnership_id)) {
        let select = partnerships::reads::live(cx).filter(partnership::Column::Id.eq(id));
        checks.note(found(tx, select, "input.partnershipId", "partnership").await);
    }
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(Some(id)) = changed(&row.owner_user_id, before.map(|before| before.owner_user_id)) {
        let select = owners(cx).filter(user_account::Column::Id.eq(id));
        checks.note(found(tx, select, "input.ownerId", "user").await);
    }
    if let Some(Some(id)) = changed(&row.program_id, before.map(|before| before.program_id)) {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        checks.note(found(tx, select, "input.programId", "program").await);
    }
    checks.done()
}

/// What a new series names is there, and its length is one that a meeting can have.
///
/// # Errors
/// As scheduling a meeting.
pub(crate) async fn check_series(tx: &Tx, cx: &Cx, series: &meeting_series::ActiveModel) -> Result<()> {
    let row = meeting::ActiveModel {
        partnership_id: series.partnership_id.clone(),
        agency_id: series.agency_id.clone(),
        owner_user_id: series.owner_user_id.clone(),
        length_minutes: series.length_minutes.clone(),
        ..Default::default()
    };
    let draft = checked(Draft { row })?;
    references(tx, cx, None, &draft.row).await
}

/// The people who can see to a meeting: those who can sign in.
fn owners(cx: &Cx) -> sea_orm::Select<user_account::Entity> {
    use sea_orm::EntityTrait;
    user_account::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::UserRead))
        .filter(user_account::Column::DisabledAt.is_null())
}
