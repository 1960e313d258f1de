//! The person who speaks for a member, and the one who can step in: a partnership should survive a
//! change of people.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, MembershipId, RepresentativeId};

/// A row of `representative`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "representative")]
pub struct Model {
    /// Primary key; `representative_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RepresentativeId,
    /// The membership.
    pub membership_id: MembershipId,
    /// The person.
    pub contact_id: ContactId,
    /// First or stand-in.
    pub kind: RepresentativeKind,
    /// First day; `None` if unknown.
    pub from_on: Option<Date>,
    /// Last day; `None` while it lasts. Before `from_on`: it never came to be.
    pub to_on: Option<Date>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which representative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RepresentativeKind {
    /// Speaks for the member.
    #[sea_orm(string_value = "PRIMARY")]
    Primary,
    /// Alternate and likely successor.
    #[sea_orm(string_value = "BACKUP")]
    Backup,
}
