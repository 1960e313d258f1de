//! What callers send about when and how people want to be reminded.

use async_graphql::{InputObject, MaybeUndefined};
use entities::mail_preference;
use sea_orm::ActiveValue::Set;

use super::hours::USUAL;
use crate::{
    checks::Checks,
    clock::zones,
    error::{Result, UserErrorCode},
    scalars::ZoneName,
    shared::inputs::{change, replace},
};

/// Hours in which no reminder comes.
#[derive(Clone, Debug, InputObject)]
pub struct QuietHoursInput {
    /// When they begin on the person's clock, such as `20:00`.
    pub from: String,
    /// When they end, such as `07:00`; the same as `from` for none at all.
    pub to: String,
}

/// What is to be different; what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MailPreferencesUpdateInput {
    /// The zone the person lives in; null when it is not known.
    #[graphql(default)]
    pub time_zone: MaybeUndefined<ZoneName>,
    /// Hours in which no reminder comes; null for the usual ones, from 20:00 to 07:00.
    #[graphql(default)]
    pub quiet_hours: MaybeUndefined<QuietHoursInput>,
    /// Whether no reminder comes on Saturdays and Sundays.
    pub is_weekend_free: Option<bool>,
    /// Whether one letter in the morning takes the place of reminders. It takes a zone.
    pub is_digest: Option<bool>,
}

impl MailPreferencesUpdateInput {
    /// The columns that are set.
    ///
    /// # Errors
    /// `INVALID` for times of day that are none.
    pub fn row(self) -> Result<mail_preference::ActiveModel> {
        let mut row = mail_preference::ActiveModel {
            time_zone: change(self.time_zone, |zone| zone.0.name().to_owned()),
            is_weekend_free: replace(self.is_weekend_free, |is_it| is_it),
            is_digest: replace(self.is_digest, |is_it| is_it),
            ..Default::default()
        };
        let quiet = match self.quiet_hours {
            MaybeUndefined::Undefined => return Ok(row),
            MaybeUndefined::Null => USUAL.map(str::to_owned),
            MaybeUndefined::Value(quiet) => [quiet.from.trim().to_owned(), quiet.to.trim().to_owned()],
        };
        let mut checks = Checks::new();
        for (name, time) in ["from", "to"].iter().zip(&quiet) {
            if zones::parse_time(time).is_none() {
                let path = format!("input.quietHours.{name}");
                checks.fail(
                    UserErrorCode::Invalid,
                    &path,
                    "Write a time of day such as 20:00.",
                );
            }
        }
        checks.done()?;
        let [from, to] = quiet;
        (row.quiet_from, row.quiet_to) = (Set(from), Set(to));
        Ok(row)
    }
}
