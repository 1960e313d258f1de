//! An answer of an employer as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::skill_gain_answer;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

/// An answer about a milestone.
#[derive(Clone)]
pub struct SkillGainAnswer {
    row: skill_gain_answer::Model,
    contact: Related<ContactOf>,
}

impl SkillGainAnswer {
    /// The answer of a row.
    pub fn new(row: skill_gain_answer::Model) -> Self {
        Self {
            row,
            contact: Related::default(),
        }
    }
}

impl Fill for SkillGainAnswer {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await
        })
    }
}

/// What a person at an employer answered when asked about a milestone.
#[Object]
impl SkillGainAnswer {
    /// Whether the milestone was reached; false says: not yet.
    async fn is_reached(&self) -> bool {
        self.row.is_reached
    }

    /// The person who was asked then.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// When it was asked for.
    async fn asked_at(&self) -> Option<Instant> {
        self.row.asked_at.map(Instant)
    }

    /// When it was answered.
    async fn answered_at(&self) -> Instant {
        Instant(self.row.answered_at)
    }

    /// The name of who answered, as typed on the page.
    async fn answered_by_name(&self) -> &str {
        &self.row.answered_by_name
    }

    /// What was noted with the answer.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }
}
