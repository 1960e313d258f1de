//! Agreements: what partners agreed in writing, such as a memorandum of understanding.
//!
//! - **Parties**: employers and agencies, each with its signature. **Sections**: what was agreed, in order.
//! - **Signed**: the day the last party signed. **Ends**: the last day it holds. **Review by**: the day by which the parties
//!   look at it again.
//!
//! Rules: a party is named once. What somebody has signed does not change: once a party has signed, the sections stay, and an
//! amendment is an agreement of its own. Who is named again keeps its signature.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::AgreementMutation;
pub use query::AgreementQuery;
