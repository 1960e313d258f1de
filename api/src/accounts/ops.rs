//! The rules of accounts, a file each for users, passwords, sign-in, sessions and API tokens.

mod browsers;
mod invitations;
mod links;
mod locked;
mod passwords;
mod resets;
mod sessions;
mod sign_in;
pub(crate) mod throttle;
mod tokens;
mod users;

pub use invitations::{invite_again, invite_user};
pub use locked::unlock_user;
pub use passwords::{MOST_PASSWORD, NEW_PASSWORD, change_password, reset_password};
pub use resets::{request_reset, send_reset, set_password};
pub use sessions::{MOST_SESSIONS, revoke_session, sign_out};
pub use sign_in::{Credentials, SignedIn, sign_in};
pub use throttle::failures_of_networks;
pub use tokens::{LONGEST_TOKEN, NewToken, create_token, revoke_token};
pub use users::{
    NewUser, checked, create_user, create_user_and_agency, disable_user, enable_user, update_user,
};
