//! The records a recommendation refers to: they are there, visible, live, and fit together.

use entities::{agency, contact, employer, meeting, partnership, program, recommendation, topic};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    agencies,
    app::Cx,
    checks::Checks,
    contacts,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    meetings, partnerships, programs,
    shared::references::{changed, found},
    topics,
};

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
/// What is said at a meeting is said to its partnership.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&recommendation::Model>,
    row: &mut recommendation::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)).flatten() {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.contact_id, before.map(|before| before.contact_id)).flatten() {
        let select = contacts::reads::live(cx).filter(contact::Column::Id.eq(id));
        checks.note(found(tx, select, "input.contactId", "contact").await);
    }
    if let Some(id) = changed(&row.program_id, before.map(|before| before.program_id)).flatten() {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        checks.note(found(tx, select, "input.programId", "program").await);
    }
    if let Some(id) = changed(&row.topic_id, before.map(|before| before.topic_id)).flatten() {
        let select = topics::reads::visible(cx)
            .filter(topic::Column::Id.eq(id))
            .filter(topic::Column::RetiredAt.is_null());
        checks.note(found(tx, select, "input.topicId", "topic in use").await);
    }
    if let Some(id) = changed(&row.partnership_id, before.map(|before| before.partnership_id)).flatten() {
        let select = partnerships::reads::live(cx).filter(partnership::Column::Id.eq(id));
        checks.note(found(tx, select, "input.partnershipId", "partnership").await);
    }
    if let Some(id) = changed(&row.meeting_id, before.map(|before| before.meeting_id)).flatten() {
        let select = meetings::reads::live(cx).filter(meeting::Column::Id.eq(id));
        let meeting = checks.note(found(tx, select, "input.meetingId", "meeting").await);
        if let Some(meeting) = meeting {
            checks.note(of_meeting(&meeting, row));
        }
    }
    checks.done()?;
    names_somebody(before, row)
}

/// What is said at a meeting is said to the meeting's partnership: taken over when it is not given.
fn of_meeting(meeting: &meeting::Model, row: &mut recommendation::ActiveModel) -> Result<()> {
    match row.partnership_id {
        Set(Some(given)) if given != meeting.partnership_id => Err(Error::invalid(
            "input.partnershipId",
            "The meeting belongs to another partnership.",
        )),
        _ => {
            row.partnership_id = Set(Some(meeting.partnership_id));
            Ok(())
        }
    }
}

/// Advice stands on somebody's list: an employer's, a partnership's, a meeting's.
fn names_somebody(before: Option<&recommendation::Model>, row: &recommendation::ActiveModel) -> Result<()> {
    let names = |is_set: bool, is_stored: bool| is_set || is_stored;
    let employer = names(
        matches!(row.employer_id, Set(Some(_))),
        row.employer_id.is_not_set() && before.is_some_and(|before| before.employer_id.is_some()),
    );
    let partnership = names(
        matches!(row.partnership_id, Set(Some(_))),
        row.partnership_id.is_not_set() && before.is_some_and(|before| before.partnership_id.is_some()),
    );
    if employer || partnership {
        return Ok(());
    }
    let message = "Name the employer for which it was said, the partnership or the meeting.";
    Err(Error::user(UserErrorCode::Required, "input.employerId", message))
}
