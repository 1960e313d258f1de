//! Personal data that Guildhall never keeps: Social Security numbers and dates of birth in free text.
//!
//! The U.S. Department of Labor counts both among protected personally identifiable information (TEGL 39-11), and notes are
//! where they end up. Every text passes here before it is written ([`crate::text`]): what looks like one of them is refused
//! with the place named, never repeated in an answer, and blotted out of what an import keeps of a row.
//!
//! Rules: a number is told by its form, three, two and four digits that are set apart by hyphens, dots or blanks, the
//! same twice, or nine digits beside the words "social security" and their like; numbers of the tax office (ITIN) have the same
//! form. A date is one of birth only beside a word that says so: dates alone fill every note.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// A Social Security number, or a taxpayer's number of the same form.
    SocialSecurityNumber,
    /// A date of birth.
    BirthDate,
}

impl Personal {
    /// What the writer is told.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SocialSecurityNumber => {
                "This holds what looks like a Social Security number. Such numbers are not kept here: take it out."
            }
            Self::BirthDate => {
                "This holds what looks like a date of birth. Such dates are not kept here: take it out."
            }
        }
    }
}

/// What stands in place of personal data that was taken out.
const BLOT: &str = "[taken out]";

/// Shorter figures hold neither.
const FEWEST_DIGITS: usize = 4;

// A foreign country code before it makes it a telephone number, more figures after it a number of another kind.
const NUMBER: &str = r"(?P<other>\+[2-9]\d{0,2}[ .-]?)?\b(?P<area>\d{3})(?: ?- ?(?P<group>\d{2}) ?- ?|\.(?P<dotted>\d{2})\.| (?P<spaced>\d{2}) )(?P<serial>\d{4})\b(?P<more>[-.]\d{2})?";

const NAMED_NUMBER: &str = r"(?i)\b(?:ssn|ss ?#|ss no|soc(?:ial)?\.? ?sec(?:urity)?\.?|itin|seguro social)[^0-9]{0,20}(?:\d[ .-]?){8}\d\b";

const BIRTH: &str = r"(?ix)
    \b(?: d\.?o\.?b\b\.? | (?:date|day|fecha)\ (?:of|de)\ (?:birth|nacimiento) | birth[\ -]?(?:date|day) | born | nacid[oa] )
    (?:[^a-z0-9] | is | was | on | el | the){0,10}
    (?: \d{1,4}\s?[-/.\ ]\s?\d{1,2}\s?[-/.\ ]\s?\d{1,4}
      | \d{8}
      | \d{1,2}(?:st|nd|rd|th)?[\ ,.-]*(?:of|de)?[\ -]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*[\ ,.-]*(?:de\ )?\d{2,4}
      | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*[\ ,.-]*\d{1,2}(?:st|nd|rd|th)?[\ ,.-]+\d{2,4}
    )\b
  | \b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*\(?\s*(?:d\.?o\.?b\b | date\ of\ birth | birth[\ -]?date)";

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| pattern(NUMBER));
static NAMED_NUMBERS: LazyLock<Regex> = LazyLock::new(|| pattern(NAMED_NUMBER));
static BIRTHS: LazyLock<Regex> = LazyLock::new(|| pattern(BIRTH));

#[expect(
    clippy::expect_used,
    reason = "the patterns are constants, and the tests below compile each"
)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern that is known to be sound")
}

/// The first personal data in a text, if there are any.
pub fn find(text: &str) -> Option<Personal> {
    let plain = plain(text)?;
    if !numbers(&plain).is_empty() {
        return Some(Personal::SocialSecurityNumber);
    }
    BIRTHS.is_match(&plain).then_some(Personal::BirthDate)
}

/// The text with personal data taken out of it.
pub fn redacted(text: &str) -> Cow<'_, str> {
    let Some(plain) = plain(text) else {
        return text.into();
    };
    let mut found = numbers(&plain);
    found.extend(BIRTHS.find_iter(&plain).map(|place| place.range()));
    if found.is_empty() {
        return text.into();
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut kept = String::with_capacity(plain.len());
    let mut at = 0;
    for range in found {
        if range.start >= at {
            kept.push_str(&plain[at..range.start]);
            kept.push_str(BLOT);
        }
        at = at.max(range.end);
    }
    kept.push_str(&plain[at..]);
    kept.into()
}

/// The text in plain letters and figures, whatever dashes, blanks and figures it was written with; none when it has too few
/// figures to matter.
fn plain(text: &str) -> Option<Cow<'_, str>> {
    let plain: Cow<'_, str> = if text.is_ascii() {
        text.into()
    } else {
        deunicode::deunicode(text).into()
    };
    let digits = plain
        .bytes()
        .filter(u8::is_ascii_digit)
        .take(FEWEST_DIGITS)
        .count();
    (digits == FEWEST_DIGITS).then_some(plain)
}

fn numbers(plain: &str) -> Vec<std::ops::Range<usize>> {
    let by_form = NUMBERS.captures_iter(plain).filter_map(|found| {
        let is_other = found.name("other").is_some() || found.name("more").is_some();
        let group = ["group", "dotted", "spaced"]
            .iter()
            .find_map(|name| found.name(name));
        let is_group = group.is_some_and(|group| group.as_str() != "00");
        let is_issued = is_group && &found["area"] != "000" && &found["serial"] != "0000";
        (!is_other && is_issued).then(|| found.get(0).map(|place| place.range()))?
    });
    let by_name = NAMED_NUMBERS.find_iter(plain).map(|place| place.range());
    by_form.chain(by_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_their_form_or_their_name() {
        for text in [
            "123-45-6789",
            "Call Ann, 123-45-6789.",
            "123 45 6789",
            "123.45.6789",
            "123 - 45 - 6789",
            "１２３-４５-６７８９",
            "123–45–6789",
            "123\u{a0}45\u{a0}6789",
            "SSN 123456789",
            "ssn: 123456789",
            "Social Security number is 123456789",
            "soc. sec. no. 123456789",
            "ITIN 912345678",
            "912-70-1234",
            "ID:123-45-6789;",
            "1.123-45-6789",
            "+1 123-45-6789",
            "123-45-6789-1",
            "SSN 123 456 789",
            "SSN of Maria: 12-345-6789",
        ] {
            assert_eq!(find(text), Some(Personal::SocialSecurityNumber), "{text}");
        }
    }

    #[test]
    fn births_are_told_by_the_word_beside_the_date() {
        for text in [
            "DOB 1/2/1990",
            "dob: 01-02-90",
            "D.O.B. 1990-01-02",
            "date of birth is 2 January 1990",
            "born on Jan. 2nd, 1990",
            "Born 2 Jan 1990",
            "birthdate=19900102",
            "birthday: 1.2.1990",
            "1/2/1990 (DOB)",
            "fecha de nacimiento: 2 de enero de 1990",
        ] {
            assert_eq!(find(text), Some(Personal::BirthDate), "{text}");
        }
    }

    #[test]
    fn what_fills_notes_every_day_passes() {
        for text in [
            "Met on 1/2/2026 at 10:30; next 2026-03-04.",
            "559-555-0142",
            "(559) 555-0142 ext. 12",
            "+48 123 45 6789",
            "150\t25\t2025",
            "Room 300\n12 2026",
            "120-45 1000",
            "SSN office 559-555-0142",
            "93274-1234",
            "FEIN 12-3456789",
            "NAICS 622110, SOC 29-1141, CIP 51.3801",
            "invoice 123456789",
            "part 123-45-6789-01",
            "000-12-3456",
            "123-00-4567",
            "123-45-0000",
            "The newborn unit opened 1/2/2026.",
            "15,000 square feet, 240 staff, 2027-2030",
            "https://example.org/2026/11/24/a-10-2000",
            "born in Tulare, 1990 graduates later",
        ] {
            assert_eq!(find(text), None, "{text}");
            assert_eq!(redacted(text), text);
        }
    }

    #[test]
    fn what_is_taken_out_leaves_the_rest() {
        assert_eq!(
            redacted("Ann (DOB 1/2/1990), SSN 123-45-6789, hired"),
            "Ann ([taken out]), [taken out], hired"
        );
        assert_eq!(redacted("Åsa"), "Åsa");
    }
}
