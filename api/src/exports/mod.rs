//! Taking data out as files, to read in a spreadsheet, to hand on, or to import elsewhere.
//!
//! A *list* is a kind of record with its columns ([`kinds`]); a *line* is one record of it. [`ops`] walks through all live
//! records of a list that the actor may see, some hundred at a time, and hands the lines to a [`mod@format`].
//!
//! Rules:
//! - Whoever may read a record over the API and may take data out gets it, and nobody else: lists go through the same selects.
//! - The audit says who took which list out and how many records it held, before the first of them leaves and at the end. How many
//!   completers or hires there are it does not say: administrators of other agencies read it.
//! - Completers and hires are those of the agency of whoever takes them out, administrators included.
//! - A record is named by the id under which it is known wherever it goes: what it was imported as from another Guildhall, else
//!   its own. So what is exported, imported elsewhere and exported again is the same file, and importing it where it comes from
//!   changes nothing (profiles `guildhall-employers`, `guildhall-partnerships`, `guildhall-programs`).
//! - A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which the shipped profiles take
//!   off again.
//! - Memory stays flat, and no transaction is held: records that are changed meanwhile are seen as they are when it is their turn.

pub mod format;
pub mod kinds;
pub mod ops;
