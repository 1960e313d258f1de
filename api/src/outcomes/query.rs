//! Root fields that count outcomes.

use async_graphql::{Context, Object};

use super::{
    inputs::{OutcomeGroupBy, OutcomeWhere},
    ops,
    types::Outcomes,
};
use crate::{app::Cx, error::Result, prefetch::Selection};

/// Root fields that count outcomes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OutcomeQuery;

#[Object]
impl OutcomeQuery {
    /// Completers, hires, employment after exit, retention and skill gains, counted over all agencies, as they were last
    /// published (`asOf`): what was recorded since is not in them. A thousand groups at most.
    /// Counts that are too small, and those that would tell them, are hidden for everybody, the agency whose rows they are
    /// included. What is hidden does not depend on what is asked.
    async fn outcomes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By what.")] group_by: OutcomeGroupBy,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<OutcomeWhere>,
    ) -> Option<Result<Outcomes>> {
        Some(outcomes(ctx, group_by, &filter.unwrap_or_default()).await)
    }
}

async fn outcomes(ctx: &Context<'_>, by: OutcomeGroupBy, filter: &OutcomeWhere) -> Result<Outcomes> {
    let cx = Cx::of(ctx)?;
    let selection = Selection::of(ctx);
    let answer = ops::ask(cx, filter.question(by)).await?;
    Outcomes::new(cx, answer).filled(cx, &selection).await
}
