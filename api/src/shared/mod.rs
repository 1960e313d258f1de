//! What the features have in common: filters, permissions, changes of update inputs, external references, the records that
//! inputs name, places, periods of days, administered lists.

pub mod cycles;
pub mod external_references;
pub mod inputs;
pub mod lists;
pub mod loaders;
pub mod periods;
pub mod places;
pub mod references;
pub mod spreadsheet;
pub mod types;
