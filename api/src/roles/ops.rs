//! The rules of roles.

mod role_type;
mod seed;

pub use role_type::{TypeDraft, create_type, retire_type, unretire_type, update_type};
pub use seed::seed;
