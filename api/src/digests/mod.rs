//! One letter in the morning with what is ahead, for who chose it instead of reminders ([`crate::mail_preferences`]).
//!
//! - It leaves at eight by the person's clocks, or when longer quiet hours end; not on weekends that are kept free.
//! - It names the meetings of the day and of the next seven that the person is on the list of or sees to, and what the person
//!   is to do by then or should have done. Of a meeting that one declined or is not to be reminded of it says nothing.
//! - To a user it shows what the user may see. There is none when there is nothing to say.
//! - Each is due at an instant kept with the person's choice, which moves on in the transaction that queues the letter; the
//!   letter's key is the person and the day. So none is lost or doubled, whoever restarts and however many work.
//! - After an outage the letter of the day still leaves in the next twelve hours; an older one is skipped as `LATE`.

pub mod ops;
pub mod reads;
