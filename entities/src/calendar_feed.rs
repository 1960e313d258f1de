//! An address at which a calendar finds meetings, seen with the eyes of the person who made it.

use sea_orm::entity::prelude::*;

use crate::ids::{CalendarFeedId, PartnershipId, UserId};

/// A row of `calendar_feed`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub struct Model {
    /// Primary key; `feed_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarFeedId,
    /// The person whose eyes it sees with; it ends with that person's access.
    pub user_id: UserId,
    /// The partnership whose meetings it shows; `None` for the meetings that the person sees to or is invited to.
    pub partnership_id: Option<PartnershipId>,
    /// SHA-256 of the secret in its address, lower-case hex; unique.
    pub secret_hash: String,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When it got the secret it has.
    pub rotated_at: DateTimeUtc,
    /// When it was revoked; `None` while it works.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
