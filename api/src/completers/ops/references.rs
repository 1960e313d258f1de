//! The records a completer refers to: they are there, visible, live, and fit together.

use entities::{cohort, completer, credential, program};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{Checks, effective},
    cohorts, credentials,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    programs,
    shared::references::{changed, found},
};

/// Counts of a program are told to everybody: who could add to another agency's would learn what is hidden of them.
const OTHERS_PROGRAM: &str = "This program is another agency's: its completers are recorded there.";

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&completer::Model>,
    row: &completer::ActiveModel,
    at: &str,
) -> Result<()> {
    let mut checks = Checks::new();
    let path = |name: &str| format!("{at}.{name}");
    if let Some(id) = changed(&row.program_id, before.map(|before| before.program_id)) {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        let program = checks.note(found(tx, select, &path("programId"), "program").await);
        let agency = row.agency_id.try_as_ref().copied();
        let agency = agency.or(before.map(|before| before.agency_id));
        if program.is_some_and(|program| Some(program.agency_id) != agency) {
            checks.fail(UserErrorCode::Invalid, &path("programId"), OTHERS_PROGRAM);
        }
    }
    if let Some(id) = changed(&row.credential_id, before.map(|before| before.credential_id)).flatten() {
        let select = credentials::reads::live(cx).filter(credential::Column::Id.eq(id));
        checks.note(found(tx, select, &path("credentialId"), "credential").await);
    }
    checks.note(check_cohort(tx, cx, before, row, &path("cohortId")).await);
    let credential = effective(&row.credential_id, before.and_then(|before| before.credential_id));
    let earned_on = effective(&row.credential_on, before.and_then(|before| before.credential_on));
    if earned_on.is_some() && credential.is_none() {
        let message = "Say which credential was earned on this day.";
        checks.fail(UserErrorCode::Required, &path("credentialId"), message);
    }
    checks.done()
}

/// The cohort is one of the program, once the change is written.
async fn check_cohort(
    tx: &Tx,
    cx: &Cx,
    before: Option<&completer::Model>,
    row: &completer::ActiveModel,
    path: &str,
) -> Result<()> {
    let program = match row.program_id {
        Set(id) => Some(id),
        _ => before.map(|before| before.program_id),
    };
    let stored = before.and_then(|before| before.cohort_id);
    let Some(id) = effective(&row.cohort_id, stored) else {
        return Ok(());
    };
    let is_new = stored != Some(id);
    if !is_new && program == before.map(|before| before.program_id) {
        return Ok(());
    }
    let among = if is_new {
        cohorts::reads::live(cx)
    } else {
        cohorts::reads::visible(cx)
    };
    let cohort = found(tx, among.filter(cohort::Column::Id.eq(id)), path, "cohort").await?;
    if Some(cohort.program_id) == program {
        return Ok(());
    }
    Err(Error::invalid(path, "This cohort took another program."))
}
