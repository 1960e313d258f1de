//! Letters that Guildhall drafts and people send: what follows a meeting, thanks, a welcome.
//!
//! - **Follow-up**: to everybody who was present at a meeting: what was decided, what is to be done by whom and until when.
//! - **Thank-you**: to the people of employers who were present.
//! - **Welcome**: to the first primary representative of a new member, from a champion of the partnership when it has one that
//!   can be reached, else from the person who names the representative.
//! - **Draft, sent, discarded**: where a letter stands. A draft can be mended; one that was discarded can be taken back.
//!
//! Rules: closing a meeting drafts, in its transaction, at most one letter of a kind for each attendee; opening it again
//! discards what was not sent, and closing it again drafts anew for those to whom nothing was sent. Nothing leaves without a
//! person. Whoever is not to be contacted, does without letters, or has no address gets none: the meeting tells for whom there
//! is none and why. Whoever sees meetings sees their letters; whoever may close the meeting mends and sends them. A letter is
//! queued in the transaction that marks it as sent, and its `Message-ID` is made from meeting and attendee: however often it
//! is sent, it leaves once.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::LetterDraftMutation;
pub use query::LetterDraftQuery;
