//! Codes, keys and words. A code is always a text: its zeros count.
//!
//! Spreadsheets turn codes into figures (`6107.0`, `8360`). What was lost is put back only where
//! there is one way to do so.

use crate::{codes, text::fold};

const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR \
                      PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI UM AA AE AP";

/// Two to six digits, or a range of sectors.
pub(super) fn naics(text: &str) -> Result<String, String> {
    let code = unfloated(text)
        .replace(['\u{2013}', '\u{2014}'], "-")
        .replace(' ', "");
    codes::naics::shape(&code)
        .ok_or_else(|| "a NAICS code of two to six digits, or a range such as 31-33".to_owned())
}

/// Five digits; of a state below 10 the leading zero is put back.
pub(super) fn county_fips(text: &str) -> Result<String, String> {
    padded(unfloated(text), 5).ok_or_else(|| "a county's five-digit FIPS code such as 06107".to_owned())
}

/// `93257` or `93257-1234`; a lost leading zero is put back.
pub(super) fn postal_code(text: &str) -> Result<String, String> {
    let (zip, plus) = text.split_once('-').unwrap_or((unfloated(text), ""));
    let plus_is_sound = !text.contains('-') || (plus.len() == 4 && is_digits(plus));
    let zip = padded(zip, 5).filter(|_| plus_is_sound);
    let code = zip.map(|zip| {
        if plus.is_empty() {
            zip
        } else {
            format!("{zip}-{plus}")
        }
    });
    code.ok_or_else(|| "a ZIP code such as 93257 or 93257-1234".to_owned())
}

/// Six digits with a hyphen.
pub(super) fn soc(text: &str) -> Result<String, String> {
    let code = text.replace(['\u{2013}', '\u{2014}'], "-");
    codes::shapes::soc(&code).ok_or_else(|| "a SOC code such as 29-1141".to_owned())
}

/// Two USPS letters.
pub(super) fn state(text: &str) -> Result<String, String> {
    let code = text.to_uppercase();
    let is_known = STATES.split_whitespace().any(|state| state == code);
    is_known
        .then_some(code)
        .ok_or_else(|| "a state's two letters such as CA".to_owned())
}

/// Capitals, digits and underscores.
pub(super) fn key(text: &str) -> Result<String, String> {
    let is_key = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
    let key = text.to_uppercase();
    key.chars()
        .all(is_key)
        .then_some(key)
        .ok_or_else(|| "a key such as HELP_DESIGN".to_owned())
}

/// One of `words`, written with capitals or not, with blanks or underscores.
pub(super) fn choice(text: &str, words: &[&str]) -> Result<String, String> {
    let plain = |word: &str| fold(word).replace(['_', '-', ' '], "");
    let found = words.iter().find(|word| plain(word) == plain(text));
    found
        .map(|word| (*word).to_owned())
        .ok_or_else(|| format!("one of {}", words.join(", ")))
}

/// An address with one `@` between something and a dotted name, without blanks.
pub(super) fn email(text: &str) -> Result<String, String> {
    let text = text.trim().trim_start_matches("mailto:");
    let is_sound = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.contains('@')
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
    });
    let is_sound = is_sound && !text.contains(char::is_whitespace);
    is_sound
        .then(|| text.to_owned())
        .ok_or_else(|| "an e-mail address such as ann@example.org".to_owned())
}

/// The digits of a code that became a figure: `6107.0` is `6107`.
fn unfloated(text: &str) -> &str {
    let (whole, zeros) = text.split_once('.').unwrap_or((text, ""));
    if zeros.is_empty() || zeros.chars().any(|digit| digit != '0') {
        text
    } else {
        whole
    }
}

/// `digits` with at most one zero put before it, to make `width`.
fn padded(digits: &str, width: usize) -> Option<String> {
    let is_code = is_digits(digits) && (digits.len() == width || digits.len() + 1 == width);
    is_code.then(|| format!("{digits:0>width$}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit())
}
