//! Establishments: the worksites of an employer. Government counts these (in the sense of the QCEW), not companies.
//!
//! - **Establishment**: usually one place with one main activity: address, county, industry, size class.
//! - **Closed** is a fact about the site, with its day; **trash** is for rows that should not be.
//!
//! Rules: a site is not closed before it is opened; postal codes and county codes are text, and a zero that a spreadsheet took
//! from a ZIP code is put back only where the state leaves no doubt; a site of an employer in the trash is neither added
//! nor restored.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::EstablishmentMutation;
pub use query::EstablishmentQuery;
