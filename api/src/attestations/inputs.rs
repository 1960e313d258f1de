//! What the holder of a link sends.

use async_graphql::InputObject;

use super::ops::Answer;
use crate::scalars::Date;

/// The answer of an employer about a milestone.
#[derive(Clone, Debug, InputObject)]
pub struct SkillGainAttestInput {
    /// Whether the participant reached the milestone to satisfaction; false says: not yet.
    pub is_reached: bool,
    /// The name of who answers; 1 to 200 characters.
    pub name: String,
    /// The day it was reached, not before it was agreed on and not ahead; today (UTC) when absent. Of no matter with "not yet".
    pub achieved_on: Option<Date>,
    /// A note for the agency; 2,000 characters at most.
    pub note: Option<String>,
}

impl From<SkillGainAttestInput> for Answer {
    fn from(input: SkillGainAttestInput) -> Self {
        Self {
            is_reached: input.is_reached,
            name: input.name,
            achieved_on: input.achieved_on.map(|day| day.0),
            note: input.note,
        }
    }
}
