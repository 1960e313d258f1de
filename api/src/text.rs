//! Text as people compare it: without case, accents and surplus blanks, with the same result on both databases.

use crate::{
    error::{Error, Result, UserErrorCode},
    personal,
};

/// The folded form that `*_search` columns hold: `Jenny Lynn's Café ` becomes `jenny lynn's cafe`.
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An e-mail address as the name of a person here: in lower case, and otherwise letter for letter.
pub fn email_key(text: &str) -> String {
    text.trim().to_lowercase()
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

/// Characters that steer how others are written and show nothing themselves (Unicode's Cf): with them a name can look like
/// another one, or like none. Signs of Arabic, Syriac and Kaithi that are of this kind and are seen stay.
fn is_format(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// Letters that are blanks by their look.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_visible(letter: char) -> bool {
    !is_format(letter) && (letter == '\0' || !is_blank(letter))
}

/// The text without format characters. The two joiners stay between letters: Persian and the scripts of India are not
/// written without them.
fn without_format(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(is_format) {
        return text.into();
    }
    let letters: Vec<char> = text.chars().collect();
    let is_written = |letter: char| !is_format(letter) && !letter.is_whitespace() && !letter.is_control();
    let shows = |place: Option<usize>| {
        let letter = place.and_then(|place| letters.get(place));
        letter.copied().is_some_and(is_written)
    };
    let kept = letters.iter().enumerate().filter(|(place, letter)| {
        let joins = matches!(**letter, '\u{200c}' | '\u{200d}');
        !is_format(**letter) || joins && shows(place.checked_sub(1)) && shows(Some(place + 1))
    });
    kept.map(|(_, letter)| *letter).collect::<String>().into()
}

/// A text that must be there: trimmed, not empty, at most `max` characters.
///
/// # Errors
/// `REQUIRED`, and what [`optional`] refuses, at `path`.
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

/// A text that may be missing: trimmed and without format characters; what nobody can see becomes none; at most `max`
/// characters.
///
/// # Errors
/// `TOO_LONG` at `path`; `INVALID` when it holds a NUL, which no database column takes; `PERSONAL_DATA` when it holds what
/// looks like a Social Security number or a date of birth.
pub fn optional(path: &str, text: Option<&str>, max: usize) -> Result<Option<String>> {
    let text = text.map(without_format);
    let text = text.as_deref().map(str::trim);
    let Some(text) = text.filter(|text| text.chars().any(is_visible)) else {
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
    if let Some(personal) = personal::find(text) {
        return Err(Error::user(
            UserErrorCode::PersonalData,
            path,
            personal.sentence(),
        ));
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
    fn an_address_is_a_person_letter_for_letter() {
        assert_eq!(email_key(" Jörg@Example.org "), "jörg@example.org");
        assert_ne!(email_key("jörg@example.org"), email_key("jorg@example.org"));
    }

    #[test]
    fn what_nobody_can_see_is_no_text() {
        for unseen in [
            "",
            "  ",
            "\u{202e}\u{200b}",
            "\u{200d}",
            " \u{feff}\u{2060} ",
            "\u{3164}",
            "\u{ad}\u{2800}",
        ] {
            assert!(
                matches!(optional("name", Some(unseen), 10), Ok(None)),
                "{unseen:?}"
            );
            assert!(required("name", unseen, 10).is_err(), "{unseen:?}");
        }
        let cleaned = |text: &str| required("name", text, 50).expect("a text");
        assert_eq!(cleaned("\u{202e}Acme\u{200b} Inc\u{feff}"), "Acme Inc");
        assert_eq!(cleaned("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(cleaned("\u{200c}Acme \u{200d}Inc\u{200d}"), "Acme Inc");
        for joined in ["👩\u{200d}🔧 Works", "\u{2764}\u{fe0f}\u{200d}\u{1f525} Works"] {
            assert_eq!(cleaned(joined), joined);
        }
    }

    #[test]
    fn wildcards_stand_for_themselves() {
        assert_eq!(escape_like("50%_a\\b"), "50\\%\\_a\\\\b");
    }
}
