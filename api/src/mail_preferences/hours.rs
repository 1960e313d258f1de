//! The hours at which a person may be reminded, and the mornings on which one gets a digest. Nothing here reads or writes.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use entities::{mail_preference, reminder_instance::ReminderMove};

use crate::clock::zones::{Zone, parse_time};

/// The usual quiet hours.
pub(super) const USUAL: [&str; 2] = ["20:00", "07:00"];
/// When a digest leaves.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");
/// A reminder that comes after quiet hours comes so long before the meeting at least.
const IN_TIME: TimeDelta = TimeDelta::hours(1);
/// A reminder that comes before quiet hours comes so long before them.
const EVENING: TimeDelta = TimeDelta::minutes(30);
/// A digest is of use so long.
pub const USEFUL_FOR: TimeDelta = TimeDelta::hours(12);

/// When a reminder leaves, and what it was moved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// When.
    pub at: DateTime<Utc>,
    /// What for; none when it was not moved.
    pub moved_for: Option<ReminderMove>,
}

/// The hours of a person.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: Zone,
    quiet: Option<(NaiveTime, NaiveTime)>,
    is_weekend_free: bool,
}

impl Hours {
    /// The hours that somebody chose, or the usual ones; on the clocks of the place where no zone is known.
    pub fn of(chosen: Option<&mail_preference::Model>, place: &str) -> Self {
        let own = chosen.and_then(|row| row.time_zone.as_deref());
        let zone = own.and_then(Zone::named).or_else(|| Zone::named(place));
        let [from, to] = USUAL;
        let (from, to) = chosen.map_or((from, to), |row| (&row.quiet_from, &row.quiet_to));
        Self {
            zone: zone.unwrap_or_else(Zone::utc),
            quiet: parse_time(from)
                .zip(parse_time(to))
                .filter(|(from, to)| from != to),
            is_weekend_free: chosen.is_some_and(|row| row.is_weekend_free),
        }
    }

    /// When a reminder leaves that is due then, of a meeting that starts then.
    pub fn placed(&self, due: DateTime<Utc>, starts_at: DateTime<Utc>) -> Placed {
        let Some((begin, end)) = self.quiet_around(due) else {
            let at = self.off_the_weekend(due);
            let moved_for = (at != due).then_some(ReminderMove::Weekend);
            return Placed { at, moved_for };
        };
        if end + IN_TIME <= starts_at && !self.is_free(self.zone.day(end)) {
            let moved_for = Some(ReminderMove::QuietHours);
            return Placed { at: end, moved_for };
        }
        let evening = begin - EVENING;
        let at = self.off_the_weekend(evening);
        let moved_for = if at == evening {
            ReminderMove::QuietHours
        } else {
            ReminderMove::Weekend
        };
        Placed {
            at,
            moved_for: Some(moved_for),
        }
    }

    /// When something leaves that was due before and could not: none for at once. By day, and not on a weekend that is kept
    /// free; at night or on a weekend when what comes later would be too late.
    pub fn delayed(&self, now: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let by_day = self.quiet_around(now).map_or(now, |(_, end)| end);
        let after_weekend = if self.is_free(self.zone.day(by_day)) {
            self.next_digest(by_day)
        } else {
            by_day
        };
        let mut wished = [after_weekend, by_day].into_iter();
        wished
            .find(|at| *at + IN_TIME <= starts_at)
            .filter(|at| *at > now)
    }

    /// When the first digest after an instant is due. By the person's clocks it is eight, or the end of longer quiet hours.
    pub fn next_digest(&self, after: DateTime<Utc>) -> DateTime<Utc> {
        let mut day = self.zone.day(after);
        loop {
            let morning = self.zone.instant_or_later(day.and_time(MORNING));
            let due = self.quiet_around(morning).map_or(morning, |(_, end)| end);
            if due > after && !self.is_free(self.zone.day(due)) {
                return due;
            }
            let Some(next) = day.succ_opt() else { return due };
            day = next;
        }
    }

    /// The person's zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The quiet hours that an instant is in: their begin and their end.
    fn quiet_around(&self, at: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (from, to) = self.quiet?;
        let local = self.zone.shown(at).local;
        let (day, time) = (local.date(), local.time());
        let is_over_night = from > to;
        let first = if is_over_night && time < to {
            day.pred_opt()?
        } else if time >= from && (is_over_night || time < to) {
            day
        } else {
            return None;
        };
        let last = if is_over_night { first.succ_opt()? } else { first };
        let begin = self.zone.instant_or_later(first.and_time(from));
        Some((begin, self.zone.instant_or_later(last.and_time(to))))
    }

    fn is_free(&self, day: NaiveDate) -> bool {
        self.is_weekend_free && matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The instant itself, or on a weekend that is kept free the same time on the Friday before.
    fn off_the_weekend(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let local = self.zone.shown(at).local;
        if !self.is_free(local.date()) {
            return at;
        }
        let since_friday = u64::from(local.weekday().num_days_from_monday()) - 4;
        let friday = local.date() - Days::new(since_friday);
        self.zone.instant_or_later(friday.and_time(local.time()))
    }
}

#[cfg(test)]
mod tests;
