//! What people do without, as GraphQL shows it.

use async_graphql::{Enum, SimpleObject};

use crate::error::UserError;

/// A kind of mail that people may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::mail_opt_out::MailKind")]
pub enum MailKind {
    /// Invitations to meetings, their changes and cancellations.
    Invitation,
    /// Reminders of meetings.
    Reminder,
    /// What is ahead, in one letter a day.
    Digest,
    /// Letters that somebody wrote: a welcome, a thank-you, a follow-up.
    Letter,
}

/// What a link to unsubscribe is about.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct Unsubscription {
    /// The person's name.
    pub name: String,
    /// The kind of mail.
    pub kind: MailKind,
    /// Whether the person does without it already.
    pub is_unsubscribed: bool,
}

/// What became of unsubscribing.
#[derive(SimpleObject)]
pub struct UnsubscribePayload {
    /// What the link is about, as it stands now; null when nothing was done.
    pub unsubscription: Option<Unsubscription>,
    /// What to mend; empty when no more mail of this kind goes out.
    pub user_errors: Vec<UserError>,
}
