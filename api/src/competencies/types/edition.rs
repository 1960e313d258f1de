//! An edition of a list, and its competencies.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::{competency, competency_edition};
use futures_util::future::BoxFuture;

use super::CompetencyList;
use crate::{
    app::Cx,
    competencies::loaders::{CompetenciesOf, CompetencyListOf},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
};

/// An edition of a list.
#[derive(Clone)]
pub struct CompetencyEdition {
    row: competency_edition::Model,
    list: Related<CompetencyListOf>,
    competencies: Related<CompetenciesOf>,
}

impl CompetencyEdition {
    /// The edition of a row.
    pub fn new(row: competency_edition::Model) -> Self {
        Self {
            row,
            list: Related::default(),
            competencies: Related::default(),
        }
    }
}

impl Fill for CompetencyEdition {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let list = |node: &Self| Some(node.row.list_id);
            prefetch::one(cx, nodes, selection, "list", list, |node| &mut node.list).await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "competencies", id, |node| {
                &mut node.competencies
            })
            .await
        })
    }
}

/// A list of competencies as it was published on a day. It never changes.
#[Object]
impl CompetencyEdition {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The list.
    async fn list(&self, ctx: &Context<'_>) -> Option<Result<Arc<CompetencyList>>> {
        self.list.get(ctx, self.row.list_id, ()).await.transpose()
    }

    /// What it is called, such as `2026`.
    async fn edition(&self) -> &str {
        &self.row.edition
    }

    /// The day it was published.
    async fn published_on(&self) -> Date {
        Date(self.row.published_on)
    }

    /// Its competencies in their order.
    async fn competencies(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Competency>>, async_graphql::Error> {
        let competencies = self.competencies.get(ctx, self.row.id, ()).await?;
        Ok(competencies.unwrap_or_default())
    }

    /// When it was recorded.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }
}

/// What people can do, as an edition words it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Competency {
    /// The id.
    pub id: ID,
    /// Its place in the edition, from 1.
    pub position: i32,
    /// How the edition numbers it.
    pub code: Option<String>,
    /// What people can do who have it.
    pub text: String,
}

impl From<competency::Model> for Competency {
    fn from(row: competency::Model) -> Self {
        Self {
            id: row.id.into(),
            position: row.position,
            code: row.code,
            text: row.text,
        }
    }
}
