//! The evidence file of a program: what shows that employers stand behind it, in one document, each line with the record it is
//! from, and what is missing listed.
//!
//! - **Section**: one kind of evidence: the approval of the state, the career-pathway checklist, what employers affirm, meetings of
//!   the board, advice and what became of it, contributions, openings, the demand gap, pathway maps, cohorts, and counts of
//!   completers, hires, retention and skill gains, of which those that are too small are hidden.
//! - **Document**: the file as canonical JSON: keys in the order of their letters, no blanks between, days as `YYYY-MM-DD`,
//!   money in whole cents, hours in whole hundredths, no fractions. Its first key says which form it has.
//! - **Hash**: SHA-256 of the UTF-8 bytes of the document, in lower-case hexadecimal. When it was kept, by whom and what for
//!   stand beside the document, not in it: kept twice without a change, it has the same hash.
//! - **Frozen copy**: a document kept as it stood, with its hash. It is never changed, and stays. What it holds is read in the agency
//!   that offered the program, by the verb `EvidenceCopyRead`: some of it may be restricted or hidden by now. Others see that there is
//!   one, its hash, and whether it is what it was.
//!
//! Rules: a file is built from what the whole network may see, whoever asks, so that everybody gets the same one, and all of it is read
//! of one moment: what is written meanwhile is in all of it or in none. Openings that
//! are not for the network, notes and minutes are never in it, nor are the names of contacts and completers; words that somebody typed
//! into advice or a source are repeated as they stand. The verb `EvidenceRead` therefore opens all of
//! it by itself: it is granted to roles only that may read every part in the network (a test holds it so).
//!
//! **As of a day**: a fact counts by its own day: a meeting by when it was held, advice by when it was said and decided, an
//! opening by when its source said so. Meetings, advice, contributions and openings count for 24 months, cohorts from 24 months
//! before to 12 months after. Affirmations count for 24 months, or as long as they say if that is longer, and stand as they stood
//! on the day. Pathway maps count as they are drawn now, with what employers had said of them by the day. What has no day of its own,
//! such as a program's name and figures about demand, and the counts of persons, which are published together for everybody, count as
//! they stand now: a file about a past day is built from today's knowledge of that day.

pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::EvidenceMutation;
pub use query::EvidenceQuery;
