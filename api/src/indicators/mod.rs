//! Indicators of how a partnership works, computed from its records: nobody types them.
//!
//! They are those of Next Generation Sector Partnerships as far as records tell: the share of priorities that a business
//! champions, and the quick wins of a period.

pub mod loaders;
pub mod reads;
pub mod types;
