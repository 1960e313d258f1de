//! Root fields that read people.

use async_graphql::{Context, Object};
use entities::ids::{AffiliationId, ContactId};

use super::{
    inputs::{ContactOrder, ContactWhere},
    loaders::{AffiliationOf, ContactOf},
    reads,
    types::{Affiliation, Contact},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read people.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactQuery;

#[Object]
impl ContactQuery {
    /// One contact, in the trash or not; null when there is none or you may not see it.
    async fn contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContactId>,
    ) -> Option<Result<Contact>> {
        prefetch::root::<ContactOf>(ctx, id.get()).await.transpose()
    }

    /// One affiliation, in the trash or not; null when there is none or you may not see it.
    async fn affiliation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffiliationId>,
    ) -> Option<Result<Affiliation>> {
        prefetch::root::<AffiliationOf>(ctx, id.get()).await.transpose()
    }

    /// Contacts, by name unless another order is given; those in the trash only when asked for. The people of one employer
    /// or agency are its own `contacts`.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ContactWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<ContactOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Contact>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            contacts(
                ctx,
                &filter.unwrap_or_default(),
                order_by.unwrap_or_default(),
                trashed,
                &args,
            )
            .await,
        )
    }
}

async fn contacts(
    ctx: &Context<'_>,
    filter: &ContactWhere,
    order: Vec<ContactOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Contact>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Contact::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
