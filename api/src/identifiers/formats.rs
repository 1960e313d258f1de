//! What the numbers of each system look like, and how they are stored and shown.
//!
//! Sources: FEIN nine digits (IRS); UEI twelve letters and digits without O and I (SAM.gov); LEI twenty characters with two check
//! digits modulo 97 (ISO 17442, ISO 7064); CIK up to ten digits (SEC); DUNS nine digits; QCEW reporting unit five digits (BLS).

use entities::employer_identifier::IdentifierSystem::{
    self, Cik, Duns, Fein, Lei, QcewReportingUnit, StateUiAccount, Uei,
};

/// A number as it is stored; none when it is not of the system's shape.
pub fn shape(system: IdentifierSystem, text: &str) -> Option<String> {
    match system {
        Fein | Duns => digits(text, 9, 9),
        Cik => digits(text, 1, 10).map(|number| format!("{number:0>10}")),
        QcewReportingUnit => digits(text, 1, 5).map(|number| format!("{number:0>5}")),
        Uei => capitals(text, 12).filter(|code| !code.contains(['O', 'I'])),
        Lei => capitals(text, 20).filter(|code| is_lei(code)),
        StateUiAccount => account(text),
    }
}

/// What a user is told when a text is no number of the system. It never repeats the text.
pub fn expected(system: IdentifierSystem) -> &'static str {
    match system {
        Fein => "A FEIN has nine digits, such as 12-3456789.",
        Duns => "A DUNS number has nine digits.",
        Cik => "A CIK has one to ten digits.",
        QcewReportingUnit => "A QCEW reporting unit has one to five digits.",
        Uei => "A UEI has twelve letters and digits, without O and I.",
        Lei => "An LEI has eighteen letters and digits and two check digits; look for a mistyped character.",
        StateUiAccount => {
            "A state UI account has letters, digits, blanks, points, slashes and hyphens, with a digit: 30 characters at most."
        }
    }
}

/// A stored number as people write it.
pub fn shown(system: IdentifierSystem, value: &str) -> String {
    match (system, value.split_at_checked(2)) {
        (Fein, Some((campus, rest))) => format!("{campus}-{rest}"),
        _ => value.to_owned(),
    }
}

/// Only digits, blanks and hyphens; so many digits; not all zero, which spreadsheets write for none.
fn digits(text: &str, least: usize, most: usize) -> Option<String> {
    let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number =
        number.bytes().all(|byte| byte.is_ascii_digit()) && number.bytes().any(|byte| byte != b'0');
    (is_number && (least..=most).contains(&number.len())).then_some(number)
}

fn capitals(text: &str, length: usize) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|c| *c != ' ')
        .collect::<String>()
        .to_ascii_uppercase();
    (code.len() == length && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(code)
}

fn account(text: &str) -> Option<String> {
    let code = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_uppercase();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b" .-/".contains(&byte);
    let fits =
        code.len() <= 30 && code.bytes().all(allowed) && code.bytes().any(|byte| byte.is_ascii_digit());
    fits.then_some(code)
}

/// Letters count from A = 10; the whole number leaves 1 when divided by 97.
fn is_lei(code: &str) -> bool {
    let is_check = code.bytes().skip(18).all(|byte| byte.is_ascii_digit());
    let rest = code
        .chars()
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| {
            let shift = if value < 10 { 10 } else { 100 };
            (rest * shift + value) % 97
        });
    is_check && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stored_without_ornaments() {
        let cases = [
            (Fein, "12-3456789", Some("123456789")),
            (Fein, "12345678", None),
            (Fein, "00-0000000", None),
            (Fein, "12-345678X", None),
            (Duns, "12-345-6789", Some("123456789")),
            (Cik, "320193", Some("0000320193")),
            (Cik, "12345678901", None),
            (QcewReportingUnit, "1", Some("00001")),
            (Uei, "zqgghjh74dw7", Some("ZQGGHJH74DW7")),
            (Uei, "ZQGGHJH74DWO", None),
            (StateUiAccount, " wa 123-456 ", Some("WA 123-456")),
            (StateUiAccount, "none", None),
        ];
        for (system, text, expected) in cases {
            assert_eq!(shape(system, text).as_deref(), expected, "{system:?} {text}");
        }
        assert_eq!(shown(Fein, "123456789"), "12-3456789");
        assert_eq!(shown(Duns, "123456789"), "123456789");
    }

    #[test]
    fn a_mistyped_lei_is_refused() {
        assert!(shape(Lei, "5493001KJTIIGC8Y1R12").is_some());
        assert!(shape(Lei, "5493 001KJTIIGC8Y1R12").is_some());
        assert!(shape(Lei, "5493001KJTIIGC8Y1R21").is_none());
        assert!(shape(Lei, "5493001KJTIIGC8Y1R1A").is_none());
    }
}
