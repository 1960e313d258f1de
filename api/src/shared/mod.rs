//! What the features' GraphQL has in common: filters, permissions, changes of update inputs.

pub mod inputs;
pub mod types;
