//! The rules of topics.

mod seed;
mod topic;

pub use seed::seed;
pub use topic::{Draft, create, retire, unretire, update};
