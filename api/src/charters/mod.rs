//! Charters: what a partnership is for, as it stands on any day: vision (what), mission (why), strategies and goals (how).
//!
//! - **Statement**: vision, mission or strategy, with the day it was adopted and the day it was retired. A strategy may serve
//!   one of the goals.
//! - **Charter**: the statements that hold on a day, and the goals that count on it as they were worded then.
//!
//! Rules: a statement is never reworded; another one is adopted, and the history stays. There is one vision and one mission at
//! a time: a new one retires the former on the day it is adopted. A statement that is adopted on the day of the former was a
//! slip of that one, which then held on no day. The day a statement is retired is no longer part of it.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::StatementMutation;
pub use query::StatementQuery;
