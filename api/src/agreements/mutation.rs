//! Root fields that change agreements: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{AgreementId, PartnershipId};

use super::{
    inputs::{AgreementCreateInput, AgreementSignInput, AgreementUpdateInput},
    ops, reads,
    types::{
        Agreement, AgreementCreatePayload, AgreementRestorePayload, AgreementSignPayload,
        AgreementTrashPayload, AgreementUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change agreements.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgreementMutation;

#[Object]
impl AgreementMutation {
    /// Adds an agreement to a partnership.
    async fn agreement_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new agreement.")] input: AgreementCreateInput,
    ) -> Result<AgreementCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (agreement, user_errors) = payload::made(outcome, Agreement::new)?;
        Ok(AgreementCreatePayload {
            agreement,
            user_errors,
        })
    }

    /// Changes an agreement. What somebody has signed stays: an amendment is an agreement of its own.
    async fn agreement_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgreementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: AgreementUpdateInput,
    ) -> Result<AgreementUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (agreement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgreementUpdatePayload {
            agreement,
            changes,
            user_errors,
        })
    }

    /// Notes that a party signed, or corrects the day or the name.
    async fn agreement_sign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgreementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Who signed, and when.")] input: AgreementSignInput,
    ) -> Result<AgreementSignPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::sign(cx, id.get(), version, input.into()).await);
        let (agreement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgreementSignPayload {
            agreement,
            changes,
            user_errors,
        })
    }

    /// Puts an agreement into the trash, because it was a mistake. One that is over has an end.
    async fn agreement_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgreementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgreementTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (agreement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgreementTrashPayload {
            agreement,
            user_errors,
        })
    }

    /// Takes an agreement out of the trash.
    async fn agreement_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgreementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgreementRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (agreement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgreementRestorePayload {
            agreement,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: AgreementId,
    outcome: Result<entities::agreement::Model>,
) -> Result<Settled<Agreement>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Agreement::new, stored).await
}
