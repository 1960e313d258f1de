//! Importing a region's spreadsheets.
//!
//! A file goes through four steps that know no database, each a module:
//!
//! 1. [`mod@file`] opens a CSV, TSV or XLSX file, whatever its encoding and line ends, and streams its rows.
//! 2. [`profile`] is a TOML file that says which column feeds which field of which record; [`profiles`] are those that
//!    Guildhall ships with.
//! 3. [`cells`] reads one cell by the rule of its field: dates, hours, money, codes.
//! 4. [`plan`] turns a profile and a row into records to write, or into the reasons why it cannot.
//!
//! [`targets`] is the one table of what can be imported. [`ops`] brings the planned records in, through the rules of their
//! features, records what became of each row, and takes an import back.
//!
//! Words: a *row* is a line of data in the file; a *record* is what Guildhall keeps (an employer, a
//! contribution); one row can feed several records. A row with an error is *quarantined*: none of
//! its records is written, its reasons are kept, and the other rows go in. A *warning* is reported
//! and counted, but the row goes in. A *batch* is one run of an import.
//!
//! Invariants: memory does not grow with the number of rows, but for some 50 bytes a record; no figure passes through a float on
//! its way from a text file; a sentence written here is meant for the person who has the file; a dry run reports what the
//! real run does; importing the same file again changes nothing; a revert leaves every table as it was before.

pub mod cells;
pub mod file;
mod images;
pub mod inputs;
mod kinds;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod plan;
pub mod profile;
pub mod profiles;
mod query;
pub mod reads;
pub mod targets;
pub mod types;
pub mod upkeep;

pub use mutation::ImportMutation;
pub use query::ImportQuery;
