//! Quick wins: what a partnership reached early, to be told while it is fresh.
//!
//! Rules: a quick win was reached on a day that has come; it may belong to one of the partnership's priorities.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::QuickWinMutation;
pub use query::QuickWinQuery;
