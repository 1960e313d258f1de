//! What became of changing reminders and the rules about them.

use async_graphql::SimpleObject;

use super::{Reminder, ReminderRule};
use crate::{attendees::types::Attendee, error::UserError};

/// What became of adding a rule about reminders.
#[derive(SimpleObject)]
pub struct ReminderRuleAddPayload {
    /// The new rule; null when none was added.
    pub reminder_rule: Option<ReminderRule>,
    /// What to mend; empty when the rule was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a rule about reminders.
#[derive(SimpleObject)]
pub struct ReminderRuleChangePayload {
    /// The rule that is followed now, with an id of its own; after a `CONFLICT` the rule as somebody else left it.
    pub reminder_rule: Option<ReminderRule>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a rule about reminders.
#[derive(SimpleObject)]
pub struct ReminderRuleEndPayload {
    /// The rule as stored now; after a `CONFLICT` as somebody else left it.
    pub reminder_rule: Option<ReminderRule>,
    /// What to mend; empty when the rule was ended.
    pub user_errors: Vec<UserError>,
}

/// What became of sending a reminder now.
#[derive(SimpleObject)]
pub struct ReminderSendNowPayload {
    /// The reminder as stored now; null when there is none.
    pub reminder: Option<Reminder>,
    /// What to mend; empty when its letter is in the outbox.
    pub user_errors: Vec<UserError>,
}

/// What became of saying whether an attendee is reminded.
#[derive(SimpleObject)]
pub struct AttendeeMutePayload {
    /// The attendee as stored now; after a `CONFLICT` as somebody else left it.
    pub attendee: Option<Attendee>,
    /// What to mend; empty when it was done.
    pub user_errors: Vec<UserError>,
}
