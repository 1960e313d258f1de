//! Check-ups: how a partnership does, as its partners answer a questionnaire again and again.
//!
//! - **Check-up**: the answers of one respondent on a day.
//! - **Trend**: for each day on which somebody answered, the mean of each question and of all, in percent of the best answer.
//!
//! Rules: a check-up answers questions of one questionnaire in use, each once and in its kind: a score from 1 to 5, yes or no,
//! or words. Questions may stay open. In the trend a score of 1 counts 0 %, of 5 100 %; yes counts 100 %, no 0 %; words do not
//! count. A check-up that was a mistake goes into the trash, and counts no more.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CheckupMutation;
pub use query::CheckupQuery;
