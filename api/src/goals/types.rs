//! Goals as GraphQL shows them.

mod goal;
mod payloads;
mod progress;
mod successor;

use async_graphql::{Enum, SimpleObject};
use entities::goal_wording;

use crate::scalars::Date;

pub use goal::Goal;
pub use payloads::{
    GoalAdoptPayload, GoalCompletePayload, GoalDropPayload, GoalProgressRecordPayload, GoalReopenPayload,
    GoalRestorePayload, GoalTrashPayload, GoalUpdatePayload,
};
pub use progress::GoalProgress;
pub use successor::GoalSuccessor;

/// How a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::goal::GoalState")]
pub enum GoalState {
    /// It is worked on.
    Open,
    /// It was reached.
    Completed,
    /// It was given up.
    Dropped,
}

/// How a goal was worded from a day on.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct GoalWording {
    /// The first day of this wording.
    pub from_on: Date,
    /// What was to be reached.
    pub title: String,
    /// What was to show that it is reached.
    pub target: Option<String>,
    /// The day by which it should have been reached.
    pub due_on: Option<Date>,
}

impl From<goal_wording::Model> for GoalWording {
    fn from(row: goal_wording::Model) -> Self {
        Self {
            from_on: Date(row.from_on),
            title: row.title,
            target: row.target,
            due_on: row.due_on.map(Date),
        }
    }
}
