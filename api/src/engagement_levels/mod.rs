//! The ladder of employer engagement: how far an employer has come, from advising to leading.
//!
//! - **Level**: I advising, II capacity building, III co-designing, IV convening, V leading. It is computed from evidence; nobody
//!   types it.
//! - **Evidence**: a record that shows engagement, at a day or over a time: an engagement, advice, an affirmation, a contribution, an
//!   opening or a forecast, a word for a way of a pathway map, a membership, a priority that is championed. What lasts counts as evidence
//!   of today; what ended, of its last day.
//! - **Kind of evidence**: a row of a reference list that says which level a kind shows. Administrators move a kind to another
//!   level or take it out of use; its key, which says what the records are, stays.
//! - **Window**: evidence counts for some months (a setting, 24 unless another is set), the last day included. A level decays on
//!   the day after its last evidence has counted, unless new evidence comes.
//!
//! Rules: the level is the highest one with evidence in the window. The same evidence makes the same level, whoever asks: of
//! engagements, openings and forecasts only those count that the whole network sees, mass communications never. A membership lasts until
//! the member leaves or the partnership ends, and in a partnership that sleeps or has closed until the day its phase was changed: when
//! the partnership wakes, it counts again. Whose token may not read a kind of record
//! is answered without it. Hires are no evidence here, because what is known of them is protected; nor are records without a day.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::LadderMutation;
pub use query::LadderQuery;
