//! When a meeting is: the instants that its time on the clock means.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use entities::meeting;
use sea_orm::ActiveValue::Set;

use crate::{
    checks::effective,
    clock::zones::{self, Gap, Zone},
    error::{Error, Result, UserErrorCode},
};

/// Years in which a meeting can be. What lies further away was mistyped.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// Sets start and end in UTC from what the draft leaves of the civil start, the zone and the length.
///
/// # Errors
/// `INVALID` for a start that does not exist in the zone, a zone that there is none, and a year far away; `REQUIRED` for what is
/// missing.
pub(super) fn settle(before: Option<&meeting::Model>, row: &mut meeting::ActiveModel) -> Result<()> {
    let local = effective(&row.local_start, before.map(|before| before.local_start.clone()));
    let zone = effective(&row.time_zone, before.map(|before| before.time_zone.clone()));
    let length = effective(&row.length_minutes, before.map(|before| before.length_minutes));
    let (local, zone) = (required("localStart", local)?, required("timeZone", zone)?);
    let start = start(&local, &zone)?;
    row.starts_at = Set(start);
    row.ends_at = Set(start + TimeDelta::minutes(required("lengthMinutes", length)?.into()));
    Ok(())
}

/// The instant that a civil start in a zone means.
///
/// # Errors
/// As [`settle`].
pub(super) fn start(local: &str, zone: &str) -> Result<DateTime<Utc>> {
    let path = "input.localStart";
    let form = || Error::invalid(path, "Write a time on the clock such as 2027-03-10T09:00.");
    let unknown = || Error::invalid("input.timeZone", "There is no such zone in the IANA database.");
    let time = zones::parse_local(local).ok_or_else(form)?;
    let zone = Zone::named(zone).ok_or_else(unknown)?;
    if !YEARS.contains(&time.year()) {
        return Err(Error::invalid(path, "A meeting is in a year from 1970 to 2199."));
    }
    let moment = zone.instant(time).map_err(|Gap { instead }| {
        let (day, gone, name) = (time.format("%Y-%m-%d"), time.format("%H:%M"), zone.name());
        let instead = instead.format("%H:%M");
        let message = format!("There is no {gone} on {day} in {name}: the clocks go forward over it. Perhaps {instead} is meant.");
        Error::invalid(path, message)
    })?;
    Ok(moment.at)
}

fn required<T>(name: &str, value: Option<T>) -> Result<T> {
    let missing = || {
        Error::user(
            UserErrorCode::Required,
            &format!("input.{name}"),
            "This must not be empty.",
        )
    };
    value.ok_or_else(missing)
}
