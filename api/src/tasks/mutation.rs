//! Root fields that change tasks: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::TaskId, task};

use super::{
    inputs::{TaskCreateInput, TaskUpdateInput},
    ops, reads,
    types::{
        Task, TaskCompletePayload, TaskCreatePayload, TaskDropPayload, TaskReopenPayload, TaskRestorePayload,
        TaskTrashPayload, TaskUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change tasks.
#[derive(Clone, Copy, Debug, Default)]
pub struct TaskMutation;

#[Object]
impl TaskMutation {
    /// Adds a task: what is to be done, by whom, until when.
    async fn task_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new task.")] input: TaskCreateInput,
    ) -> Result<TaskCreatePayload, async_graphql::Error> {
        let (task, user_errors) = payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Task::new)?;
        Ok(TaskCreatePayload { task, user_errors })
    }

    /// Changes a task.
    async fn task_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: TaskUpdateInput,
    ) -> Result<TaskUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (task, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TaskUpdatePayload {
            task,
            changes,
            user_errors,
        })
    }

    /// Says that a task is done. Its owner may, and the agency that follows it up.
    async fn task_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The day it was done; today when absent.")] on: Option<Date>,
        #[graphql(desc = "What came of it.")] outcome: Option<String>,
    ) -> Result<TaskCompletePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let done = ops::complete(cx, id.get(), version, on.map(|day| day.0), outcome).await;
        let (task, user_errors) = settled(cx, id.get(), done).await?;
        Ok(TaskCompletePayload { task, user_errors })
    }

    /// Gives a task up. Its owner may, and the agency that follows it up.
    async fn task_drop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Why.")] reason: String,
    ) -> Result<TaskDropPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::drop(cx, id.get(), version, reason).await;
        let (task, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TaskDropPayload { task, user_errors })
    }

    /// Opens a task again that was done or dropped.
    async fn task_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<TaskReopenPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reopen(cx, id.get(), version).await;
        let (task, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TaskReopenPayload { task, user_errors })
    }

    /// Puts a task into the trash, from which it can be restored.
    async fn task_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<TaskTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (task, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TaskTrashPayload { task, user_errors })
    }

    /// Takes a task out of the trash.
    async fn task_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<TaskRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (task, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TaskRestorePayload { task, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: TaskId, outcome: Result<task::Model>) -> Result<Settled<Task>> {
    payload::settled(outcome, Task::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
