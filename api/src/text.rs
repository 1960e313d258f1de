//! Text as people compare it: without case, accents and surplus blanks, with the same result on both databases.

use crate::error::{Error, Result, UserErrorCode};

/// The folded form that `*_search` columns hold: `Jenny Lynn's Café ` becomes `jenny lynn's cafe`.
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of a phone number, as the search column of phones holds them.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A pattern for `LIKE … ESCAPE '\'` in which the text's own `%` and `_` stand for themselves.
pub fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Whether it is an e-mail address by its form: one `@` between a name and a host with a dot. Letters of any script pass;
/// blanks, control characters, quotes and brackets do not, so that nothing can slip into a letter's head.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter))
    };
    let is_label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    name.len() <= 64 && name.split('.').all(is_name) && host.contains('.') && host.split('.').all(is_label)
}

/// What the machine says about a file, in words for people and without its numbers.
pub fn of_system(cause: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match cause.kind() {
        Kind::NotFound => "there is none of that name".to_owned(),
        Kind::PermissionDenied => "this user may not do that".to_owned(),
        Kind::IsADirectory => "it is a folder".to_owned(),
        Kind::StorageFull => "the disk is full".to_owned(),
        _ => {
            let text = cause.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// A text that must be there: trimmed, not empty, at most `max` characters.
///
/// # Errors
/// `REQUIRED` or `TOO_LONG` at `path`.
pub fn required(path: &str, text: &str, max: usize) -> Result<String> {
    match optional(path, Some(text), max)? {
        Some(text) => Ok(text),
        None => Err(Error::user(
            UserErrorCode::Required,
            path,
            "This must not be empty.",
        )),
    }
}

/// A text that may be missing: trimmed, empty becomes none, at most `max` characters.
///
/// # Errors
/// `TOO_LONG` at `path`; `INVALID` when it holds a NUL, which no database column takes.
pub fn optional(path: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.contains('\0') {
        return Err(Error::invalid(
            path,
            "This holds a character that cannot be stored (NUL).",
        ));
    }
    let length = text.chars().count();
    if length > max {
        let message = format!("This has {length} characters; at most {max} are allowed.");
        return Err(Error::user(UserErrorCode::TooLong, path, message));
    }
    Ok(Some(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_accents_and_blanks() {
        assert_eq!(fold("  Jenny  Lynn's CAFÉ "), "jenny lynn's cafe");
        assert_eq!(fold("Straße"), "strasse");
    }

    #[test]
    fn addresses_are_told_from_what_is_none() {
        for sound in ["ann@example.org", "o'brien+x@Sub.Example.org", "jörg@exämple.de"] {
            assert!(is_email(sound), "{sound}");
        }
        let broken = [
            "ann",
            "a@b@c.org",
            "ann@localhost",
            "an n@x.org",
            "a@x.org\nBcc: b@x.org",
        ];
        for text in broken.into_iter().chain([
            "@x.org",
            "a.@x.org",
            "<a@x.org>",
            "a@x..org",
            "a@-x.org",
            "a\u{202e}@x.org",
        ]) {
            assert!(!is_email(text), "{text:?}");
        }
    }

    #[test]
    fn wildcards_stand_for_themselves() {
        assert_eq!(escape_like("50%_a\\b"), "50\\%\\_a\\\\b");
    }
}
