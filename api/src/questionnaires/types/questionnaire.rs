//! A questionnaire.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::questionnaire;
use futures_util::future::BoxFuture;

use super::Question;
use crate::{
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    questionnaires::loaders::QuestionsOf,
    scalars::Instant,
};

/// A questionnaire.
#[derive(Clone)]
pub struct Questionnaire {
    row: questionnaire::Model,
    questions: Related<QuestionsOf>,
}

impl Questionnaire {
    /// The questionnaire of a row.
    pub fn new(row: questionnaire::Model) -> Self {
        Self {
            row,
            questions: Related::default(),
        }
    }
}

impl Fill for Questionnaire {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, &mut nodes, selection, "questions", id, |node| {
                &mut node.questions
            })
            .await
        })
    }
}

/// Questions that partners answer again and again about how their partnership does.
#[Object]
impl Questionnaire {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// A name that never changes.
    async fn key(&self) -> &str {
        &self.row.key
    }

    /// What people call it.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Where its questions come from.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// Its questions, in order.
    async fn questions(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Question>>, async_graphql::Error> {
        Ok(self
            .questions
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// When it was taken out of use; null while it is in use.
    async fn retired_at(&self) -> Option<Instant> {
        self.row.retired_at.map(Instant)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
