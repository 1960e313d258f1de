//! Root fields that read the audit.

use async_graphql::{Context, Object};

use super::{inputs::AuditWhere, reads, types::AuditEntry};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::Selection,
    shared::inputs::Where as _,
};

/// Root fields that read the audit.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// The audit, newest first. For administrators; what happened to completers, their referrals, hires, employment and skill
    /// gains is told to those of the agency that serves them alone.
    async fn audit_entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<AuditWhere>,
    ) -> Option<Result<Connection<AuditEntry>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(entries(ctx, &filter.unwrap_or_default(), &args).await)
    }
}

async fn entries(ctx: &Context<'_>, filter: &AuditWhere, args: &PageArgs) -> Result<Connection<AuditEntry>> {
    let cx = Cx::of(ctx)?;
    cx.may(Action::AuditRead)?;
    let select = reads::filtered(cx, filter.condition(cx)?);
    let (slice, counter) = reads::page(cx, select, args).await?;
    Connection::new(slice.map(AuditEntry::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
