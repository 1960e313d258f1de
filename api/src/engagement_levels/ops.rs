//! The rules of the ladder: what evidence shows on a day, and the list of kinds of evidence.

mod kind;
pub mod level;
mod seed;

pub use kind::{KindDraft, retire, unretire, update};
pub use seed::seed;
