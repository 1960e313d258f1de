//! Root fields that change affiliations.

use async_graphql::{Context, Object};
use entities::{affiliation, ids::AffiliationId};

use crate::{
    app::Cx,
    audit::FieldChange,
    contacts::{
        inputs::{AffiliationStartInput, AffiliationUpdateInput},
        ops::affiliations,
        reads,
        types::{
            Affiliation, AffiliationEndPayload, AffiliationRestorePayload, AffiliationStartPayload,
            AffiliationTrashPayload, AffiliationUpdatePayload,
        },
    },
    error::{Result, UserError},
    payload::{self, Settled},
    record::Updated,
    scalars::{Date, IdOf},
};

/// Root fields that change affiliations.
#[derive(Clone, Copy, Debug, Default)]
pub struct AffiliationMutation;

#[Object]
impl AffiliationMutation {
    /// Says that a person works or worked somewhere. The same affiliation twice at the same time is a `DUPLICATE`.
    async fn affiliation_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new affiliation.")] input: AffiliationStartInput,
    ) -> Result<AffiliationStartPayload, async_graphql::Error> {
        let outcome = affiliations::start(Cx::of(ctx)?, input.into()).await;
        let (affiliation, user_errors) = payload::made(outcome, Affiliation::new)?;
        Ok(AffiliationStartPayload {
            affiliation,
            user_errors,
        })
    }

    /// Changes an affiliation: its title, site, dates, or whether it is the primary one.
    async fn affiliation_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffiliationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: AffiliationUpdateInput,
    ) -> Result<AffiliationUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = affiliations::update(cx, id.get(), version, input.into()).await;
        let (affiliation, changes, user_errors) = changed(cx, id.get(), outcome).await?;
        Ok(AffiliationUpdatePayload {
            affiliation,
            changes,
            user_errors,
        })
    }

    /// Says that a person no longer works somewhere. The affiliation stays, as history.
    async fn affiliation_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffiliationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day there; today (UTC) when absent.")] on: Option<Date>,
    ) -> Result<AffiliationEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = affiliations::end(cx, id.get(), version, on.map(|day| day.0)).await;
        let (affiliation, changes, user_errors) = changed(cx, id.get(), outcome).await?;
        Ok(AffiliationEndPayload {
            affiliation,
            changes,
            user_errors,
        })
    }

    /// Puts an affiliation that was a mistake into the trash, from which it can be restored. To say that it is over, end it.
    async fn affiliation_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffiliationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AffiliationTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = affiliations::trash(cx, id.get(), version).await;
        let (affiliation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AffiliationTrashPayload {
            affiliation,
            user_errors,
        })
    }

    /// Takes an affiliation out of the trash. It is no longer the primary one where another one has become that.
    async fn affiliation_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffiliationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AffiliationRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = affiliations::restore(cx, id.get(), version).await;
        let (affiliation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AffiliationRestorePayload {
            affiliation,
            user_errors,
        })
    }
}

/// An affiliation, what changed in it, and what is to be mended.
type Changed = (Option<Affiliation>, Vec<FieldChange>, Vec<UserError>);

async fn changed(
    cx: &Cx,
    id: AffiliationId,
    outcome: Result<Updated<affiliation::Model>>,
) -> Result<Changed> {
    let (outcome, changes) = payload::apart(outcome);
    let (affiliation, user_errors) = settled(cx, id, outcome).await?;
    Ok((affiliation, changes, user_errors))
}

/// The record of an operation, or its errors with the stored record after a conflict.
pub(super) async fn settled(
    cx: &Cx,
    id: AffiliationId,
    outcome: Result<affiliation::Model>,
) -> Result<Settled<Affiliation>> {
    payload::settled(outcome, Affiliation::new, async {
        Ok(reads::affiliations_by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
