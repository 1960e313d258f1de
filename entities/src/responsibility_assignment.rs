//! What part a member takes in a responsibility, and when.

use sea_orm::entity::prelude::*;

use crate::ids::{AssignmentId, MembershipId, ResponsibilityId};

/// A row of `responsibility_assignment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "responsibility_assignment")]
pub struct Model {
    /// Primary key; `assignment_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssignmentId,
    /// The responsibility.
    pub responsibility_id: ResponsibilityId,
    /// The member.
    pub membership_id: MembershipId,
    /// The part it takes.
    pub kind: ResponsibilityKind,
    /// First day; `None` if unknown.
    pub from_on: Option<Date>,
    /// The last day that counts; `None` while no end is known.
    pub to_on: Option<Date>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A part in a responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ResponsibilityKind {
    /// Sees to it.
    #[sea_orm(string_value = "LEAD")]
    Lead,
    /// Works on it.
    #[sea_orm(string_value = "SUPPORT")]
    Support,
    /// Is asked about it.
    #[sea_orm(string_value = "ADVISORY")]
    Advisory,
    /// Is told of it.
    #[sea_orm(string_value = "INFORMED")]
    Informed,
}
