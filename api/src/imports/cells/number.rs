//! Figures: counts, hours and money, read digit by digit and never through a float.

use super::{Parsed, Value};

/// A figure in units of its last decimal place.
struct Fixed {
    units: i64,
    is_rounded: bool,
}

/// A whole number, 0 or more; `2.0` is one.
pub(super) fn count(text: &str, has_decimal_comma: bool) -> Result<i32, String> {
    let whole = fixed(text, 0, has_decimal_comma).filter(|fixed| !fixed.is_rounded);
    let count = whole
        .and_then(|fixed| i32::try_from(fixed.units).ok())
        .filter(|count| *count >= 0);
    count.ok_or_else(|| "a whole number such as 12".to_owned())
}

/// Hours, 0 or more.
pub(super) fn hours(text: &str, has_decimal_comma: bool) -> Result<Parsed, String> {
    let hours = fixed(text, 2, has_decimal_comma).filter(|fixed| fixed.units >= 0);
    let hours = hours.ok_or_else(|| "hours such as 1.5".to_owned())?;
    Ok(noted(
        Value::Hours(hours.units),
        &hours,
        text,
        "hundredths of an hour",
    ))
}

/// US dollars.
pub(super) fn money(text: &str, has_decimal_comma: bool) -> Result<Parsed, String> {
    let money = fixed(text, 2, has_decimal_comma);
    let money = money.ok_or_else(|| "an amount of dollars such as $1,234.50".to_owned())?;
    Ok(noted(Value::Money(money.units), &money, text, "cents"))
}

fn noted(value: Value, fixed: &Fixed, text: &str, unit: &str) -> Parsed {
    let note = fixed
        .is_rounded
        .then(|| format!("is `{text}`, rounded to {unit}"));
    Parsed {
        value: Some(value),
        note,
    }
}

/// Reads `$1,234.50`, `(5.00)`, `-5`, `187.2` with `places` decimals; rounds half to even.
fn fixed(text: &str, places: usize, has_decimal_comma: bool) -> Option<Fixed> {
    let (point, group) = if has_decimal_comma { (',', '.') } else { ('.', ',') };
    let (is_negative, digits) = sign(text);
    let (whole, decimals) = digits.split_once(point).unwrap_or((digits, ""));
    let whole = ungrouped(whole, group)?;
    let are_digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    if (whole.is_empty() && decimals.is_empty()) || !are_digits(&whole) || !are_digits(decimals) {
        return None;
    }
    let (kept, dropped) = decimals.split_at(places.min(decimals.len()));
    let units: i64 = format!("0{whole}{kept:0<places$}").parse().ok()?;
    let units = units.checked_add(i64::from(rounds_up(dropped, units)))?;
    let is_rounded = dropped.chars().any(|digit| digit != '0');
    Some(Fixed {
        units: if is_negative { -units } else { units },
        is_rounded,
    })
}

/// Parentheses or a minus sign, and what is left without signs of currency.
fn sign(text: &str) -> (bool, &str) {
    let text = text.trim();
    let in_parentheses = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = in_parentheses.unwrap_or(text).trim_start_matches(['$', ' ']);
    let after_minus = bare.strip_prefix(['-', '\u{2212}']);
    let digits = after_minus.unwrap_or(bare).trim_start_matches(['$', '+', ' ']);
    (in_parentheses.is_some() != after_minus.is_some(), digits.trim())
}

/// The whole part without its marks of thousands, which must part groups of three.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped =
        rest.iter().all(|part| part.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    is_grouped.then(|| format!("{first}{}", rest.concat()))
}

/// Whether the dropped decimals round the last kept digit up; exactly a half goes to the even digit.
fn rounds_up(dropped: &str, units: i64) -> bool {
    let mut digits = dropped.chars();
    match digits.next() {
        Some('6'..='9') => true,
        Some('5') => digits.any(|digit| digit != '0') || units % 2 == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str) -> Option<i64> {
        fixed(text, 2, false).map(|fixed| fixed.units)
    }

    #[test]
    fn money_as_people_write_it() {
        for (text, expected) in [
            ("$1,234.50", 123_450),
            ("(5.00)", -500),
            ("-5", -500),
            ("$ -5.5", -550),
            ("-$5.5", -550),
            ("187.2", 18_720),
            (".5", 50),
            ("5.", 500),
            ("0", 0),
            ("348,362.00", 34_836_200),
        ] {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
        assert_eq!(fixed("1.234,50", 2, true).map(|fixed| fixed.units), Some(123_450));
    }

    #[test]
    fn what_is_not_a_figure() {
        for text in [
            "",
            "-",
            "$",
            ".",
            "1,23",
            "1,2345",
            "1.2.3",
            "2.16E+11",
            "five",
            "#N/A",
            "99999999999999999999",
            "1 2",
        ] {
            assert!(fixed(text, 2, false).is_none(), "{text}");
        }
    }

    #[test]
    fn half_a_cent_goes_to_the_even_cent_and_is_noted() {
        assert_eq!(cents("5490.225"), Some(549_022));
        assert_eq!(cents("0.235"), Some(24));
        assert_eq!(cents("0.2250001"), Some(23));
        assert_eq!(cents("0.226"), Some(23));
        assert_eq!(money("0.2200", false).unwrap().note, None);
        assert_eq!(
            money("0.225", false).unwrap().note.as_deref(),
            Some("is `0.225`, rounded to cents")
        );
    }

    #[test]
    fn counts_and_hours() {
        assert_eq!(count("2.0", false), Ok(2));
        assert!(count("2.5", false).is_err());
        assert!(count("-1", false).is_err());
        assert_eq!(hours("91.5", false).unwrap().value, Some(Value::Hours(9150)));
        assert_eq!(hours("-1", false), Err("hours such as 1.5".to_owned()));
    }
}
