//! Hires of completers, and who employed them in the second and fourth quarter after exit.
//!
//! - **Hire**: this employer, at this establishment, hired this completer for this occupation on this day; wage, hours, whether it
//!   is in the occupation trained for, and who told of it.
//! - **Employment**: who was found to employ a completer in the second (`Q2`) or fourth (`Q4`) calendar quarter after the quarter of
//!   exit, by which evidence; or that somebody looked and found nobody.
//! - **Retention**: the same employer in both quarters. [`retention`] is the whole rule; whether a successor counts is a setting
//!   (`GUILDHALL_SUCCESSOR_COUNTS`).
//!
//! Rules: both belong to the agency of their completer and are seen by nobody else. They are in no timeline of the employer, and the
//! audit keeps neither wage nor note. One hire per completer, employer and first day. A quarter is looked at once it has begun, and
//! says either who employed, possibly several, or that nobody was found. The number that was matched is one of that employer's
//! FEINs or state accounts that the writer may read; it is compared, and shown only to those who may read it.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod retention;
pub mod types;

pub use mutation::{EmploymentMutation, HireMutation};
pub use query::HireQuery;
