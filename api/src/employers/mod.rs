//! Employers: the companies people think of, shared by all agencies.
//!
//! - **Employer**: the company; it may have a parent and children. Government counts its *establishments* (worksites) and
//!   matches wages by its *identifiers* (FEIN, state UI account), which are dated and restricted.
//! - **Account team**: a lead agency, a lead person and a back-up, so that a relationship does not leave with one person.
//! - **Trash**: an employer is put into the trash and taken out again; it is never deleted. What it gave and what was said with
//!   it happened: it stays counted and listed there. A member of a partnership is not put into the trash.
//!
//! Rules: a parent is not its own descendant; lead and back-up are two people; a name like that of another employer, in the trash
//! or not, is a `DUPLICATE` unless the caller insists (link, never merge by name).

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::EmployerMutation;
pub use query::EmployerQuery;
