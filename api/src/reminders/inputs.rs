//! What callers send about reminders.

use async_graphql::{InputObject, OneofObject};
use entities::ids::{MeetingId, PartnershipId};

use super::{
    due::Offset,
    ops::{Owner, Timing},
    types::ReminderAudience,
};
use crate::{
    clock::zones,
    error::{Error, Result},
    scalars::IdOf,
};

/// Whose rule it is.
#[derive(Clone, Debug, OneofObject)]
pub enum ReminderRuleOwnerInput {
    /// Of every meeting of this partnership that has no rules of its own.
    PartnershipId(IdOf<PartnershipId>),
    /// Of this meeting alone: it does not follow its partnership's rules then.
    MeetingId(IdOf<MeetingId>),
}

/// How long before the start.
#[derive(Clone, Debug, OneofObject)]
pub enum ReminderOffsetInput {
    /// So many minutes before: 1 to 40320, which is four weeks.
    MinutesBefore(i32),
    /// So many days before, when the clocks show a certain time.
    DaysBefore(ReminderDaysInput),
}

/// So many days before the day of the start, when the clocks at the place of the meeting show a certain time.
#[derive(Clone, Debug, InputObject)]
pub struct ReminderDaysInput {
    /// How many days before: 0, for the day itself, to 365.
    pub days: i32,
    /// What the clocks show, such as `09:00`.
    pub at: String,
}

/// A new rule about reminders.
#[derive(Clone, Debug, InputObject)]
pub struct ReminderRuleAddInput {
    /// Whose rule it is.
    pub of: ReminderRuleOwnerInput,
    /// How long before the start.
    pub offset: ReminderOffsetInput,
    /// Who is reminded; `ATTENDEES` when absent.
    pub audience: Option<ReminderAudience>,
}

/// What is to be different; what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ReminderRuleChangeInput {
    /// How long before the start.
    pub offset: Option<ReminderOffsetInput>,
    /// Who is reminded.
    pub audience: Option<ReminderAudience>,
}

impl ReminderOffsetInput {
    /// The offset.
    ///
    /// # Errors
    /// `INVALID` for a time of day that is none.
    pub fn offset(&self) -> Result<Offset> {
        let of_days = match self {
            Self::MinutesBefore(minutes) => return Ok(Offset::Minutes(*minutes)),
            Self::DaysBefore(of_days) => of_days,
        };
        let expected = "Write a time of day such as 09:00.";
        let at = zones::parse_time(of_days.at.trim())
            .ok_or_else(|| Error::invalid("input.offset.daysBefore.at", expected))?;
        Ok(Offset::Days {
            days: of_days.days,
            at,
        })
    }
}

impl ReminderRuleAddInput {
    /// Whose rule, and when and who.
    ///
    /// # Errors
    /// `INVALID` for a time of day that is none.
    pub fn rule(&self) -> Result<(Owner, Timing)> {
        let owner = match self.of {
            ReminderRuleOwnerInput::PartnershipId(id) => Owner::Partnership(id.get()),
            ReminderRuleOwnerInput::MeetingId(id) => Owner::Meeting(id.get()),
        };
        let audience = self.audience.unwrap_or(ReminderAudience::Attendees).into();
        let offset = self.offset.offset()?;
        Ok((owner, Timing { offset, audience }))
    }
}
