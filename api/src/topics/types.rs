//! Topics as GraphQL shows them.

use async_graphql::{ID, Object, SimpleObject};
use entities::topic;

use crate::{audit::FieldChange, error::UserError, scalars::Instant};

/// A topic.
#[derive(Clone)]
pub struct Topic {
    row: topic::Model,
}

impl Topic {
    /// The topic of a row.
    pub fn new(row: topic::Model) -> Self {
        Self { row }
    }
}

/// What advice is about, from a list that administrators keep.
#[Object]
impl Topic {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The stable name for programs, such as `WORK_BASED_LEARNING`.
    async fn key(&self) -> &str {
        &self.row.key
    }

    /// The name for people.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// Its place in lists, from 0.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// When it was taken out of use; null while it can be chosen.
    async fn retired_at(&self) -> Option<Instant> {
        self.row.retired_at.map(Instant)
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What became of adding a topic.
#[derive(SimpleObject)]
pub struct TopicCreatePayload {
    /// The new topic; null when nothing was added.
    pub topic: Option<Topic>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a topic.
#[derive(SimpleObject)]
pub struct TopicUpdatePayload {
    /// The topic as stored now; after a `CONFLICT` as somebody else left it.
    pub topic: Option<Topic>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a topic out of use.
#[derive(SimpleObject)]
pub struct TopicRetirePayload {
    /// The topic as stored now.
    pub topic: Option<Topic>,
    /// What to mend; empty when it is out of use.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a topic back into use.
#[derive(SimpleObject)]
pub struct TopicUnretirePayload {
    /// The topic as stored now.
    pub topic: Option<Topic>,
    /// What to mend; empty when it is in use again.
    pub user_errors: Vec<UserError>,
}
