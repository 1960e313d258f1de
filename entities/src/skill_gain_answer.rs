//! What an employer's person answered when asked to attest a milestone. It stays when the question is asked anew.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, SkillGainId};

/// A row of `skill_gain_answer`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_gain_answer")]
pub struct Model {
    /// The gain; deleted with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill_gain_id: SkillGainId,
    /// Which of the questions was answered, counted from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ask_number: i32,
    /// Whether the milestone was reached; otherwise not yet.
    pub is_reached: bool,
    /// The person who was asked.
    pub contact_id: Option<ContactId>,
    /// When it was asked for.
    pub asked_at: Option<DateTimeUtc>,
    /// When it was answered.
    pub answered_at: DateTimeUtc,
    /// The name of who answered, as typed on the page.
    pub answered_by_name: String,
    /// What was noted with the answer.
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
