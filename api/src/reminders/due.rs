//! When a reminder is due: civil arithmetic on the clocks of the meeting's place.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use entities::{
    meeting,
    reminder_rule::{self, ReminderOffsetKind},
};

use crate::clock::zones::{self, Zone};

/// How long before the start of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// So many minutes.
    Minutes(i32),
    /// So many days, when the clocks show a time.
    Days {
        /// Days before the day of the start.
        days: i32,
        /// What the clocks of the meeting show.
        at: NaiveTime,
    },
}

impl Offset {
    /// The offset of a rule; none when its columns make none.
    pub fn of(rule: &reminder_rule::Model) -> Option<Self> {
        match rule.offset_kind {
            ReminderOffsetKind::MinutesBefore => rule.minutes_before.map(Self::Minutes),
            ReminderOffsetKind::DaysBeforeAt => Some(Self::Days {
                days: rule.days_before?,
                at: zones::parse_time(rule.local_time.as_deref()?)?,
            }),
        }
    }

    /// The instant it means for a meeting; none when that is not before the start.
    pub fn due(self, meeting: &meeting::Model) -> Option<DateTime<Utc>> {
        let due = match self {
            Self::Minutes(minutes) => meeting.starts_at - TimeDelta::minutes(minutes.into()),
            Self::Days { days, at } => {
                let day = zones::parse_local(&meeting.local_start)?.date();
                let day = day.checked_sub_days(Days::new(u64::try_from(days).ok()?))?;
                Zone::named(&meeting.time_zone)?.instant_or_later(day.and_time(at))
            }
        };
        (due < meeting.starts_at).then_some(due)
    }
}
