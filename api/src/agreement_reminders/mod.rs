//! Reminders of agreements: before the day one ends, and before the day by which its parties look at it again.
//!
//! - **When**: 60, 30 and 7 days before, when the clocks of the server's zone (`GUILDHALL_TIME_ZONE`) show nine. A partnership
//!   has no place of its own, so the zone is the server's: one for all agreements. Another zone holds, from the next start of the
//!   worker, for what has not left.
//! - **To whom**: the conveners (users of that role) of the agencies that convene the partnership on that day; when these have
//!   none, their admins; when these have none either, or no agency convenes it, all admins of this Guildhall. Who is switched off,
//!   and who works for an agency in the trash, does not count.
//! - **Reminder**: of one day of an agreement, so many days before, to one of them. It is planned in the transaction of the
//!   change that calls for it: adding, other days, the trash and back. Who answers is read again when it is due.
//! - **State**: as of reminders of meetings. None is deleted.
//!
//! Rules: another day cancels what has not left and is planned anew; a letter in the outbox that says what is not true any more
//! is withdrawn, unless it is being sent, and written anew. What was due before it was planned is skipped as `PAST`, except the
//! one due last: while the day has not passed it is still of use, and leaves at once. After an outage the last one that is due
//! is sent if the day has not passed, the others are `LATE`. When nobody answers, or the partnership is in the trash, a reminder
//! waits for the next day at nine with that as its reason, until the day has passed.
//!
//! Who plans or queues holds the row of the agreement: no two work on its reminders at the same time.

mod due;
mod letters;
pub mod loaders;
pub mod ops;
mod people;
mod plan;
pub mod reads;
pub mod types;
