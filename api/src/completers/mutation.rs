//! Root fields that change completers: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{completer, ids::CompleterId};

use super::{
    inputs::{CompleterRecordInput, CompleterUpdateInput},
    ops, reads,
    types::{
        Completer, CompleterRecordPayload, CompleterRestorePayload, CompleterTrashPayload,
        CompleterUpdatePayload, CompletersRecordPayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change completers.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompleterMutation;

#[Object]
impl CompleterMutation {
    /// Records somebody who completed a program and whom your agency served. Only people of your agency will see it.
    async fn completer_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new completer.")] input: CompleterRecordInput,
    ) -> Result<CompleterRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, input.into());
        let (completer, user_errors) = payload::made(outcome.await, Completer::new)?;
        Ok(CompleterRecordPayload {
            completer,
            user_errors,
        })
    }

    /// Records completers together, such as those of a cohort: all of them, or none.
    async fn completers_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new completers; 1 to 100.")] input: Vec<CompleterRecordInput>,
    ) -> Result<CompletersRecordPayload, async_graphql::Error> {
        let drafts = input.into_iter().map(Into::into).collect();
        let shown = |rows: Vec<completer::Model>| rows.into_iter().map(Completer::new).collect();
        let outcome = ops::record_all(Cx::of(ctx)?, drafts).await;
        let (completers, user_errors) = payload::made(outcome, shown)?;
        Ok(CompletersRecordPayload {
            completers: completers.unwrap_or_default(),
            user_errors,
        })
    }

    /// Changes a completer.
    async fn completer_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompleterId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: CompleterUpdateInput,
    ) -> Result<CompleterUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (completer, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompleterUpdatePayload {
            completer,
            changes,
            user_errors,
        })
    }

    /// Puts a completer into the trash, from which it can be restored. Referrals, hires and employment are taken away before.
    async fn completer_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompleterId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CompleterTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (completer, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompleterTrashPayload {
            completer,
            user_errors,
        })
    }

    /// Takes a completer out of the trash.
    async fn completer_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompleterId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CompleterRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (completer, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompleterRestorePayload {
            completer,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: CompleterId, outcome: Result<completer::Model>) -> Result<Settled<Completer>> {
    payload::settled(outcome, Completer::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
