//! What people do without, as GraphQL shows it.

use async_graphql::{Enum, SimpleObject};

use crate::{error::UserError, mail_preferences::types::MailPreferences};

/// A kind of mail that people may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::mail_opt_out::MailKind")]
pub enum MailKind {
    /// Invitations to meetings, their changes and cancellations.
    Invitation,
    /// Reminders of meetings, and of agreements that end or are to be reviewed.
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

/// What became of resuming a kind of mail by a link.
#[derive(SimpleObject)]
pub struct ResubscribePayload {
    /// What the link is about, as it stands now; null when nothing was done.
    pub unsubscription: Option<Unsubscription>,
    /// What to mend; empty when mail of this kind goes out again.
    pub user_errors: Vec<UserError>,
}

/// What became of resuming a kind of mail to you.
#[derive(SimpleObject)]
pub struct ViewerMailOptOutEndPayload {
    /// Your preferences, with what you still do without; null when nothing was done.
    pub mail_preferences: Option<MailPreferences>,
    /// What to mend; empty when mail of this kind goes out again.
    pub user_errors: Vec<UserError>,
}

/// What became of resuming a kind of mail to a contact.
#[derive(SimpleObject)]
pub struct ContactMailOptOutEndPayload {
    /// The contact's preferences, with what the contact still does without; null when nothing was done.
    pub mail_preferences: Option<MailPreferences>,
    /// What to mend; empty when mail of this kind goes out again.
    pub user_errors: Vec<UserError>,
}
