//! Counts of affirmations as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Object};
use futures_util::future::BoxFuture;

use crate::{
    affirmations::reads::Count,
    app::Cx,
    codes::types::Occupation,
    competencies::{loaders::EditionOf, types::CompetencyEdition},
    credentials::{loaders::CredentialOf, types::Credential},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Date,
};

/// How many employers say what of a credential for an occupation.
pub struct AffirmationCount {
    count: Count,
    occupation: Occupation,
    credential: Related<CredentialOf>,
    competency_edition: Related<EditionOf>,
}

impl AffirmationCount {
    /// The count that was read.
    pub fn new(count: Count) -> Self {
        Self {
            occupation: Occupation::new(count.soc_code.clone()),
            count,
            credential: Related::default(),
            competency_edition: Related::default(),
        }
    }
}

impl Fill for AffirmationCount {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            prefetch::one(
                cx,
                nodes.as_mut_slice(),
                selection,
                "credential",
                |node| node.count.credential_id,
                |node| &mut node.credential,
            )
            .await?;
            prefetch::one(
                cx,
                nodes.as_mut_slice(),
                selection,
                "competencyEdition",
                |node| node.count.competency_edition_id,
                |node| &mut node.competency_edition,
            )
            .await?;
            let occupations = nodes.into_iter().map(|node| &mut node.occupation).collect();
            Occupation::fill(cx, occupations, &selection.field("occupation")).await
        })
    }
}

/// How many different employers say what of a credential, or of an edition of a list of competencies, for an occupation. Of each
/// employer its latest word counts. What you may not see is not counted.
#[Object]
impl AffirmationCount {
    /// The credential; null when it is about competencies.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Result<Arc<Credential>>> {
        let credential = self.count.credential_id?;
        self.credential.get(ctx, credential, ()).await.transpose()
    }

    /// The edition of a list of competencies; null when it is about a credential.
    async fn competency_edition(&self, ctx: &Context<'_>) -> Option<Result<Arc<CompetencyEdition>>> {
        let edition = self.count.competency_edition_id?;
        self.competency_edition.get(ctx, edition, ()).await.transpose()
    }

    /// The occupation.
    async fn occupation(&self) -> &Occupation {
        &self.occupation
    }

    /// Employers of which a current affirmation says that it is required.
    async fn requiring(&self) -> i32 {
        small(self.count.requiring)
    }

    /// Employers of which a current affirmation says that it is preferred.
    async fn preferring(&self) -> i32 {
        small(self.count.preferring)
    }

    /// Employers of which a current affirmation says that it is not valued.
    async fn not_valuing(&self) -> i32 {
        small(self.count.not_valuing)
    }

    /// Employers whose affirmation is stale, because a newer edition was published. Always 0 for a credential.
    async fn stale(&self) -> i32 {
        small(self.count.stale)
    }

    /// Employers whose affirmation has expired.
    async fn expired(&self) -> i32 {
        small(self.count.expired)
    }

    /// The day of the last affirmation that was not superseded, whatever it says and however it stands.
    async fn last_affirmed_on(&self) -> Date {
        Date(self.count.last_affirmed_on)
    }
}

fn small(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
