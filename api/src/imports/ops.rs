//! The rules of imports: start, run, revert.

mod alive;
mod attempt;
mod chunk;
mod kept;
mod known;
mod rehearse;
mod report;
mod revert;
mod run;
mod sentences;
mod start;
mod step;
mod sweep;

pub use alive::{end_abandoned, given_up};
pub use report::{Carried, Counts, Report, WarningCount};
pub use revert::{queue_revert, revert};
pub use run::{OnProgress, Progress, Request, resume, run, stopped};
pub use start::{Start, keep_file, may_keep_file, start};
pub use sweep::sweep;
