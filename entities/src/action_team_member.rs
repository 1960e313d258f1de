//! A person in an action team.

use sea_orm::entity::prelude::*;

use crate::ids::{ActionTeamId, ActionTeamMemberId, ContactId, UserId};

/// A row of `action_team_member`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action_team_member")]
pub struct Model {
    /// Primary key; `action_team_member_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActionTeamMemberId,
    /// The team; deleted with it.
    pub action_team_id: ActionTeamId,
    /// The person. Exactly one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The person. Exactly one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
    /// Whether the person leads the team.
    pub is_lead: bool,
}

impl ActiveModelBehavior for ActiveModel {}
