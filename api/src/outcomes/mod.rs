//! Outcomes: completers, hires, employment after exit, retention and skill gains, counted. Everybody sees the same counts, the
//! agency that recorded them too; rows are seen by the agency that serves the people alone.
//!
//! - **Group**: a program, a provider or everybody, in a program year (1 July to 30 June, named by the year it begins in) or over
//!   all years. The program year is that of completing; of skill gains that of the gain.
//! - **Completer**: a completion; who completed two programs counts for each.
//! - **Floor**: people that a count must hold, employers it must come from, and the share of one employer from which on it is
//!   hidden: settings, told with every answer.
//! - **Hidden**: a count that is not shown, with its reason (`suppression`).
//! - **Publication**: all counts of one moment, hidden or shown, that everybody is told until the next one. Who could ask after
//!   each change would see what one person changed; and what is hidden is decided once, not with every question.
//!
//! Rules: what is hidden is decided over everything that can be asked, then rows are chosen, so that no filter shows by
//! difference what another one hides; filters are whole programs, providers and program years for the same reason.

pub mod inputs;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod suppression;
pub mod types;
pub mod upkeep;

pub use mutation::OutcomeMutation;
pub use query::OutcomeQuery;
