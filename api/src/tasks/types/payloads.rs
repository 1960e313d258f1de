//! What became of a change of a task.

use async_graphql::SimpleObject;

use super::Task;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a task.
#[derive(SimpleObject)]
pub struct TaskCreatePayload {
    /// The new task; null when nothing was added.
    pub task: Option<Task>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a task.
#[derive(SimpleObject)]
pub struct TaskUpdatePayload {
    /// The task as stored now; after a `CONFLICT` as somebody else left it.
    pub task: Option<Task>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// Declares the payload of a mutation that answers with the task alone.
macro_rules! payload {
    ($(#[doc = $doc:literal] $name:ident: $done:literal;)+) => {
        $(
            #[doc = $doc]
            #[derive(SimpleObject)]
            pub struct $name {
                /// The task as stored now; after a `CONFLICT` as somebody else left it.
                pub task: Option<Task>,
                #[doc = $done]
                pub user_errors: Vec<UserError>,
            }
        )+
    };
}

payload! {
    /// What became of saying that a task is done.
    TaskCompletePayload: "What to mend; empty when it is done.";
    /// What became of giving a task up.
    TaskDropPayload: "What to mend; empty when it is dropped.";
    /// What became of opening a task again.
    TaskReopenPayload: "What to mend; empty when it is open again.";
    /// What became of putting a task into the trash.
    TaskTrashPayload: "What to mend; empty when it is in the trash.";
    /// What became of taking a task out of the trash.
    TaskRestorePayload: "What to mend; empty when it is live again.";
}
