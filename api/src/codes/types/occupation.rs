//! An occupation that a record names.

use std::sync::Arc;

use async_graphql::{Context, Object};
use futures_util::future::BoxFuture;

use super::Code;
use crate::{
    app::Cx,
    codes::loaders::{SocOf, key::CodeKey},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
};

/// An occupation that a record names by its code.
#[derive(Clone)]
pub struct Occupation {
    code: String,
    soc: Related<SocOf>,
}

impl Occupation {
    /// The occupation of a code.
    pub fn new(code: String) -> Self {
        Self {
            code,
            soc: Related::default(),
        }
    }

    fn key(&self) -> CodeKey {
        CodeKey::new(&self.code)
    }
}

impl Fill for Occupation {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let key = |node: &Self| Some(node.key());
            prefetch::one(cx, &mut nodes, selection, "soc", key, |node| &mut node.soc).await
        })
    }
}

/// An occupation that a record names.
#[Object]
impl Occupation {
    /// Its SOC 2018 code, such as `29-1141`.
    async fn code(&self) -> &str {
        &self.code
    }

    /// The occupation as the current SOC list names it; null where the list is not loaded or does not have it.
    async fn soc(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.soc.get(ctx, self.key(), ()).await.transpose()
    }
}
