//! The rules of accounts: users, sign-in, passwords, API tokens.

mod passwords;
mod sign_in;
mod tokens;
mod users;

pub use passwords::change_password;
pub use sign_in::{SignedIn, sign_in, sign_out};
pub use tokens::{NewToken, create_token, revoke_token};
pub use users::{NewUser, UserChanges, create_user, disable_user, enable_user, update_user};

use entities::values::Secret;

use crate::{
    error::{Result, UserErrorCode},
    record::record,
    text,
};

record!(user_account, User, UserId, |_row| None, restricted: [PasswordHash]);

/// Fewest characters of a password (NIST SP 800-63B asks for 8; people choose better with more).
const FEWEST_CHARACTERS: usize = 12;
/// Most characters of a password: hashing a book is an attack.
const MOST_CHARACTERS: usize = 200;

/// A password that may be used: long enough, and not the address.
fn checked_password(path: &str, password: &Secret<String>, email: &str) -> Result<()> {
    let length = password.expose().chars().count();
    if !(FEWEST_CHARACTERS..=MOST_CHARACTERS).contains(&length) {
        let message = format!("A password has {FEWEST_CHARACTERS} to {MOST_CHARACTERS} characters.");
        return Err(crate::error::Error::invalid(path, message));
    }
    if text::fold(password.expose()) == text::fold(email) {
        let message = "The e-mail address is no password.";
        return Err(crate::error::Error::user(UserErrorCode::Invalid, path, message));
    }
    Ok(())
}
