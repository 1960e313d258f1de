//! What callers send about accounts.

mod user;

pub use user::{UserOrder, UserWhere};
