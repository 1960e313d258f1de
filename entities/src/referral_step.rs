//! One step of a referral: its history, kept with it. Goes with its referral.

use sea_orm::entity::prelude::*;

use crate::ids::{ReferralId, ReferralStepId, UserId};
use crate::referral::ReferralStage;

/// A row of `referral_step`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_step")]
pub struct Model {
    /// Primary key; `referral_step_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReferralStepId,
    /// The referral.
    pub referral_id: ReferralId,
    /// How far it went with the step.
    pub stage: ReferralStage,
    /// The day of the step.
    pub happened_on: Date,
    /// Who recorded it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
