//! Root fields that change accounts: parse, call the operation, wrap the payload.

mod door;
mod letters;
mod tokens;
mod users;

pub use door::DoorMutation;
pub use letters::LetterMutation;
pub use tokens::ApiTokenMutation;
pub use users::UserMutation;
