//! What callers send about accounts.

mod account;
mod user;

pub use account::{ApiTokenCreateInput, SignInInput, UserCreateInput, UserUpdateInput};
pub use user::{UserOrder, UserWhere};
