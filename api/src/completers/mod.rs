//! Completers: who completed a program, as the agency that served them knows them.
//!
//! - **Completer**: a completion rather than a person: the agency's own reference, the program and its cohort, the day of
//!   completion, the credential earned, the day of exit. No name, unless the deployment switches names on
//!   (`GUILDHALL_COMPLETER_NAMES`), and then only people of that agency see it.
//! - **Program year**: from 1 July to 30 June, named by the year in which it begins; a completer's is that of the completion.
//! - **Excluded**: left out of the federal measures, on both sides. Which exclusion it is says too much of a person and is not kept.
//!
//! Rules: a completer belongs to one agency for good; nobody else sees it, in no list, count, search, timeline, export or entry of
//! the audit, administrators of other agencies included. A reference is one person's: it is held once among an agency's live
//! completers of a program, and who completes two programs is two completers under one reference. The audit keeps neither
//! reference, name nor note. A completer with referrals, hires or employment on record is not put into the trash, and an exit
//! that employment was looked up for stays in its quarter. What hires and employment copy for the counts (program, program year,
//! exclusion) follows the completer in the same transaction.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod quarters;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CompleterMutation;
pub use query::CompleterQuery;
