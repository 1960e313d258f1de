//! Root fields that read referrals.

use async_graphql::{Context, Object};
use entities::ids::ReferralId;

use super::{inputs::ReferralWhere, loaders::ReferralOf, reads, types::Referral};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read referrals.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReferralQuery;

#[Object]
impl ReferralQuery {
    /// One referral of a completer of your agency, in the trash or not; null when there is none or you may not see it.
    async fn referral(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReferralId>,
    ) -> Option<Result<Referral>> {
        prefetch::root::<ReferralOf>(ctx, id.get()).await.transpose()
    }

    /// The referrals of your agency's completers, the latest first; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn referrals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ReferralWhere>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Referral>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(referrals(ctx, &filter.unwrap_or_default(), trashed, &args).await)
    }
}

async fn referrals(
    ctx: &Context<'_>,
    filter: &ReferralWhere,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Referral>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, args).await?;
    Connection::new(slice.map(Referral::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
