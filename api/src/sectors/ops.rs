//! The rules of sectors.

mod sector;
mod seed;

pub use sector::{Draft, create, retire, unretire, update};
pub use seed::seed;
