//! Keeping an evidence file as it stands.

pub mod contents;

use entities::{evidence_file, ids::ProgramId, values::KeptText};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE},
    db,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    programs,
    record::{self, record},
};

record!(evidence_file, EvidenceFile, EvidenceFileId, |_row| None, restricted: [Document]);

/// Keeps the file of a program as it stands today.
///
/// # Errors
/// `NOT_FOUND` for the program; `FORBIDDEN` when another agency offers it; `STATE` when it is in the trash; `TOO_LONG` for the
/// note.
pub async fn freeze(cx: &Cx, program: ProgramId, note: Option<String>) -> Result<evidence_file::Model> {
    let note = checked(note)?;
    let found = programs::reads::by_id(cx, cx.app.db.read(), program).await;
    let row = found.map_err(at_program)?;
    cx.may_for(Action::EvidenceFreeze, row.agency_id)?;
    if row.trashed_at.is_some() {
        let message = "This program is in the trash; restore it first.";
        return Err(Error::state("programId", message));
    }
    let today = cx.app.clock.today();
    let contents = reads::contents(cx, program, today).await?;
    let document = contents.document()?;
    let file = evidence_file::ActiveModel {
        program_id: Set(program),
        agency_id: Set(row.agency_id),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        as_of: Set(today),
        hash: Set(contents::hash(&document)),
        document: Set(KeptText::new(document)),
        note,
        ..Default::default()
    };
    db::write(cx, async |tx| {
        record::insert::<evidence_file::Entity>(tx, cx, file).await
    })
    .await
}

fn checked(note: Option<String>) -> Result<sea_orm::ActiveValue<Option<String>>> {
    let mut note = Set(note);
    let mut checks = Checks::new();
    checks.optional("note", &mut note, MOST_LINE);
    checks.done()?;
    Ok(note)
}

fn at_program(error: Error) -> Error {
    match error {
        Error::NotFound => Error::user(UserErrorCode::NotFound, "programId", "There is no such program."),
        other => other,
    }
}
