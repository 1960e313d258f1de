//! Codes as GraphQL shows them.

mod occupation;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{code, code_list};
use futures_util::future::BoxFuture;

use super::loaders::{
    ChildrenOf, CodeOf, CrosswalkOf,
    key::{CodeAt, CodeKey},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

pub use occupation::Occupation;

/// A published list of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::code_list::CodeScheme")]
pub enum CodeScheme {
    /// Industries: North American Industry Classification System.
    Naics,
    /// Occupations: Standard Occupational Classification.
    Soc,
    /// Programs of study: Classification of Instructional Programs.
    Cip,
}

/// What an edition says about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::code::CodeStatus")]
pub enum CodeStatus {
    /// In use, as in the edition before.
    Current,
    /// In use, new in this edition.
    New,
    /// In use under a new number: what it describes had another code.
    MovedTo,
    /// No longer in use: what it described has another code now.
    MovedFrom,
    /// No longer in use.
    Deleted,
}

/// An edition of a code list, as loaded from its published file.
#[derive(Clone, Debug, SimpleObject)]
pub struct CodeList {
    /// The id.
    pub id: ID,
    /// Which list it is.
    pub scheme: CodeScheme,
    /// The edition, such as `2022`.
    pub edition: String,
    /// How many codes it has.
    pub entry_count: i32,
    /// Whether searches use this edition.
    pub is_current: bool,
    /// SHA-256 of its file, lower-case hexadecimal.
    pub file_sha256: String,
    /// When it was loaded.
    pub imported_at: Instant,
}

impl From<code_list::Model> for CodeList {
    fn from(row: code_list::Model) -> Self {
        Self {
            id: row.id.into(),
            scheme: row.scheme.into(),
            edition: row.edition,
            entry_count: row.entry_count,
            is_current: row.is_current,
            file_sha256: row.file_sha256,
            imported_at: Instant(row.imported_at),
        }
    }
}

/// A code.
#[derive(Clone)]
pub struct Code {
    row: code::Model,
    scheme: CodeScheme,
    edition: String,
    parent: Related<CodeOf>,
    children: Related<ChildrenOf>,
    crosswalk: Related<CrosswalkOf>,
}

impl Code {
    /// The code of a row of a list.
    pub fn new(row: code::Model, list: &code_list::Model) -> Self {
        Self {
            row,
            scheme: list.scheme.into(),
            edition: list.edition.clone(),
            parent: Related::default(),
            children: Related::default(),
            crosswalk: Related::default(),
        }
    }

    fn key(&self) -> CodeAt {
        (self.row.code_list_id, CodeKey::new(&self.row.code))
    }

    fn parent_key(&self) -> Option<CodeAt> {
        let parent = self.row.parent_code.as_deref()?;
        Some((self.row.code_list_id, CodeKey::new(parent)))
    }
}

impl Fill for Code {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(cx, nodes, selection, "parent", Self::parent_key, |node| {
                &mut node.parent
            })
            .await?;
            prefetch::page(cx, nodes, selection, "children", Self::key, |node| {
                &mut node.children
            })
            .await?;
            prefetch::all(cx, nodes, selection, "crosswalk", Self::key, |node| {
                &mut node.crosswalk
            })
            .await
        })
    }
}

/// A code of a published list. Codes are text: their zeros count.
#[Object]
impl Code {
    /// The id, which changes when the list is loaded anew: keep the code, not the id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The list it is of.
    async fn scheme(&self) -> CodeScheme {
        self.scheme
    }

    /// The edition it is of, such as `2022`.
    async fn edition(&self) -> &str {
        &self.edition
    }

    /// The code as published, such as `31-33`, `29-1141` or `51.3801`.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What it covers, where published.
    async fn definition(&self) -> Option<&str> {
        self.row.definition.as_deref()
    }

    /// The depth in its list: NAICS 2 to 6 (digits), SOC 1 to 4, CIP 1 to 3.
    async fn level(&self) -> i32 {
        self.row.level
    }

    /// The name of that level, such as `Subsector`.
    async fn level_name(&self) -> &str {
        &self.row.level_name
    }

    /// What its edition says about it.
    async fn status(&self) -> CodeStatus {
        self.row.status.into()
    }

    /// The code to use instead of one that moved or was deleted.
    async fn moved_to(&self) -> Option<&str> {
        self.row.moved_to.as_deref()
    }

    /// The code one level up; null at the top.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.parent.get(ctx, self.parent_key()?, ()).await.transpose()
    }

    /// The codes one level down; those of a sector that is a range are the subsectors of all its parts.
    async fn children(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Code>>>> {
        let args = PageArgs::forward(first, after);
        self.children.get(ctx, self.key(), args).await.transpose()
    }

    /// Of an occupation the programs of study that lead to it, of a program the occupations it leads to; empty for industries.
    async fn crosswalk(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Code>>, async_graphql::Error> {
        let linked = self.crosswalk.get(ctx, self.key(), ()).await?;
        Ok(linked.unwrap_or_default())
    }
}
