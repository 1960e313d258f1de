//! Agencies: the organizations that use Guildhall or take part in a partnership.
//!
//! - **Agency**: a workforce board, a college, a school district, a library, a chamber …; its kind says which. A school
//!   stands below its district, a campus below its college.
//! - **Users** work for one agency each; what is the agency's own is theirs to change (scope `Own` of the policy).
//! - **Trash**: an agency is put into the trash and taken out again; it is never deleted.
//!
//! Rules: live agencies of one kind have different names, case and accents apart; a parent is not its own descendant; an
//! agency with live agencies below it or with active users stays out of the trash.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::AgencyMutation;
pub use query::AgencyQuery;
