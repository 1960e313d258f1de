//! An edge of a map, and what it asks for.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{credential, ids::PathwayEdgeId, pathway_edge, pathway_edge_credential};
use futures_util::future::BoxFuture;

use super::{PathwayEdgeState, PathwayRequirementLevel, PathwayStep, PathwayValidation};
use crate::{
    app::Cx,
    credentials::{loaders::CredentialOf, types::Credential},
    error::Result,
    pathways::{
        loaders::{EdgeHistoryOf, EdgeProgramsOf},
        ops,
    },
    prefetch::{self, Fill, Related, Selection},
    programs::types::Program,
};

/// An edge of a map.
#[derive(Clone)]
pub struct PathwayEdge {
    row: pathway_edge::Model,
    from: PathwayStep,
    to: PathwayStep,
    requirements: Vec<PathwayRequirement>,
    validations: Vec<PathwayValidation>,
    programs: Related<EdgeProgramsOf>,
    history: Related<EdgeHistoryOf>,
}

impl PathwayEdge {
    /// The edge of a row between its steps.
    pub fn new(
        row: pathway_edge::Model,
        (from, to): (PathwayStep, PathwayStep),
        requirements: Vec<PathwayRequirement>,
        validations: Vec<PathwayValidation>,
    ) -> Self {
        Self {
            row,
            from,
            to,
            requirements,
            validations,
            programs: Related::default(),
            history: Related::default(),
        }
    }

    /// Its id.
    pub fn key(&self) -> PathwayEdgeId {
        self.row.id
    }

    fn history_key(&self) -> (PathwayEdgeId, i32) {
        (self.row.id, self.row.version)
    }

    /// The steps at its ends.
    pub fn ends(&self) -> (&PathwayStep, &PathwayStep) {
        (&self.from, &self.to)
    }

    /// How many months it typically takes.
    pub fn takes(&self) -> Option<i32> {
        self.row.months
    }

    /// What it asks for.
    pub fn asks(&self) -> &[PathwayRequirement] {
        &self.requirements
    }

    /// How it stands.
    pub fn standing(&self) -> ops::EdgeStanding {
        ops::of_edge(self.validations.iter().map(PathwayValidation::standing))
    }

    /// How many employers stand behind it as it is.
    pub fn backers(&self) -> usize {
        let current = |one: &&PathwayValidation| one.standing() == ops::Standing::Current;
        self.validations.iter().filter(current).count()
    }
}

impl Fill for PathwayEdge {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, &mut nodes, selection, "programs", id, |node| {
                &mut node.programs
            })
            .await?;
            let key = |node: &Self| node.history_key();
            let name = "validationHistory";
            prefetch::all(cx, &mut nodes, selection, name, key, |node| &mut node.history).await?;
            let from = nodes.iter_mut().map(|node| &mut node.from).collect();
            PathwayStep::fill(cx, from, &selection.field("from")).await?;
            let to = nodes.iter_mut().map(|node| &mut node.to).collect();
            PathwayStep::fill(cx, to, &selection.field("to")).await?;
            let asked = nodes.iter_mut().flat_map(|node| node.requirements.iter_mut());
            PathwayRequirement::fill(cx, asked.collect(), &selection.field("credentials")).await?;
            let said = nodes.iter_mut().flat_map(|node| node.validations.iter_mut());
            PathwayValidation::fill(cx, said.collect(), &selection.field("validations")).await
        })
    }
}

/// An edge of a pathway map: the way from one step to the next.
#[Object]
impl PathwayEdge {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Where it begins.
    async fn from(&self) -> &PathwayStep {
        &self.from
    }

    /// Where it leads.
    async fn to(&self) -> &PathwayStep {
        &self.to
    }

    /// How many months it typically takes.
    async fn months(&self) -> Option<i32> {
        self.row.months
    }

    /// The credentials it asks for: those required first, then by name. 10 at most.
    async fn credentials(&self) -> &[PathwayRequirement] {
        &self.requirements
    }

    /// The programs that lead along it, by name. 10 at most.
    async fn programs(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Program>>, async_graphql::Error> {
        Ok(self.programs.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// How it stands today (UTC).
    async fn state(&self) -> PathwayEdgeState {
        self.standing().into()
    }

    /// What employers say of it, one line an employer, the latest first.
    async fn validations(&self) -> &[PathwayValidation] {
        &self.validations
    }

    /// What employers ever said of it, the latest first: what they say now, what they said before that, and what was taken back. The
    /// latest 100 words at most.
    async fn validation_history(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<PathwayValidation>>, async_graphql::Error> {
        let words = self.history.get(ctx, self.history_key(), ()).await?;
        Ok(words.unwrap_or_default())
    }
}

/// A credential that an edge asks for.
#[derive(Clone)]
pub struct PathwayRequirement {
    level: pathway_edge_credential::PathwayRequirement,
    name: String,
    kind: credential::CredentialKind,
    id: entities::ids::CredentialId,
    credential: Related<CredentialOf>,
}

impl PathwayRequirement {
    /// The requirement of a row.
    pub fn new(row: &pathway_edge_credential::Model, credential: credential::Model) -> Self {
        Self {
            level: row.requirement,
            name: credential.name.clone(),
            kind: credential.kind,
            id: credential.id,
            credential: Related::filled((), Some(Credential::new(credential))),
        }
    }

    /// What the credential is called, its kind, and whether nobody goes this way without it.
    pub fn told(&self) -> (&str, credential::CredentialKind, bool) {
        let is_required = self.level == pathway_edge_credential::PathwayRequirement::Required;
        (&self.name, self.kind, is_required)
    }
}

impl Fill for PathwayRequirement {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let id = |node: &Self| Some(node.id);
            prefetch::one(cx, &mut nodes, selection, "credential", id, |node| {
                &mut node.credential
            })
            .await
        })
    }
}

/// A credential that an edge of a pathway map asks for. Whether it is a license or another kind is the credential's to say.
#[Object]
impl PathwayRequirement {
    /// The credential.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Result<Arc<Credential>>> {
        self.credential.get(ctx, self.id, ()).await.transpose()
    }

    /// How much it is asked for.
    async fn requirement(&self) -> PathwayRequirementLevel {
        self.level.into()
    }
}
