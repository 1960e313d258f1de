//! The HTTP door: what it takes, what it refuses, and what it answers.

mod audit;
mod idempotency;
mod limits;
mod probes;
mod wire;
