//! Root fields that change credentials: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{credential, ids::CredentialId};

use super::{
    inputs::{CredentialCreateInput, CredentialUpdateInput},
    ops, reads,
    types::{
        Credential, CredentialCreatePayload, CredentialRestorePayload, CredentialTrashPayload,
        CredentialUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change credentials.
#[derive(Clone, Copy, Debug, Default)]
pub struct CredentialMutation;

#[Object]
impl CredentialMutation {
    /// Adds a credential. A live one of the same name, kind and issuer makes it a `DUPLICATE`.
    async fn credential_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new credential.")] input: CredentialCreateInput,
    ) -> Result<CredentialCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, input.into());
        let (credential, user_errors) = payload::made(outcome.await, Credential::new)?;
        Ok(CredentialCreatePayload {
            credential,
            user_errors,
        })
    }

    /// Changes a credential.
    async fn credential_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CredentialId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: CredentialUpdateInput,
    ) -> Result<CredentialUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (credential, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CredentialUpdatePayload {
            credential,
            changes,
            user_errors,
        })
    }

    /// Puts a credential into the trash, from which it can be restored.
    async fn credential_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CredentialId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CredentialTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (credential, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CredentialTrashPayload {
            credential,
            user_errors,
        })
    }

    /// Takes a credential out of the trash.
    async fn credential_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CredentialId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CredentialRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (credential, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CredentialRestorePayload {
            credential,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: CredentialId,
    outcome: Result<credential::Model>,
) -> Result<Settled<Credential>> {
    payload::settled(outcome, Credential::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
