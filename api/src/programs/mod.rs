//! Programs: courses of study that agencies offer, such as a school's academy or a college's certificate.
//!
//! - **Program**: belongs to one agency, which alone changes it; everybody who sees agencies sees it.
//! - **School**: where it is taught, in the agency's words; two schools of a district may offer programs of one name.
//! - **Approval**: the state's, with the last day it counts. **Board**: the advisory board that watches over it.
//! - **Checklist**: the seven parts of the law's definition of a career pathway, each answered with evidence or not at all.
//!
//! Rules: agency, name and school together name one live program; it stays with its agency.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::ProgramMutation;
pub use query::ProgramQuery;
