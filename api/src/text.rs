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

/// Whether the text has the shape of an e-mail address: one `@` between something and a dotted name, and nothing that
/// breaks the header of a letter.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_dotted = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    let is_plain =
        |letter: char| !letter.is_control() && !letter.is_whitespace() && !"<>,;:\"()[]\\".contains(letter);
    !name.is_empty() && is_dotted && !host.contains('@') && text.chars().all(is_plain)
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
    fn an_address_has_a_name_and_a_dotted_host() {
        assert!(is_email("ann@example.org") && is_email("a+b@mail.example.org"));
        for text in [
            "ann",
            "@example.org",
            "ann@",
            "ann@host",
            "ann@a..b",
            "a@b@c.d",
            "an n@example.org",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn wildcards_stand_for_themselves() {
        assert_eq!(escape_like("50%_a\\b"), "50\\%\\_a\\\\b");
    }
}
