//! A completer was referred to an employer, and how far that went.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CompleterId, EmployerId, ReferralId};

/// A row of `referral`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral")]
pub struct Model {
    /// Primary key; `referral_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReferralId,
    /// Who was referred.
    pub completer_id: CompleterId,
    /// The agency of the completer; only its people see the row.
    pub agency_id: AgencyId,
    /// To whom.
    pub employer_id: EmployerId,
    /// How far it went.
    pub stage: ReferralStage,
    /// The day of the referral.
    pub referred_on: Date,
    /// The day it came to its stage.
    pub stage_on: Date,
    /// Note.
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

/// How far a referral went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReferralStage {
    /// The employer was told of them.
    #[sea_orm(string_value = "REFERRED")]
    Referred,
    /// The employer talked to them.
    #[sea_orm(string_value = "INTERVIEWED")]
    Interviewed,
    /// The employer offered them work.
    #[sea_orm(string_value = "OFFERED")]
    Offered,
    /// The employer hired them: there is a hire.
    #[sea_orm(string_value = "HIRED")]
    Hired,
    /// The employer took somebody else, or nobody.
    #[sea_orm(string_value = "NOT_SELECTED")]
    NotSelected,
    /// They did not want to go on.
    #[sea_orm(string_value = "WITHDRAWN")]
    Withdrawn,
}
