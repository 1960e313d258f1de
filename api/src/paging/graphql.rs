//! Connections as GraphQL shows them (Relay's cursor connections, with `nodes` and a capped count).

use std::borrow::Cow;

use async_graphql::{Enum, Object, OutputType, SimpleObject, TypeName};

use futures_util::future::BoxFuture;

use super::{Counter, Slice};
use crate::{
    app::Cx,
    error::{Error, Result},
    prefetch::{Fill, Selection},
};

/// The direction of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum SortDirection {
    /// From small to large, from old to new, from A to Z.
    Asc,
    /// From large to small, from new to old, from Z to A.
    Desc,
}

/// Where a page lies in its list.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct PageInfo {
    /// Whether rows come before this page.
    pub has_previous_page: bool,
    /// Whether rows come after this page.
    pub has_next_page: bool,
    /// The cursor of the first row; null when the page is empty.
    pub start_cursor: Option<String>,
    /// The cursor of the last row; null when the page is empty.
    pub end_cursor: Option<String>,
}

/// How many rows a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct Count {
    /// The number of rows, or the limit when there are more.
    pub value: i32,
    /// Whether the number is exact: false when the limit was reached.
    pub is_exact: bool,
}

/// A page of a list.
#[derive(Clone)]
pub struct Connection<N> {
    edges: Vec<Edge<N>>,
    has_previous: bool,
    has_next: bool,
    counter: Counter,
}

/// A row of a page with its cursor.
#[derive(Clone)]
pub struct Edge<N> {
    cursor: String,
    node: N,
}

impl<N> Connection<N> {
    /// A page and what counts its whole list.
    pub fn new(slice: Slice<N>, counter: Counter) -> Self {
        let edges = slice
            .rows
            .into_iter()
            .map(|(cursor, node)| Edge { cursor, node })
            .collect();
        Self {
            edges,
            has_previous: slice.has_previous,
            has_next: slice.has_next,
            counter,
        }
    }

    /// The rows, to fill their relations.
    pub fn nodes_mut(&mut self) -> impl Iterator<Item = &mut N> {
        self.edges.iter_mut().map(|edge| &mut edge.node)
    }
}

impl<N: Fill> Connection<N> {
    /// Fills the relations selected below this connection.
    ///
    /// # Errors
    /// What the relations' loads return.
    pub async fn filled(mut self, cx: &Cx, selection: &Selection<'_>) -> Result<Self> {
        let below = selection.nodes();
        N::fill(cx, self.nodes_mut().collect(), &below).await?;
        Ok(self)
    }
}

impl<N: Fill> Connection<N> {
    /// Fills the relations selected below many connections at once.
    pub fn fill_all<'a>(
        cx: &'a Cx,
        all: Vec<&'a mut Self>,
        selection: &Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        let below = selection.nodes();
        Box::pin(
            async move { N::fill(cx, all.into_iter().flat_map(Self::nodes_mut).collect(), &below).await },
        )
    }
}

impl<N: OutputType> TypeName for Connection<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", N::type_name()).into()
    }
}

impl<N: OutputType> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", N::type_name()).into()
    }
}

/// A page of a list: its rows in order, where it lies, and how long the list is.
#[Object(name_type)]
impl<N: OutputType> Connection<N> {
    /// The rows, each with its cursor.
    async fn edges(&self) -> &[Edge<N>] {
        &self.edges
    }

    /// The rows.
    async fn nodes(&self) -> Vec<&N> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page lies in its list.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_previous_page: self.has_previous,
            has_next_page: self.has_next,
            start_cursor: self.edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: self.edges.last().map(|edge| edge.cursor.clone()),
        }
    }

    /// How many rows the whole list holds, counted up to `limit` (1 to 100000).
    async fn total_count(
        &self,
        #[graphql(default = 10_000, desc = "Where counting stops.")] limit: i32,
    ) -> Option<Result<Count, async_graphql::Error>> {
        Some(self.count(limit).await.map_err(Into::into))
    }
}

impl<N> Connection<N> {
    async fn count(&self, limit: i32) -> Result<Count> {
        if !(1..=100_000).contains(&limit) {
            return Err(Error::invalid("limit", "limit must be from 1 to 100000."));
        }
        let limit = u64::try_from(limit).map_err(Error::internal)?;
        let counted = (self.counter)(limit + 1).await?;
        let value = i32::try_from(counted.min(limit)).map_err(Error::internal)?;
        Ok(Count {
            value,
            is_exact: counted <= limit,
        })
    }
}

/// A row of a page with its cursor.
#[Object(name_type)]
impl<N: OutputType> Edge<N> {
    /// The row's place in this order, for `after` and `before`.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The row.
    async fn node(&self) -> &N {
        &self.node
    }
}
