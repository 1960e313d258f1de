//! Reminders of meetings: planned together with the meeting, sent later.
//!
//! - **Rule**: how long before the start, and who. A meeting follows the rules of its partnership, unless it has active rules of
//!   its own; then it follows those alone. A changed rule is a new one, so that what was sent by the old one stays true.
//! - **Reminder**: of a meeting, to one person on its list, by one rule, for one start. It is planned in the transaction of the
//!   change that calls for it: scheduling, inviting, moving, cancelling, answering, changing a rule.
//! - **Due**: reckoned from the start of the meeting, never from now; "two days before at nine" by the clocks of its place. What
//!   is due in a person's quiet hours or free weekend is moved, and says so ([`crate::mail_preferences`]).
//! - **State**: planned, then in the outbox of mail, then sent, failed or skipped; or cancelled before its time came. None is
//!   deleted.
//!
//! Rules: moving a meeting rewrites its reminders that have not left. One that has left stays, and of the new start is reminded
//! anew. What was due before it was planned is skipped as `PAST`. A letter in the outbox that says what is not true any more is
//! withdrawn, unless it is being sent; it is written anew. After an outage what is still of use is sent, the rest is `LATE`.
//!
//! Who plans or queues takes the row of the meeting first: no two work on the reminders of one meeting at the same time.

mod due;
pub mod inputs;
mod letters;
pub mod loaders;
mod mutation;
pub mod ops;
mod people;
mod plan;
mod query;
pub mod reads;
pub mod types;
mod worker;

pub use letters::when;
pub use mutation::ReminderMutation;
pub(crate) use people::People;
pub use people::recipient;
pub use query::ReminderQuery;
pub use worker::{step, work};
