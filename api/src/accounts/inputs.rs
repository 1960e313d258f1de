//! What callers send about accounts.

mod door;
mod token;
mod user;

pub use door::{PasswordChangeInput, PasswordSetInput, SignInInput};
pub use token::{ApiTokenCreateInput, ApiTokenOrder, ApiTokenWhere};
pub use user::{UserCreateInput, UserInviteInput, UserOrder, UserUpdateInput, UserWhere};
