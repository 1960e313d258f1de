//! Root fields that read codes.

use async_graphql::{Context, Object};

use super::{
    inputs::CodeWhere,
    reads,
    types::{Code, CodeList, CodeScheme},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs, Slice},
    prefetch::{Fill as _, Selection},
};

/// Root fields that read codes.
#[derive(Clone, Copy, Debug, Default)]
pub struct CodeQuery;

#[Object]
impl CodeQuery {
    /// The code lists that are loaded, each scheme's latest edition first.
    async fn code_lists(&self, ctx: &Context<'_>) -> Option<Result<Vec<CodeList>>> {
        Some(code_lists(ctx).await)
    }

    /// One code; null when the list is not loaded or has no such code.
    async fn code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list.")] scheme: CodeScheme,
        #[graphql(desc = "The code as published.")] code: String,
        #[graphql(desc = "The edition; the current one when absent.")] edition: Option<String>,
    ) -> Option<Result<Code>> {
        one(ctx, scheme, code.trim(), edition.as_deref())
            .await
            .transpose()
    }

    /// Codes of a list, in their order.
    async fn codes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Of which list, and which ones.")] filter: CodeWhere,
    ) -> Option<Result<Connection<Code>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(codes(ctx, &filter, &args).await)
    }
}

async fn code_lists(ctx: &Context<'_>) -> Result<Vec<CodeList>> {
    let lists = reads::lists(Cx::of(ctx)?).await?;
    Ok(lists.into_iter().map(Into::into).collect())
}

async fn one(
    ctx: &Context<'_>,
    scheme: CodeScheme,
    text: &str,
    edition: Option<&str>,
) -> Result<Option<Code>> {
    let cx = Cx::of(ctx)?;
    let Some((row, list)) = reads::one(cx, scheme.into(), edition, text).await? else {
        return Ok(None);
    };
    let mut code = Code::new(row, &list);
    Code::fill(cx, vec![&mut code], &Selection::of(ctx)).await?;
    Ok(Some(code))
}

async fn codes(ctx: &Context<'_>, filter: &CodeWhere, args: &PageArgs) -> Result<Connection<Code>> {
    let cx = Cx::of(ctx)?;
    let lists = reads::lists(cx).await?;
    let list = reads::list_of(&lists, filter.scheme.into(), filter.edition.as_deref());
    let (slice, counter) = reads::page(cx, filter.condition(list.map(|list| list.id)), args).await?;
    let slice = match list {
        Some(list) => slice.map(|row| Code::new(row, list)),
        None => Slice::empty(),
    };
    Connection::new(slice, counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
