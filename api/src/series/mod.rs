//! Series of meetings: a recurrence rule makes them, on the clock of their place.
//!
//! - **Rule**: a recurrence rule of RFC 5545 over times on the clock: nine o'clock stays nine o'clock when the clocks change.
//! - **Occurrence**: each is a meeting of its own, with the time at which the rule put it. Changing one changes no other.
//!
//! Rules: at most 24 occurrences lie ahead; more are made by extending the series. An occurrence that the clocks jump over is
//! refused with the whole series. Ending a series cancels what has not begun.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::SeriesMutation;
pub use query::SeriesQuery;
