//! What an employer requires.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::opening_requirement;
use futures_util::future::BoxFuture;

use super::RequirementStrength;
use crate::{
    app::Cx,
    credentials::{loaders::CredentialOf, types::Credential},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
};

/// A requirement.
#[derive(Clone)]
pub struct OpeningRequirement {
    row: opening_requirement::Model,
    credential: Related<CredentialOf>,
}

impl OpeningRequirement {
    /// The requirement of a row.
    pub fn new(row: opening_requirement::Model) -> Self {
        Self {
            row,
            credential: Related::default(),
        }
    }
}

impl Fill for OpeningRequirement {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let key = |node: &Self| node.row.credential_id;
            prefetch::one(cx, &mut nodes, selection, "credential", key, |node| {
                &mut node.credential
            })
            .await
        })
    }
}

/// What an employer requires of those who fill an opening: a credential, or something in words.
#[Object]
impl OpeningRequirement {
    /// The credential; null when it is in words.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Result<Arc<Credential>>> {
        let id = self.row.credential_id?;
        self.credential.get(ctx, id, ()).await.transpose()
    }

    /// What is required, in words; null when it is a credential.
    async fn text(&self) -> Option<&str> {
        self.row.text.as_deref()
    }

    /// How strongly.
    async fn strength(&self) -> RequirementStrength {
        self.row.strength.into()
    }
}
