//! An agreement.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::agreement;
use futures_util::future::BoxFuture;

use super::{AgreementKind, AgreementParty, AgreementSection};
use crate::{
    agreement_reminders::{loaders::AgreementRemindersOf, types::AgreementReminder},
    agreements::loaders::{PartiesOf, SectionsOf},
    app::Cx,
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// An agreement.
#[derive(Clone)]
pub struct Agreement {
    row: agreement::Model,
    partnership: Related<PartnershipOf>,
    parties: Related<PartiesOf>,
    sections: Related<SectionsOf>,
    reminders: Related<AgreementRemindersOf>,
}

impl Agreement {
    /// The agreement of a row.
    pub fn new(row: agreement::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            parties: Related::default(),
            sections: Related::default(),
            reminders: Related::default(),
        }
    }
}

impl Fill for Agreement {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let partnership = |node: &Self| Some(node.row.partnership_id);
            prefetch::one(cx, nodes, selection, "partnership", partnership, |node| {
                &mut node.partnership
            })
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "parties", id, |node| &mut node.parties).await?;
            prefetch::all(cx, nodes, selection, "sections", id, |node| &mut node.sections).await?;
            prefetch::all(cx, nodes, selection, "reminders", id, |node| &mut node.reminders).await
        })
    }
}

/// What partners agreed in writing.
#[Object]
impl Agreement {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// What kind of agreement it is.
    async fn kind(&self) -> AgreementKind {
        self.row.kind.into()
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Its parties, in the order they were named.
    async fn parties(&self, ctx: &Context<'_>) -> Result<Arc<Vec<AgreementParty>>, async_graphql::Error> {
        Ok(self.parties.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// What was agreed, in order.
    async fn sections(&self, ctx: &Context<'_>) -> Result<Arc<Vec<AgreementSection>>, async_graphql::Error> {
        Ok(self.sections.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// The day the last party signed; null while one has not.
    async fn signed_on(&self) -> Option<Date> {
        self.row.signed_on.map(Date)
    }

    /// The first day it holds; null when it holds from its signing.
    async fn starts_on(&self) -> Option<Date> {
        self.row.starts_on.map(Date)
    }

    /// The last day it holds; null when it has no end.
    async fn ends_on(&self) -> Option<Date> {
        self.row.ends_on.map(Date)
    }

    /// The day by which the parties look at it again.
    async fn review_by_on(&self) -> Option<Date> {
        self.row.review_by_on.map(Date)
    }

    /// Whether it holds today (UTC): every party has signed, it has started and has not ended.
    async fn is_in_force(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        let has_begun = self.row.starts_on.is_none_or(|day| day <= today);
        let is_over = self.row.ends_on.is_some_and(|day| day < today);
        let is_signed = self.row.signed_on.is_some_and(|day| day <= today);
        Ok(is_signed && has_begun && !is_over)
    }

    /// Who is reminded that it ends or is to be reviewed, when, and what became of it; the first due first. One that was cancelled or
    /// skipped stays in the list.
    async fn reminders(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<AgreementReminder>>, async_graphql::Error> {
        Ok(self
            .reminders
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let action = Action::CharterUpdate;
        Ok(RecordPermissions::of(Cx::of(ctx)?, action, action, None))
    }
}
