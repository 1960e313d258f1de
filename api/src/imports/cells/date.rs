//! Days and moments, as spreadsheets write them.

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// The formats tried when a profile names none.
const USUAL: [&str; 6] = [
    "%m/%d/%Y",
    "%m/%d/%y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%B %d, %Y",
    "%Y%m%d",
];
/// Formats of a moment that are always understood, besides RFC 3339.
const ISO_MOMENTS: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
];
/// Days outside these years are slips: `1/2/14` is not the year 14.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2199;

/// One way to write a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFormat {
    /// A pattern of `strftime`, such as `%m/%d/%Y`; `%y` is a year of two digits, 1969 to 2068.
    Pattern(String),
    /// A spreadsheet's day number: 41640 is 2014-01-01.
    Serial,
}

impl DateFormat {
    /// The format that a profile names: `excel`, or a pattern that holds a whole day.
    ///
    /// # Errors
    /// The pattern is not one, or does not tell year, month and day.
    pub fn by_name(name: &str) -> Result<Self, String> {
        if name == "excel" {
            return Ok(Self::Serial);
        }
        let is_pattern = !StrftimeItems::new(name).any(|item| matches!(item, Item::Error));
        let sample = NaiveDate::from_ymd_opt(2014, 3, 4).map(|day| day.and_time(NaiveTime::MIN));
        let tells_day = |moment: NaiveDateTime| {
            pattern_day(&moment.format(name).to_string(), name) == Some(moment.date())
        };
        if is_pattern && sample.is_some_and(tells_day) {
            return Ok(Self::Pattern(name.to_owned()));
        }
        Err(format!(
            "`{name}` is not a date format; use `excel` or a pattern such as `%m/%d/%Y`"
        ))
    }

    /// The formats tried when a profile names none.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        USUAL
            .into_iter()
            .map(|pattern| Self::Pattern(pattern.to_owned()))
            .collect()
    }

    fn day(&self, text: &str) -> Option<NaiveDate> {
        match self {
            Self::Pattern(pattern) => pattern_day(text, pattern),
            Self::Serial => serial_day(text),
        }
    }

    fn moment(&self, text: &str) -> Option<NaiveDateTime> {
        match self {
            Self::Pattern(pattern) => NaiveDateTime::parse_from_str(text, pattern)
                .ok()
                .filter(|moment| in_years(moment.date())),
            Self::Serial => None,
        }
    }

    fn example(&self) -> String {
        let sample = NaiveDate::from_ymd_opt(2014, 3, 4)
            .unwrap_or_default()
            .and_time(NaiveTime::MIN);
        match self {
            Self::Pattern(pattern) => sample.format(pattern).to_string(),
            Self::Serial => "41702".to_owned(),
        }
    }
}

/// The day that `text` names; the error is what was expected.
pub(super) fn day(text: &str, formats: &[DateFormat]) -> Result<NaiveDate, String> {
    let text = text.trim();
    let iso = pattern_day(text, "%Y-%m-%d").or_else(|| iso_moment(text).map(|moment| moment.date()));
    iso.or_else(|| formats.iter().find_map(|format| format.day(text)))
        .ok_or_else(|| expected(formats))
}

/// The moment that `text` names; one without a zone is `offset`'s; a day alone is noon UTC.
pub(super) fn moment(
    text: &str,
    formats: &[DateFormat],
    offset: FixedOffset,
) -> Result<DateTime<Utc>, String> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        let moment = moment.to_utc();
        return if in_years(moment.date_naive()) {
            Ok(moment)
        } else {
            Err(expected(formats))
        };
    }
    if let Some(local) = iso_moment(text).or_else(|| formats.iter().find_map(|format| format.moment(text))) {
        return offset
            .from_local_datetime(&local)
            .single()
            .map(|moment| moment.to_utc())
            .ok_or_else(|| expected(formats));
    }
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day(text, formats).map(|day| day.and_time(noon).and_utc())
}

fn expected(formats: &[DateFormat]) -> String {
    let examples: Vec<String> = formats.iter().map(DateFormat::example).collect();
    format!(
        "a date such as {}",
        if examples.is_empty() {
            "2014-03-04".to_owned()
        } else {
            examples.join(" or ")
        }
    )
}

fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let moment = ISO_MOMENTS
        .iter()
        .find_map(|pattern| NaiveDateTime::parse_from_str(text, pattern).ok());
    moment.filter(|moment| in_years(moment.date()))
}

fn pattern_day(text: &str, pattern: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, pattern);
    let day = day.or_else(|_| NaiveDateTime::parse_from_str(text, pattern).map(|moment| moment.date()));
    day.ok().filter(|day| in_years(*day))
}

fn in_years(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Spreadsheets count 1900-01-01 as 1 and know a 1900-02-29 that never was, which is 60.
fn serial_day(text: &str) -> Option<NaiveDate> {
    let number: u32 = text
        .split_once('.')
        .map_or(text, |(whole, _)| whole)
        .parse()
        .ok()?;
    let first = NaiveDate::from_ymd_opt(1899, 12, if number < 60 { 31 } else { 30 })?;
    let day = first.checked_add_days(chrono::Days::new(number.into()))?;
    (number > 0 && number != 60 && in_years(day)).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_usual_formats() {
        let formats = DateFormat::usual();
        for text in [
            "3/4/2014",
            "03/04/2014",
            "3/4/14",
            "4-Mar-2014",
            "4-Mar-14",
            "March 4, 2014",
            "20140304",
            "2014-03-04",
            "2014-03-04 09:30:00",
        ] {
            assert_eq!(day(text, &formats), Ok(ymd(2014, 3, 4)), "{text}");
        }
        assert_eq!(day("3/4/85", &formats), Ok(ymd(1985, 3, 4)));
    }

    #[test]
    fn what_is_not_a_day() {
        for text in [
            "13/45/2014",
            "2/30/2014",
            "soon",
            "41640",
            "3/4/0014",
            "0000-00-00",
        ] {
            assert!(day(text, &DateFormat::usual()).is_err(), "{text}");
        }
        let us = [DateFormat::Pattern("%m/%d/%Y".to_owned())];
        assert_eq!(day("3/4/14", &us), Err("a date such as 03/04/2014".to_owned()));
    }

    #[test]
    fn serials_of_a_spreadsheet() {
        let serial = [DateFormat::Serial];
        assert_eq!(day("41640", &serial), Ok(ymd(2014, 1, 1)));
        assert_eq!(day("41640.5", &serial), Ok(ymd(2014, 1, 1)));
        assert_eq!(day("1", &serial), Ok(ymd(1900, 1, 1)));
        assert_eq!(day("59", &serial), Ok(ymd(1900, 2, 28)));
        assert_eq!(day("61", &serial), Ok(ymd(1900, 3, 1)));
        for text in ["0", "60", "-1", "99999999"] {
            assert!(day(text, &serial).is_err(), "{text}");
        }
    }

    #[test]
    fn moments() {
        let pacific = FixedOffset::west_opt(8 * 3600).unwrap();
        let at = |text: &str| {
            moment(
                text,
                &[DateFormat::Pattern("%m/%d/%Y %I:%M %p".to_owned())],
                pacific,
            )
            .unwrap()
            .to_rfc3339()
        };
        assert_eq!(at("3/4/2014 5:30 PM"), "2014-03-05T01:30:00+00:00");
        assert_eq!(at("2014-03-04T09:30:00-07:00"), "2014-03-04T16:30:00+00:00");
        assert_eq!(at("2014-03-04"), "2014-03-04T12:00:00+00:00");
    }

    #[test]
    fn names_of_formats() {
        assert_eq!(DateFormat::by_name("excel"), Ok(DateFormat::Serial));
        assert!(DateFormat::by_name("%d.%m.%y").is_ok());
        assert!(DateFormat::by_name("%m/%d/%Y %I:%M %p").is_ok());
        for name in ["MM/DD/YYYY", "%m/%d", "%Q", ""] {
            assert!(DateFormat::by_name(name).is_err(), "{name}");
        }
    }
}
