//! Partnerships: working groups of employers and agencies that no single agency owns.
//!
//! - **Kind**: a sector partnership (public-private), a cross-agency one (public-public), or an advisory board.
//! - **Phase**: how far it has come, by the steps of Next Generation Sector Partnerships.
//! - **Conveners**: the agencies that run it, with dates; several at a time, because nobody owns a partnership.
//! - **Sectors** and **NAICS prefixes**: what it covers, for people and for programs.
//!
//! Rules: a cross-agency partnership has agencies as members only; a partnership has a current convener unless it is dormant
//! or closed. Conveners, sectors and prefixes are part of the partnership: changing them counts up its version.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::PartnershipMutation;
pub use query::PartnershipQuery;
