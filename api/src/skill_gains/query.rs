//! Root fields that read measurable skill gains.

use async_graphql::{Context, Object};
use entities::ids::SkillGainId;

use super::{inputs::SkillGainWhere, loaders::SkillGainOf, reads, types::SkillGain};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read measurable skill gains.
#[derive(Clone, Copy, Debug, Default)]
pub struct SkillGainQuery;

#[Object]
impl SkillGainQuery {
    /// One skill gain of a participant of your agency, in the trash or not; null when there is none or you may not see it.
    async fn skill_gain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SkillGainId>,
    ) -> Option<Result<SkillGain>> {
        prefetch::root::<SkillGainOf>(ctx, id.get()).await.transpose()
    }

    /// The skill gains of your agency's participants, the last changed first; those in the trash only when asked for.
    async fn skill_gains(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<SkillGainWhere>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<SkillGain>>> {
        let args = PageArgs::forward(first, after);
        Some(skill_gains(ctx, &filter.unwrap_or_default(), trashed, &args).await)
    }
}

async fn skill_gains(
    ctx: &Context<'_>,
    filter: &SkillGainWhere,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<SkillGain>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, args).await?;
    Connection::new(slice.map(SkillGain::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
