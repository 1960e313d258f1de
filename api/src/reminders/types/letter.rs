//! What was written to somebody about a meeting.

use async_graphql::{Enum, Object, SimpleObject};
use entities::outbox_message;

use crate::{mail::types::MailState, scalars::Instant};

/// Why somebody cannot be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum MailObstacle {
    /// No e-mail address is known.
    NoAddress,
    /// The person asked not to be contacted.
    DoNotContact,
    /// The user's access was ended, or the contact is in the trash.
    NoAccess,
}

impl MailObstacle {
    /// The obstacle by the word that reminders have for it.
    pub fn of(reason: &str) -> Self {
        match reason {
            "DO_NOT_CONTACT" => Self::DoNotContact,
            "NO_ACCESS" => Self::NoAccess,
            _ => Self::NoAddress,
        }
    }
}

/// A letter to somebody on the list of a meeting.
#[derive(Clone)]
pub struct AttendeeLetter {
    row: outbox_message::Model,
}

impl AttendeeLetter {
    /// The letter of a row.
    pub fn new(row: outbox_message::Model) -> Self {
        Self { row }
    }
}

/// A letter to somebody on the list of a meeting: an invitation, a change, a cancellation, a reminder, or one that somebody sent
/// by hand.
#[Object]
impl AttendeeLetter {
    /// Which letter it is: `meeting-invitation`, `meeting-change`, `meeting-cancellation`, `meeting-reminder` or
    /// `personal-letter`. The list may grow.
    async fn letter(&self) -> &str {
        &self.row.letter
    }

    /// The subject line.
    async fn subject(&self) -> &str {
        &self.row.subject
    }

    /// Where it stands.
    async fn state(&self) -> MailState {
        self.row.state.into()
    }

    /// Why it was not sent, in a word for programs, as of letters everywhere.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// How often it was tried.
    async fn attempts(&self) -> i32 {
        self.row.attempts
    }

    /// When it is tried next; null when it has ended.
    async fn next_attempt_at(&self) -> Option<Instant> {
        let waits = self.row.state == outbox_message::MailState::Queued;
        waits.then_some(Instant(self.row.due_at))
    }

    /// When it was sent, failed, skipped or called off; null while it waits.
    async fn ended_at(&self) -> Option<Instant> {
        self.row.ended_at.map(Instant)
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }
}

/// What a reminder says.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReminderPreview {
    /// The subject line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
}
