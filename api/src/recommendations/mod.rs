//! Recommendations: the advice that employers and boards give, and what became of it.
//!
//! - **Recommendation**: one piece of advice: its words, what it is about, who said it for which employer, to which
//!   partnership or at which meeting, and the agency that has to answer.
//! - **Disposition**: `PROPOSED`, then `ACCEPTED`, `ACCEPTED_MODIFIED`, `DECLINED` or `DEFERRED`, then `IMPLEMENTED`, then
//!   `REPORTED_BACK`. [`ops::way`] is the whole table of steps.
//! - **Closed**: declined with a reason, or reported back. Nothing closes without one of the two: employers ask for exactly
//!   this, and so do auditors of advisory boards.
//! - **Step**: the history of a recommendation, kept with it and shown to everybody who sees it.
//!
//! Rules: advice names an employer, a partnership or a meeting; what is said at a meeting is said to the meeting's
//! partnership. Every agency may record what it hears; the agency that has to answer decides, implements and reports back.
//! Days follow one another: said, decided, implemented, reported back. A step taken by mistake is undone by reopening, which
//! asks why and keeps the history.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::RecommendationMutation;
pub use query::RecommendationQuery;
