//! The HTTP door: what it takes, what it refuses, and what it answers.

mod idempotency;
mod limits;
mod probes;
mod wire;
