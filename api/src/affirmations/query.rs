//! Root fields that read affirmations.

use async_graphql::{Context, Object};
use entities::ids::AffirmationId;

use super::{
    inputs::{AffirmationOrder, AffirmationWhere},
    loaders::AffirmationOf,
    reads,
    types::{Affirmation, AffirmationCount},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Fill as _, Selection},
    scalars::IdOf,
};

/// Root fields that read affirmations.
#[derive(Clone, Copy, Debug, Default)]
pub struct AffirmationQuery;

#[Object]
impl AffirmationQuery {
    /// One affirmation, in the trash or not; null when there is none or you may not see it.
    async fn affirmation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffirmationId>,
    ) -> Option<Result<Affirmation>> {
        prefetch::root::<AffirmationOf>(ctx, id.get()).await.transpose()
    }

    /// Affirmations, the latest first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn affirmations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<AffirmationWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<AffirmationOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Affirmation>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(affirmations(ctx, filter, order, trashed, &args).await)
    }

    /// How many different employers require, prefer or do not value what, for each credential or edition of competencies and each
    /// occupation; what most require comes first. 1,000 groups at most: more are a `LIMIT`, to be narrowed by a filter.
    async fn affirmation_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Of which affirmations; all when absent.")] filter: Option<
            AffirmationWhere,
        >,
    ) -> Option<Result<Vec<AffirmationCount>>> {
        Some(counts(ctx, filter).await)
    }
}

async fn affirmations(
    ctx: &Context<'_>,
    filter: Option<AffirmationWhere>,
    order: Vec<AffirmationOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Affirmation>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, AffirmationWhere::asked(filter, cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Affirmation::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}

async fn counts(ctx: &Context<'_>, filter: Option<AffirmationWhere>) -> Result<Vec<AffirmationCount>> {
    let cx = Cx::of(ctx)?;
    let rows = reads::counts(cx, AffirmationWhere::asked(filter, cx)?).await?;
    let mut counts: Vec<_> = rows.into_iter().map(AffirmationCount::new).collect();
    AffirmationCount::fill(cx, counts.iter_mut().collect(), &Selection::of(ctx)).await?;
    Ok(counts)
}
