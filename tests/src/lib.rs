//! What the tests and the benchmarks both stand on.

pub mod postgres;
pub mod settings;
