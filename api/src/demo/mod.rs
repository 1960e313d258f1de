//! The demo: a believable region that does not exist, made through the same operations as everything else.
//!
//! The Alder Valley and all its people and companies are invented; addresses end in `example.org`, telephone numbers are from
//! the range 555-0100 to 555-0199 that is kept for fiction. Nothing is random: the same names come out each time, dates lie
//! before the day it is made.

mod employers;
mod region;
mod seed;

pub use seed::{Demo, REASON, SignIn, fill, is_there, is_untouched, reopen};
