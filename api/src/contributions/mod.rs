//! Contributions: what employers gave. They are the evidence behind roles.
//!
//! - **Contribution**: one employer, on one day, to one agency: people and hours, money and goods by kind, what was done
//!   (a work-based learning activity), in which role, for which program, in which partnership.
//! - **Hours** are people × hours each. They are valued at an hourly rate, a setting, when they are totalled.
//! - **Undated**: files often lack the day. Such a contribution counts in totals, and is found by no range of days.
//!
//! Rules: a contribution belongs to the agency whose record it is; that agency changes it. Amounts are integer cents, hours
//! integer hundredths, none negative. The day lies between 1900 and today. The role is one that employers can take.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::ContributionMutation;
pub use query::ContributionQuery;
