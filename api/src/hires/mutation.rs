//! Root fields that change hires and employment: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    employment, hire,
    ids::{EmploymentId, HireId},
};

use super::{
    inputs::{EmploymentRecordInput, EmploymentUpdateInput, HireRecordInput, HireUpdateInput},
    ops, reads,
    types::{
        Employment, EmploymentRecordPayload, EmploymentRemovePayload, EmploymentUpdatePayload, Hire,
        HireRecordPayload, HireRestorePayload, HireTrashPayload, HireUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change hires.
#[derive(Clone, Copy, Debug, Default)]
pub struct HireMutation;

#[Object]
impl HireMutation {
    /// Records that an employer hired a completer of your agency. The referral that led to it comes to `HIRED`.
    async fn hire_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new hire.")] input: HireRecordInput,
    ) -> Result<HireRecordPayload, async_graphql::Error> {
        let (completer, referral) = (input.completer_id.get(), input.referral_id.map(IdOf::get));
        let outcome = ops::record(Cx::of(ctx)?, completer, referral, input.into());
        let (hire, user_errors) = payload::made(outcome.await, Hire::new)?;
        Ok(HireRecordPayload { hire, user_errors })
    }

    /// Changes a hire.
    async fn hire_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<HireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: HireUpdateInput,
    ) -> Result<HireUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (hire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(HireUpdatePayload {
            hire,
            changes,
            user_errors,
        })
    }

    /// Puts a hire into the trash, from which it can be restored. Its referral stands where it stood before.
    async fn hire_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<HireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<HireTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (hire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(HireTrashPayload { hire, user_errors })
    }

    /// Takes a hire out of the trash. Its referral comes to `HIRED` again.
    async fn hire_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<HireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<HireRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (hire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(HireRestorePayload { hire, user_errors })
    }
}

/// Root fields that change employment after exit.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmploymentMutation;

#[Object]
impl EmploymentMutation {
    /// Records who employed a completer of your agency in the second or fourth quarter after exit, or that nobody was found.
    async fn employment_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was found.")] input: EmploymentRecordInput,
    ) -> Result<EmploymentRecordPayload, async_graphql::Error> {
        let outcome = ops::employment::record(Cx::of(ctx)?, input.into());
        let (employment, user_errors) = payload::made(outcome.await, Employment::new)?;
        Ok(EmploymentRecordPayload {
            employment,
            user_errors,
        })
    }

    /// Changes what is recorded of employment after exit.
    async fn employment_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmploymentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: EmploymentUpdateInput,
    ) -> Result<EmploymentUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::employment::update(cx, id.get(), version, input.into()).await;
        let (outcome, changes) = payload::apart(outcome);
        let (employment, user_errors) = settled_employment(cx, id.get(), outcome).await?;
        Ok(EmploymentUpdatePayload {
            employment,
            changes,
            user_errors,
        })
    }

    /// Removes employment that should not be on record.
    async fn employment_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmploymentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EmploymentRemovePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::employment::remove(cx, id.get(), version).await;
        let (employment, user_errors) = settled_employment(cx, id.get(), outcome).await?;
        Ok(EmploymentRemovePayload {
            employment,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: HireId, outcome: Result<hire::Model>) -> Result<Settled<Hire>> {
    payload::settled(outcome, Hire::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}

async fn settled_employment(
    cx: &Cx,
    id: EmploymentId,
    outcome: Result<employment::Model>,
) -> Result<Settled<Employment>> {
    payload::settled(outcome, Employment::new, async {
        payload::if_there(reads::employment_by_id(cx, cx.app.db.read(), id).await)
    })
    .await
}
