//! A member's commitment to a role. A dated relation, not a tag: what counts is what came of it.

use sea_orm::entity::prelude::*;

use crate::ids::{CommitmentId, MembershipId, RoleTypeId};

/// A row of `role_commitment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_commitment")]
pub struct Model {
    /// Primary key; `commitment_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommitmentId,
    /// The member.
    pub membership_id: MembershipId,
    /// The role.
    pub role_type_id: RoleTypeId,
    /// How far it has come.
    pub state: CommitmentState,
    /// First day; `None` if open.
    pub from_on: Option<Date>,
    /// Last day; `None` while it lasts. Before `from_on`: called off before it began.
    pub to_on: Option<Date>,
    /// What was agreed.
    pub note: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// State of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CommitmentState {
    /// Someone suggested it.
    #[sea_orm(string_value = "PROPOSED")]
    Proposed,
    /// The member agreed.
    #[sea_orm(string_value = "COMMITTED")]
    Committed,
    /// Under way.
    #[sea_orm(string_value = "ACTIVE")]
    Active,
    /// Done.
    #[sea_orm(string_value = "FULFILLED")]
    Fulfilled,
    /// Ended without being done.
    #[sea_orm(string_value = "LAPSED")]
    Lapsed,
}
