//! Successions: one employer follows another: a sale, a merger of firms, a new number.
//!
//! - **Predecessor, successor**: the employer before and the one after, with the day the successor took over.
//!
//! Rules: an employer does not succeed itself, nor anybody who followed it; two employers are linked once; the link shows on
//! the timelines of both. It can be changed and removed; the audit keeps it.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod reads;
pub mod types;

pub use mutation::SuccessionMutation;
