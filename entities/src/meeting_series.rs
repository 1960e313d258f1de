//! A series of meetings that a rule makes: what all of them have in common when they are made.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AgencyId, PartnershipId, SeriesId, UserId},
    meeting::MeetingKind,
};

/// A row of `meeting_series`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_series")]
pub struct Model {
    /// Primary key; `series_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeriesId,
    /// Whose meetings they are.
    pub partnership_id: PartnershipId,
    /// What kind of meetings they are.
    pub kind: MeetingKind,
    /// What they are called.
    pub title: String,
    /// The recurrence rule of RFC 5545, such as `FREQ=MONTHLY;BYDAY=2WE`, over times on the clock.
    pub rule: String,
    /// The time on the clock from which the rule counts, `2027-03-10T09:00`.
    pub local_start: String,
    /// The zone of the place, by its IANA name.
    pub time_zone: String,
    /// How long each lasts, in minutes.
    pub length_minutes: i32,
    /// Where people meet.
    pub place: Option<String>,
    /// Web address where people meet.
    pub link: Option<String>,
    /// Who sees to them.
    pub owner_user_id: Option<UserId>,
    /// The agency that organizes them.
    pub agency_id: AgencyId,
    /// When it was ended; `None` while it goes on.
    pub ended_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
