//! What callers send about people and affiliations.

mod filter;

pub use filter::{AffiliationWhere, ContactOrder, ContactWhere};
