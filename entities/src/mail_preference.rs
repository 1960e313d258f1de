//! When a person wants to be reminded, and how. Who has no row is reminded outside the usual quiet hours, each time by a letter.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, MailPreferenceId, UserId};

/// A row of `mail_preference`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_preference")]
pub struct Model {
    /// Primary key; `mail_preference_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailPreferenceId,
    /// The person, if a contact; unique. Exactly one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The person, if a user; unique. Exactly one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
    /// The zone the person lives in, by its IANA name; `None` if nobody said.
    pub time_zone: Option<String>,
    /// When the quiet hours begin on the person's clock, such as `20:00`.
    pub quiet_from: String,
    /// When they end; the same as `quiet_from` when there are none.
    pub quiet_to: String,
    /// Whether nothing comes on Saturdays and Sundays.
    pub is_weekend_free: bool,
    /// Whether one letter a day takes the place of the reminders.
    pub is_digest: bool,
    /// When the first of those was due: reminders of meetings before it still go.
    pub digest_from: Option<DateTimeUtc>,
    /// When the next of those is due; `None` without any. The order of the queue.
    pub sort_digest_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
