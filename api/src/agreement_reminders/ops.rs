//! The rules of reminders of agreements.

mod planning;
mod sending;

pub use planning::{Said, replan, replan_all};
pub use sending::{follow_mail, queue_due};
