//! One step of a piece of advice: its history, kept with it. Goes with its recommendation.

use sea_orm::entity::prelude::*;

use crate::ids::{RecommendationId, RecommendationStepId, UserId};
use crate::recommendation::RecommendationDisposition;

/// A row of `recommendation_step`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation_step")]
pub struct Model {
    /// Primary key; `recommendation_step_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecommendationStepId,
    /// The recommendation.
    pub recommendation_id: RecommendationId,
    /// Where it stood after the step.
    pub disposition: RecommendationDisposition,
    /// The day of the step.
    pub happened_on: Date,
    /// The reason, what was done, or what was reported.
    pub note: Option<String>,
    /// Who recorded it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
