//! Who took part in an engagement. Goes with its engagement.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, EngagementId, EngagementParticipantId, UserId};

/// A row of `engagement_participant`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engagement_participant")]
pub struct Model {
    /// Primary key; `engagement_participant_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EngagementParticipantId,
    /// The engagement.
    pub engagement_id: EngagementId,
    /// The contact. Exactly one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The user. Exactly one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
}

impl ActiveModelBehavior for ActiveModel {}
