//! The rules of drafted letters.

mod closing;
mod desk;
mod sending;
mod text;
mod welcome;

use entities::{
    ids::LetterDraftId,
    letter_draft::{self, LetterDraftState},
    meeting::{self, MeetingStatus},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_TEXT},
    db::{self, Tx},
    error::{Error, OnUnique, Result, UserError, UserErrorCode},
    mail::{Letter, PersonalLetter},
    policy::Action,
    record::{self, Updated, record},
};

pub use closing::{discard_of_in, draft_for_in};
pub use desk::{Desk, Reason};
pub use sending::{Sent, send};
pub use welcome::welcome_in;

record!(letter_draft, LetterDraft, LetterDraftId, |row| row.employer_id, restricted: [Body]);

/// What is set on a draft: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns: subject and body.
    pub row: letter_draft::ActiveModel,
}

/// Mends a draft.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was sent or discarded; `REQUIRED`, `TOO_LONG`, `PERSONAL_DATA` for
/// values; `INVALID` for a subject of more than one line.
pub async fn update(
    cx: &Cx,
    id: LetterDraftId,
    version: i32,
    draft: Draft,
) -> Result<Updated<letter_draft::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        open(&before)?;
        record::update::<letter_draft::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Discards a draft: it is not to be sent.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was sent or is discarded already.
pub async fn discard(cx: &Cx, id: LetterDraftId, version: i32) -> Result<letter_draft::Model> {
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        open(&before)?;
        stand(tx, cx, &before, version, LetterDraftState::Discarded).await
    })
    .await
}

/// Takes a discarded draft back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not discarded, or its meeting is open again or in the trash;
/// `DUPLICATE` when the person has another letter of its kind.
pub async fn restore(cx: &Cx, id: LetterDraftId, version: i32) -> Result<letter_draft::Model> {
    db::write(cx, async |tx| {
        // First the meeting, then the letter, as opening a meeting again does.
        let meetings = reads::locked_meetings(tx, &[id]).await?;
        let before = manageable(tx, cx, id).await?;
        if before.state != LetterDraftState::Discarded {
            return Err(Error::state("id", "This letter is not discarded."));
        }
        if let Some(id) = before.meeting_id {
            closed(meetings.get(&id))?;
        }
        let other = || {
            let message = "The person has another letter of this kind about it.";
            UserError::new(UserErrorCode::Duplicate, "id", message)
        };
        stand(tx, cx, &before, version, LetterDraftState::Draft)
            .await
            .on_unique(
                "uq_letter_draft_attendee_id_kind",
                "letter_draft.attendee_id",
                other(),
            )
            .on_unique(
                "uq_letter_draft_representative_id",
                "letter_draft.representative_id",
                other(),
            )
    })
    .await
}

/// The letter of a draft, as it is rendered.
pub fn letter(cx: &Cx, row: &letter_draft::Model) -> Letter {
    Letter::Personal(PersonalLetter {
        subject: row.subject.clone(),
        body: row.body.clone(),
        site: cx.app.config.site(),
    })
}

/// Cleans the values.
fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    if let Set(body) = &mut row.body {
        // Forms of pages end their lines with both.
        *body = body.replace("\r\n", "\n");
    }
    let mut checks = Checks::new();
    checks.required("input.subject", &mut row.subject, MOST_LINE);
    checks.required("input.body", &mut row.body, MOST_TEXT);
    let is_break = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    if matches!(&row.subject, Set(subject) if subject.contains(is_break)) {
        let message = "A subject is one line.";
        checks.fail(UserErrorCode::Invalid, "input.subject", message);
    }
    checks.done()?;
    Ok(draft)
}

/// The draft as stored, when the actor may change it; nobody else changes it until the transaction ends.
async fn manageable(tx: &Tx, cx: &Cx, id: LetterDraftId) -> Result<letter_draft::Model> {
    let before = reads::locked(cx, tx, id).await?;
    cx.may_for(Action::MeetingManage, before.agency_id)?;
    Ok(before)
}

/// The letter waits for somebody to send it.
fn open(row: &letter_draft::Model) -> Result<()> {
    match row.state {
        LetterDraftState::Draft => Ok(()),
        LetterDraftState::Sent => Err(Error::state("id", "This letter was sent.")),
        LetterDraftState::Discarded => Err(Error::state(
            "id",
            "This letter is discarded; take it back first.",
        )),
    }
}

/// The meeting of a letter is closed: what it says holds.
fn closed(meeting: Option<&meeting::Model>) -> Result<()> {
    let is_closed = meeting.is_some_and(|row| row.status == MeetingStatus::Closed);
    if !is_closed {
        return Err(Error::state(
            "id",
            "The meeting is open again: closing it drafts its letters anew.",
        ));
    }
    if meeting.is_some_and(|row| row.trashed_at.is_some()) {
        return Err(Error::state(
            "id",
            "The meeting is in the trash; restore it first.",
        ));
    }
    Ok(())
}

async fn stand(
    tx: &Tx,
    cx: &Cx,
    before: &letter_draft::Model,
    version: i32,
    state: LetterDraftState,
) -> Result<letter_draft::Model> {
    let row = letter_draft::ActiveModel {
        state: Set(state),
        ..Default::default()
    };
    let updated = record::update::<letter_draft::Entity>(tx, cx, before, Some(version), row).await?;
    Ok(updated.row)
}
