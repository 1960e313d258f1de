//! Root fields that change cohorts: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    cohort,
    ids::{CohortId, ProgramId},
};

use super::{
    inputs::{CohortCreateInput, CohortUpdateInput},
    ops, reads,
    types::{Cohort, CohortCreatePayload, CohortRestorePayload, CohortTrashPayload, CohortUpdatePayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change cohorts.
#[derive(Clone, Copy, Debug, Default)]
pub struct CohortMutation;

#[Object]
impl CohortMutation {
    /// Adds a cohort to a program.
    async fn cohort_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The program.")] program_id: IdOf<ProgramId>,
        #[graphql(desc = "The new cohort.")] input: CohortCreateInput,
    ) -> Result<CohortCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, program_id.get(), input.into());
        let (cohort, user_errors) = payload::made(outcome.await, Cohort::new)?;
        Ok(CohortCreatePayload { cohort, user_errors })
    }

    /// Changes a cohort.
    async fn cohort_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CohortId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: CohortUpdateInput,
    ) -> Result<CohortUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (cohort, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CohortUpdatePayload {
            cohort,
            changes,
            user_errors,
        })
    }

    /// Puts a cohort into the trash, from which it can be restored.
    async fn cohort_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CohortId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CohortTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (cohort, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CohortTrashPayload { cohort, user_errors })
    }

    /// Takes a cohort out of the trash.
    async fn cohort_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CohortId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CohortRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (cohort, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CohortRestorePayload { cohort, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: CohortId, outcome: Result<cohort::Model>) -> Result<Settled<Cohort>> {
    payload::settled(outcome, Cohort::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
