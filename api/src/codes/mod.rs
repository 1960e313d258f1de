//! Code lists: industries (NAICS), occupations (SOC), programs (CIP), and the crosswalk between the last two.
//!
//! Codes are text, never numbers. A list is imported from its published file as an edition; the current edition answers
//! searches, older ones stay for the records that were coded by them.

pub mod inputs;
pub mod loaders;
pub mod naics;
pub mod ops;
pub mod published;
mod query;
pub mod reads;
pub mod shapes;
pub mod types;

pub use query::CodeQuery;
