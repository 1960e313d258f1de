//! The records a skill gain names: they are there, visible and live.

use entities::{contact, employer, program, skill_gain};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{Checks, effective},
    contacts,
    db::Tx,
    employers,
    error::{Result, UserErrorCode},
    programs,
    shared::references::{changed, found},
};

/// Counts of a program are told to everybody: who could add to another agency's would learn what is hidden of them.
const OTHERS_PROGRAM: &str = "This program is another agency's: its skill gains are recorded there.";

/// Checks what is set and differs from what is stored. A person attests for an employer.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&skill_gain::Model>,
    row: &skill_gain::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.program_id, before.map(|before| before.program_id)) {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        let program = checks.note(found(tx, select, "input.programId", "program").await);
        let agency = row.agency_id.try_as_ref().copied();
        let agency = agency.or(before.map(|before| before.agency_id));
        if program.is_some_and(|program| Some(program.agency_id) != agency) {
            checks.fail(UserErrorCode::Invalid, "input.programId", OTHERS_PROGRAM);
        }
    }
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)).flatten() {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.contact_id, before.map(|before| before.contact_id)).flatten() {
        let select = contacts::reads::live(cx).filter(contact::Column::Id.eq(id));
        checks.note(found(tx, select, "input.contactId", "contact").await);
    }
    let employer = effective(&row.employer_id, before.and_then(|before| before.employer_id));
    let contact = effective(&row.contact_id, before.and_then(|before| before.contact_id));
    if contact.is_some() && employer.is_none() {
        let message = "Name the employer for which this person attests.";
        checks.fail(UserErrorCode::Required, "input.employerId", message);
    }
    checks.done()
}
