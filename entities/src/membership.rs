//! An employer's or agency's place in a partnership: its standing, its seat, its term.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, EmployerId, MembershipId, PartnershipId};

/// A row of `membership`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    /// Primary key; `membership_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MembershipId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// The member. Exactly one of `employer_id` and `agency_id` is set.
    pub employer_id: Option<EmployerId>,
    /// The member. Exactly one of `employer_id` and `agency_id` is set.
    pub agency_id: Option<AgencyId>,
    /// What the member stands for.
    pub standing: MembershipStanding,
    /// Name of the seat it holds, such as "industry" or "chair".
    pub seat: Option<String>,
    /// First day of the term; `None` if there is no term.
    pub term_from_on: Option<Date>,
    /// Last day of the term; a lapsing term warns.
    pub term_to_on: Option<Date>,
    /// First day; `None` if unknown.
    pub joined_on: Option<Date>,
    /// Last day it is a member; `None` while it is one.
    pub left_on: Option<Date>,
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

/// Standing of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MembershipStanding {
    /// Takes part.
    #[sea_orm(string_value = "MEMBER")]
    Member,
    /// A business leader who carries a priority.
    #[sea_orm(string_value = "CHAMPION")]
    Champion,
}
