//! Credentials as GraphQL shows them.

mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::credential;
use futures_util::future::BoxFuture;

use super::loaders::{BuildsOnOf, LeadsToOf};
use crate::{
    affirmations::{
        loaders::{AffirmationArgs, AffirmationsOfCredential},
        types::{Affirmation, AffirmationState},
    },
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
    shared::types::RecordPermissions,
};

pub use payloads::{
    CredentialCreatePayload, CredentialRestorePayload, CredentialTrashPayload, CredentialUpdatePayload,
};

/// What a credential is. Learning, examination and law are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::credential::CredentialKind")]
pub enum CredentialKind {
    /// Earned by learning.
    Certificate,
    /// Earned by an examination, and renewed.
    Certification,
    /// Given by a government, and needed to practise.
    License,
    /// A college degree.
    Degree,
    /// A secondary diploma or its equivalent.
    Diploma,
    /// A badge.
    Badge,
    /// The end of a registered apprenticeship.
    Apprenticeship,
}

/// A credential.
#[derive(Clone)]
pub struct Credential {
    row: credential::Model,
    issuer_agency: Related<AgencyOf>,
    leads_to: Related<LeadsToOf>,
    builds_on: Related<BuildsOnOf>,
    affirmations: Related<AffirmationsOfCredential>,
}

impl Credential {
    /// The credential of a row.
    pub fn new(row: credential::Model) -> Self {
        Self {
            row,
            issuer_agency: Related::default(),
            leads_to: Related::default(),
            builds_on: Related::default(),
            affirmations: Related::default(),
        }
    }
}

impl Fill for Credential {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "issuerAgency",
                |node| node.row.issuer_agency_id,
                |node| &mut node.issuer_agency,
            )
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "leadsTo", id, |node| &mut node.leads_to).await?;
            prefetch::all(cx, nodes, selection, "buildsOn", id, |node| &mut node.builds_on).await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "affirmations",
                |arguments| Some(AffirmationArgs::ahead(arguments)),
                |node| Some(node.row.id),
                |node| &mut node.affirmations,
            )
            .await
        })
    }
}

/// What people earn that says what they can do.
#[Object]
impl Credential {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name as its issuer writes it.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What it is.
    async fn kind(&self) -> CredentialKind {
        self.row.kind.into()
    }

    /// Who issues it, when that is no agency here.
    async fn issuer_name(&self) -> Option<&str> {
        self.row.issuer_name.as_deref()
    }

    /// The agency that issues it.
    async fn issuer_agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        let agency = self.row.issuer_agency_id?;
        self.issuer_agency.get(ctx, agency, ()).await.transpose()
    }

    /// Its identifier in the Credential Registry (CTID).
    async fn registry_ctid(&self) -> Option<&str> {
        self.row.registry_ctid.as_deref()
    }

    /// How the federal participant record (PIRL) counts it: 0 none, 1 secondary diploma or its equivalent, 2 associate's, 3
    /// bachelor's degree, 4 occupational license, 5 occupational certificate, 6 occupational certification, 7 another recognized
    /// one, 8 graduate degree.
    async fn pirl_type(&self) -> Option<i32> {
        self.row.pirl_type
    }

    /// After how many months it has to be renewed.
    async fn renewal_months(&self) -> Option<i32> {
        self.row.renewal_months
    }

    /// What it says about whoever has it (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// The credentials it leads to, by name.
    async fn leads_to(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Credential>>, async_graphql::Error> {
        Ok(self.leads_to.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// The credentials that lead to it, by name.
    async fn builds_on(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Credential>>, async_graphql::Error> {
        Ok(self
            .builds_on
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// What employers say of it, the latest first.
    async fn affirmations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand so today (UTC); all when absent.")] state: Option<
            Vec<AffirmationState>,
        >,
    ) -> Option<Result<Arc<Connection<Affirmation>>>> {
        let args = AffirmationArgs::new(PageArgs::forward(first, after), state);
        self.affirmations.get(ctx, self.row.id, args).await.transpose()
    }

    /// When it was recorded.
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
        let manage = Action::CredentialManage;
        Ok(RecordPermissions::of(Cx::of(ctx)?, manage, manage, None))
    }
}
