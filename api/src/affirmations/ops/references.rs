//! The records an affirmation refers to: they are there, visible, live, and fit together.

use chrono::{Months, NaiveDate};
use entities::{
    affirmation, agency,
    code_list::CodeScheme,
    competency_edition, competency_list, contact, credential, employer,
    ids::{CompetencyEditionId, ContactId, EmployerId, MeetingId},
    meeting::{self, MeetingStatus},
    program,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    agencies,
    app::Cx,
    checks::{Checks, effective},
    codes, competencies, contacts, credentials,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    meetings, programs,
    shared::references::{changed, found},
};

/// Nothing that was said counts longer than that.
const COUNTS_AT_MOST: Months = Months::new(60);

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&affirmation::Model>,
    row: &affirmation::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    check_parties(tx, cx, &mut checks, before, row).await;
    check_subject(tx, cx, &mut checks, before, row).await?;
    if let Some(id) = changed(&row.meeting_id, before.map(|before| before.meeting_id)).flatten() {
        checks.note(check_meeting(tx, cx, id).await);
    }
    if let Some(id) = changed(&row.program_id, before.map(|before| before.program_id)).flatten() {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        checks.note(found(tx, select, "input.programId", "program").await);
    }
    let from = effective(&row.affirmed_on, before.map(|before| before.affirmed_on));
    let to = effective(&row.expires_on, before.map(|before| before.expires_on));
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        let message = "It counts for a day after it was said at least.";
        checks.fail(UserErrorCode::Invalid, "input.expiresOn", message);
    }
    let latest = from.and_then(|from| from.checked_add_months(COUNTS_AT_MOST));
    if to > latest {
        let message = "What an employer said counts for five years at most; ask again then.";
        checks.fail(UserErrorCode::Invalid, "input.expiresOn", message);
    }
    checks.done()?;
    worked_there(tx, cx, before, row).await
}

async fn check_parties(
    tx: &Tx,
    cx: &Cx,
    checks: &mut Checks,
    before: Option<&affirmation::Model>,
    row: &affirmation::ActiveModel,
) {
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)) {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.contact_id, before.map(|before| before.contact_id)) {
        let select = contacts::reads::live(cx).filter(contact::Column::Id.eq(id));
        checks.note(found(tx, select, "input.contactId", "contact").await);
    }
}

/// What it is about and for which occupation: only a code that is new to it must be in the current list.
async fn check_subject(
    tx: &Tx,
    cx: &Cx,
    checks: &mut Checks,
    before: Option<&affirmation::Model>,
    row: &affirmation::ActiveModel,
) -> Result<()> {
    if let Some(id) = changed(&row.credential_id, before.map(|before| before.credential_id)).flatten() {
        let select = credentials::reads::live(cx).filter(credential::Column::Id.eq(id));
        checks.note(found(tx, select, "input.credentialId", "credential").await);
    }
    let stored = before.map(|before| before.competency_edition_id);
    if let Some(id) = changed(&row.competency_edition_id, stored).flatten() {
        checks.note(check_edition(tx, cx, id).await);
    }
    if let Set(code) = &row.soc_code
        && before.is_none_or(|before| before.soc_code != *code)
    {
        for code in codes::reads::unknown(tx, CodeScheme::Soc, &[code]).await? {
            let message = format!("The current SOC list does not have {code}.");
            checks.fail(UserErrorCode::NotFound, "input.occupation", message);
        }
    }
    Ok(())
}

/// An edition of a live list.
async fn check_edition(tx: &Tx, cx: &Cx, id: CompetencyEditionId) -> Result<()> {
    let (path, what) = ("input.competencyEditionId", "edition");
    let select = competencies::reads::editions(cx).filter(competency_edition::Column::Id.eq(id));
    let edition = found(tx, select, path, what).await?;
    let select = competencies::reads::live(cx).filter(competency_list::Column::Id.eq(edition.list_id));
    found(tx, select, path, what).await.map(|_| ())
}

/// A live meeting that was not called off.
async fn check_meeting(tx: &Tx, cx: &Cx, id: MeetingId) -> Result<()> {
    let path = "input.meetingId";
    let select = meetings::reads::live(cx).filter(meeting::Column::Id.eq(id));
    let meeting = found(tx, select, path, "meeting").await?;
    if meeting.status == MeetingStatus::Cancelled {
        return Err(Error::state(path, "This meeting was called off."));
    }
    Ok(())
}

/// People move: the person worked for the employer on the day.
async fn worked_there(
    tx: &Tx,
    cx: &Cx,
    before: Option<&affirmation::Model>,
    row: &affirmation::ActiveModel,
) -> Result<()> {
    let is_known = changed(&row.contact_id, before.map(|before| before.contact_id)).is_none()
        && changed(&row.affirmed_on, before.map(|before| before.affirmed_on)).is_none();
    if is_known {
        return Ok(());
    }
    let contact: Option<ContactId> = effective(&row.contact_id, before.map(|before| before.contact_id));
    let employer: Option<EmployerId> = effective(&row.employer_id, before.map(|before| before.employer_id));
    let day: Option<NaiveDate> = effective(&row.affirmed_on, before.map(|before| before.affirmed_on));
    let (Some(contact), Some(employer), Some(day)) = (contact, employer, day) else {
        return Ok(());
    };
    if contacts::reads::was_at(cx, tx, contact, employer, day).await? {
        return Ok(());
    }
    let message = format!("This person did not work for the employer on {day}.");
    Err(Error::invalid("input.contactId", message))
}
