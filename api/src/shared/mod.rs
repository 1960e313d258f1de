//! What the features have in common: filters, permissions, changes of update inputs, external references, places.

pub mod external_references;
pub mod inputs;
pub mod loaders;
pub mod places;
pub mod types;
