//! What callers send about topics.

use async_graphql::InputObject;
use entities::topic;

use super::ops::Draft;
use crate::shared::inputs::replace;

/// A new topic.
#[derive(Clone, Debug, InputObject)]
pub struct TopicCreateInput {
    /// The stable name for programs: capital letters, digits and underscores, 60 at most. It can never be changed.
    pub key: String,
    /// The name for people; 1 to 200 characters.
    pub label: String,
    /// Its place in lists, from 0; the last when absent.
    pub position: Option<i32>,
}

/// Changes of a topic: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TopicUpdateInput {
    /// The name for people; 1 to 200 characters.
    pub label: Option<String>,
    /// Its place in lists, from 0.
    pub position: Option<i32>,
}

impl From<TopicCreateInput> for Draft {
    fn from(input: TopicCreateInput) -> Self {
        let mut draft = Self::from(TopicUpdateInput {
            label: Some(input.label),
            position: input.position,
        });
        draft.row.key = replace(Some(input.key), |key| key);
        draft
    }
}

impl From<TopicUpdateInput> for Draft {
    fn from(input: TopicUpdateInput) -> Self {
        let row = topic::ActiveModel {
            label: replace(input.label, |label| label),
            position: replace(input.position, |position| position),
            ..Default::default()
        };
        Self { row }
    }
}
