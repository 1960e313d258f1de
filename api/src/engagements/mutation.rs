//! Root fields that change engagements: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::EngagementId;

use super::{
    inputs::{EngagementLogInput, EngagementUpdateInput},
    ops, reads,
    types::{
        Engagement, EngagementLogPayload, EngagementRestorePayload, EngagementTrashPayload,
        EngagementUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    scalars::IdOf,
};

/// Root fields that change engagements.
#[derive(Clone, Copy, Debug, Default)]
pub struct EngagementMutation;

#[Object]
impl EngagementMutation {
    /// Logs an engagement; you are its author.
    async fn engagement_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new engagement.")] input: EngagementLogInput,
    ) -> Result<EngagementLogPayload, async_graphql::Error> {
        let (engagement, user_errors) = match ops::log(Cx::of(ctx)?, input.into()).await {
            Ok(row) => (Some(Engagement::new(row)), Vec::new()),
            Err(error) => (None, error.into_user_errors()?),
        };
        Ok(EngagementLogPayload {
            engagement,
            user_errors,
        })
    }

    /// Changes an engagement of your agency; a restricted one only as its author.
    async fn engagement_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: EngagementUpdateInput,
    ) -> Result<EngagementUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        match ops::update(cx, id.get(), version, input.into()).await {
            Ok(updated) => Ok(EngagementUpdatePayload {
                engagement: Some(Engagement::new(updated.row)),
                changes: updated.changes,
                user_errors: Vec::new(),
            }),
            Err(error) => {
                let user_errors = error.into_user_errors()?;
                let engagement = stored(cx, id.get(), &user_errors).await?;
                Ok(EngagementUpdatePayload {
                    engagement,
                    changes: Vec::new(),
                    user_errors,
                })
            }
        }
    }

    /// Puts an engagement into the trash, from which it can be restored.
    async fn engagement_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EngagementTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (engagement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EngagementTrashPayload {
            engagement,
            user_errors,
        })
    }

    /// Takes an engagement out of the trash.
    async fn engagement_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EngagementRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (engagement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EngagementRestorePayload {
            engagement,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: EngagementId,
    outcome: Result<entities::engagement::Model>,
) -> Result<(Option<Engagement>, Vec<UserError>)> {
    match outcome {
        Ok(row) => Ok((Some(Engagement::new(row)), Vec::new())),
        Err(error) => {
            let user_errors = error.into_user_errors()?;
            Ok((stored(cx, id, &user_errors).await?, user_errors))
        }
    }
}

/// After a conflict the stored record, so that a page can show both.
async fn stored(cx: &Cx, id: EngagementId, errors: &[UserError]) -> Result<Option<Engagement>> {
    if !UserError::has_conflict(errors) {
        return Ok(None);
    }
    Ok(reads::by_ids(cx, &[id]).await?.remove(&id).map(Engagement::new))
}
