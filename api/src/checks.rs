//! Checks of the values an operation is handed: every problem is reported at once, each with its place.

use sea_orm::ActiveValue;
use url::Url;

use crate::{
    error::{Error, Result, UserError, UserErrorCode},
    text,
};

/// Longest name of anything.
pub const MOST_NAME: usize = 200;
/// Longest line of text, such as a title or an address.
pub const MOST_LINE: usize = 500;
/// Longest e-mail address.
pub const MOST_EMAIL: usize = 254;
/// Longest text, such as a note.
pub const MOST_TEXT: usize = 20_000;

/// Collects problems. Values are cleaned in place: trimmed, and empty becomes none.
#[derive(Debug, Default)]
pub struct Checks(Vec<UserError>);

impl Checks {
    /// No problems yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that must be there when it is set.
    pub fn required(&mut self, path: &str, value: &mut ActiveValue<String>, max: usize) {
        if let ActiveValue::Set(given) = value {
            let cleaned = text::required(path, given, max);
            if let Some(cleaned) = self.note(cleaned) {
                *given = cleaned;
            }
        }
    }

    /// A text that may be missing.
    pub fn optional(&mut self, path: &str, value: &mut ActiveValue<Option<String>>, max: usize) {
        if let ActiveValue::Set(given) = value {
            let cleaned = text::optional(path, given.as_deref(), max);
            if let Some(cleaned) = self.note(cleaned) {
                *given = cleaned;
            }
        }
    }

    /// A text of a certain shape, cleaned by `shape`; what is not of it is `INVALID` with `expected` as the message.
    pub fn shaped(
        &mut self,
        path: &str,
        value: &mut ActiveValue<Option<String>>,
        expected: &str,
        shape: impl Fn(&str) -> Option<String>,
    ) {
        self.optional(path, value, MOST_LINE);
        let ActiveValue::Set(Some(given)) = value else {
            return;
        };
        match shape(given) {
            Some(shaped) => *given = shaped,
            None => self.fail(UserErrorCode::Invalid, path, expected),
        }
    }

    /// An e-mail address that must be there when it is set.
    pub fn email(&mut self, path: &str, value: &mut ActiveValue<String>) {
        let before = self.0.len();
        self.required(path, value, MOST_EMAIL);
        if let ActiveValue::Set(given) = value
            && self.0.len() == before
            && !text::is_email(given)
        {
            self.fail(
                UserErrorCode::Invalid,
                path,
                "Write an e-mail address such as ann@example.org.",
            );
        }
    }

    /// A web address (http or https).
    pub fn website(&mut self, path: &str, value: &mut ActiveValue<Option<String>>) {
        self.shaped(
            path,
            value,
            "Write a web address such as https://example.org.",
            |text| {
                let url = Url::parse(text).ok()?;
                (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
            },
        );
    }

    /// Adds a problem.
    pub fn fail(&mut self, code: UserErrorCode, path: &str, message: impl Into<String>) {
        self.0.push(UserError::new(code, path, message));
    }

    /// Takes over the user errors of a result; its value, when it has one. Other errors count as a problem of the whole.
    pub fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(Error::User(errors)) => {
                self.0.extend(errors);
                None
            }
            Err(other) => {
                self.0.extend(other.into_user_errors().unwrap_or_default());
                None
            }
        }
    }

    /// Ends the checks.
    ///
    /// # Errors
    /// All problems found.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::User(self.0))
        }
    }
}

/// What a column holds once a change is written, whether it may be missing or not; none when nothing is there, or not yet.
pub fn effective<C, T>(set: &ActiveValue<C>, stored: Option<T>) -> Option<T>
where
    C: Clone + Into<Option<T>> + Into<sea_orm::Value>,
{
    match set {
        ActiveValue::Set(value) => value.clone().into(),
        _ => stored,
    }
}

/// Sets the folded form beside a name that is set.
pub fn fold_beside(name: &ActiveValue<String>, search: &mut ActiveValue<String>) {
    if let ActiveValue::Set(name) = name {
        *search = ActiveValue::Set(text::fold(name));
    }
}
