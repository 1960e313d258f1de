//! Root fields that change charters: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{PartnershipId, StatementId};

use super::{
    inputs::StatementAdoptInput,
    ops, reads,
    types::{CharterStatement, StatementAdoptPayload, StatementRetirePayload},
};
use crate::{
    app::Cx,
    payload,
    scalars::{Date, IdOf},
};

/// Root fields that change charters.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatementMutation;

#[Object]
impl StatementMutation {
    /// Adopts a vision, a mission or a strategy. A new vision or mission retires the former one on that day.
    async fn statement_adopt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new statement.")] input: StatementAdoptInput,
    ) -> Result<StatementAdoptPayload, async_graphql::Error> {
        let outcome = ops::adopt(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (statement, retired, user_errors) = match outcome {
            Ok((row, retired)) => (Some(CharterStatement::new(row)), retired, Vec::new()),
            Err(error) => (None, None, error.into_user_errors()?),
        };
        Ok(StatementAdoptPayload {
            statement,
            retired: retired.map(CharterStatement::new),
            user_errors,
        })
    }

    /// Retires a statement without another one in its place.
    async fn statement_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<StatementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The first day it no longer holds; today (UTC) when absent.")] retired_on: Option<
            Date,
        >,
    ) -> Result<StatementRetirePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::retire(cx, id, version, retired_on.map(|day| day.0)).await;
        let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
        let (statement, user_errors) = payload::settled(outcome, CharterStatement::new, stored).await?;
        Ok(StatementRetirePayload {
            statement,
            user_errors,
        })
    }
}
