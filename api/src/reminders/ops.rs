//! The rules of reminders.

mod following;
mod mute;
mod planning;
mod preview;
mod rules;
mod sending;
mod telling;

pub use following::{Followed, follow};
pub use mute::{mute, mute_in};
pub use planning::{hold_person, lock_person, replan, replan_person};
pub use preview::preview;
pub(crate) use rules::MOST_RULES;
pub use rules::{Owner, Timing, add, change, end};
pub use sending::{follow_mail, letter_again, queue_due, send_now};
pub use telling::{tell_cancelled, tell_invited, tell_moved, tell_removed};

use crate::record::record;

record!(reminder_rule, ReminderRule, ReminderRuleId, |_row| None);
