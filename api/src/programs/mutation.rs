//! Root fields that change programs: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::ProgramId, program};

use super::{
    inputs::{ChecklistAnswerInput, ProgramCreateInput, ProgramUpdateInput},
    ops, reads,
    types::{
        Program, ProgramChecklistAnswerPayload, ProgramCreatePayload, ProgramRestorePayload,
        ProgramTrashPayload, ProgramUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change programs.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProgramMutation;

#[Object]
impl ProgramMutation {
    /// Adds a program. A live one of the same agency, name and school makes it a `DUPLICATE`.
    async fn program_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new program.")] input: ProgramCreateInput,
    ) -> Result<ProgramCreatePayload, async_graphql::Error> {
        let (program, user_errors) =
            payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Program::new)?;
        Ok(ProgramCreatePayload { program, user_errors })
    }

    /// Changes a program.
    async fn program_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ProgramId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ProgramUpdateInput,
    ) -> Result<ProgramUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (program, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ProgramUpdatePayload {
            program,
            changes,
            user_errors,
        })
    }

    /// Says whether a program does what a part of the definition of a career pathway asks.
    async fn program_checklist_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The program's id.")] id: IdOf<ProgramId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The part and the answer.")] input: ChecklistAnswerInput,
    ) -> Result<ProgramChecklistAnswerPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::answer(cx, id.get(), version, input.into()).await);
        let (program, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ProgramChecklistAnswerPayload {
            program,
            changes,
            user_errors,
        })
    }

    /// Puts a program into the trash, from which it can be restored.
    async fn program_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ProgramId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ProgramTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (program, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ProgramTrashPayload { program, user_errors })
    }

    /// Takes a program out of the trash.
    async fn program_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ProgramId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ProgramRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (program, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ProgramRestorePayload { program, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: ProgramId, outcome: Result<program::Model>) -> Result<Settled<Program>> {
    payload::settled(outcome, Program::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
