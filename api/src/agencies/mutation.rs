//! Root fields that change agencies: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{agency, ids::AgencyId};

use super::{
    inputs::{AgencyCreateInput, AgencyUpdateInput},
    ops, reads,
    types::{Agency, AgencyCreatePayload, AgencyRestorePayload, AgencyTrashPayload, AgencyUpdatePayload},
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    scalars::IdOf,
};

/// Root fields that change agencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgencyMutation;

#[Object]
impl AgencyMutation {
    /// Adds an agency. A live agency of the same name and kind makes it a `DUPLICATE`.
    async fn agency_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new agency.")] input: AgencyCreateInput,
    ) -> Result<AgencyCreatePayload, async_graphql::Error> {
        let (agency, user_errors) = match ops::create(Cx::of(ctx)?, input.into()).await {
            Ok(row) => (Some(Agency::new(row)), Vec::new()),
            Err(error) => (None, error.into_user_errors()?),
        };
        Ok(AgencyCreatePayload { agency, user_errors })
    }

    /// Changes an agency.
    async fn agency_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: AgencyUpdateInput,
    ) -> Result<AgencyUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = match ops::update(cx, id.get(), version, input.into()).await {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (agency, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgencyUpdatePayload {
            agency,
            changes,
            user_errors,
        })
    }

    /// Puts an agency into the trash, from which it can be restored.
    async fn agency_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgencyTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (agency, user_errors) = settled(cx, id.get(), ops::trash(cx, id.get(), version).await).await?;
        Ok(AgencyTrashPayload { agency, user_errors })
    }

    /// Takes an agency out of the trash.
    async fn agency_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgencyRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (agency, user_errors) = settled(cx, id.get(), ops::restore(cx, id.get(), version).await).await?;
        Ok(AgencyRestorePayload { agency, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: AgencyId,
    outcome: Result<agency::Model>,
) -> Result<(Option<Agency>, Vec<UserError>)> {
    let error = match outcome {
        Ok(row) => return Ok((Some(Agency::new(row)), Vec::new())),
        Err(error) => error,
    };
    let user_errors = error.into_user_errors()?;
    let stored = if UserError::has_conflict(&user_errors) {
        reads::by_ids(cx, &[id]).await?.remove(&id)
    } else {
        None
    };
    Ok((stored.map(Agency::new), user_errors))
}
