//! When and how people want to be reminded, as GraphQL shows it.

use async_graphql::{Object, SimpleObject};
use entities::{mail_opt_out, mail_preference};

use super::hours::USUAL;
use crate::{error::UserError, opt_outs::types::MailKind, scalars::Instant};

/// A kind of mail that a person does without.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct MailOptOut {
    /// The kind of mail.
    pub kind: MailKind,
    /// Since when.
    pub since: Instant,
}

impl MailOptOut {
    /// The kind of a row.
    pub fn new(row: &mail_opt_out::Model) -> Self {
        Self {
            kind: row.kind.into(),
            since: Instant(row.created_at),
        }
    }
}

/// When and how a person wants to be reminded.
#[derive(Clone, Debug, Default)]
pub struct MailPreferences {
    row: Option<mail_preference::Model>,
    /// What the person does without.
    pub(super) opt_outs: Vec<MailOptOut>,
}

impl MailPreferences {
    /// Those of a row.
    pub fn new(row: mail_preference::Model) -> Self {
        Self {
            row: Some(row),
            opt_outs: Vec::new(),
        }
    }
}

/// When and how a person wants to be reminded of meetings, and which mail the person does without.
#[Object]
impl MailPreferences {
    /// The zone the person lives in; null when nobody said: the zones of meetings are taken then.
    async fn time_zone(&self) -> Option<&str> {
        self.row.as_ref()?.time_zone.as_deref()
    }

    /// When the quiet hours begin on the person's clock, such as `20:00`. A reminder that is due in them waits for their end, or
    /// comes half an hour before them when less than an hour would be left to the meeting.
    async fn quiet_from(&self) -> &str {
        self.row.as_ref().map_or(USUAL[0], |row| &row.quiet_from)
    }

    /// When the quiet hours end; the same as `quietFrom` when there are none.
    async fn quiet_to(&self) -> &str {
        self.row.as_ref().map_or(USUAL[1], |row| &row.quiet_to)
    }

    /// Whether no reminder comes on Saturdays and Sundays: it comes on the Friday before.
    async fn is_weekend_free(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.is_weekend_free)
    }

    /// Whether one letter in the morning, with what is ahead, takes the place of reminders.
    async fn is_digest(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.is_digest)
    }

    /// When the next such letter is due, should there be something to say; null without them.
    async fn next_digest_at(&self) -> Option<Instant> {
        self.row.as_ref()?.sort_digest_at.map(Instant)
    }

    /// The kinds of mail the person does without, since when.
    async fn opt_outs(&self) -> &[MailOptOut] {
        &self.opt_outs
    }

    /// Counts the changes: hand it back with a change, so that nobody's work is overwritten; 0 while nobody said anything.
    async fn version(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.version)
    }
}

/// What became of saying when and how you want to be reminded.
#[derive(SimpleObject)]
pub struct ViewerMailPreferencesUpdatePayload {
    /// Your preferences as stored now; null when they cannot be told.
    pub mail_preferences: Option<MailPreferences>,
    /// What to mend; empty when they were changed.
    pub user_errors: Vec<UserError>,
}

/// What became of saying when and how a contact wants to be reminded.
#[derive(SimpleObject)]
pub struct ContactMailPreferencesUpdatePayload {
    /// The contact's preferences as stored now; null when they cannot be told.
    pub mail_preferences: Option<MailPreferences>,
    /// What to mend; empty when they were changed.
    pub user_errors: Vec<UserError>,
}
