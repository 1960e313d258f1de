//! Referrals as GraphQL shows them.

mod payloads;
mod step;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::referral;
use futures_util::future::BoxFuture;

use super::{loaders::StepsOf, ops::way};
use crate::{
    app::Cx,
    completers::{loaders::CompleterOf, types::Completer},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    hires::{loaders::HireOfReferral, types::Hire},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

pub use payloads::{
    ReferralMovePayload, ReferralRecordPayload, ReferralRestorePayload, ReferralTrashPayload,
    ReferralUpdatePayload,
};
pub use step::ReferralStep;

/// How far a referral went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::referral::ReferralStage")]
pub enum ReferralStage {
    /// The employer was told of them.
    Referred,
    /// The employer talked to them.
    Interviewed,
    /// The employer offered them work.
    Offered,
    /// The employer hired them: there is a hire. This ends it.
    Hired,
    /// The employer took somebody else, or nobody. This ends it.
    NotSelected,
    /// They did not want to go on. This ends it.
    Withdrawn,
}

/// A referral.
#[derive(Clone)]
pub struct Referral {
    row: referral::Model,
    completer: Related<CompleterOf>,
    employer: Related<EmployerOf>,
    hire: Related<HireOfReferral>,
    steps: Related<StepsOf>,
}

impl Referral {
    /// The referral of a row.
    pub fn new(row: referral::Model) -> Self {
        Self {
            row,
            completer: Related::default(),
            employer: Related::default(),
            hire: Related::default(),
            steps: Related::default(),
        }
    }
}

impl Fill for Referral {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let completer = |node: &Self| Some(node.row.completer_id);
            prefetch::one(cx, nodes, selection, "completer", completer, |node| {
                &mut node.completer
            })
            .await?;
            let employer = |node: &Self| Some(node.row.employer_id);
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let hire = |node: &Self| Some(node.row.id);
            prefetch::one(cx, nodes, selection, "hire", hire, |node| &mut node.hire).await?;
            let steps = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "steps", steps, |node| &mut node.steps).await
        })
    }
}

/// A completer was referred to an employer. Only people of the agency that served the completer see it.
#[Object]
impl Referral {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Who was referred.
    async fn completer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Completer>>> {
        self.completer
            .get(ctx, self.row.completer_id, ())
            .await
            .transpose()
    }

    /// To whom.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// How far it went.
    async fn stage(&self) -> ReferralStage {
        self.row.stage.into()
    }

    /// The day it came to its stage.
    async fn stage_on(&self) -> Date {
        Date(self.row.stage_on)
    }

    /// The day of the referral.
    async fn referred_on(&self) -> Date {
        Date(self.row.referred_on)
    }

    /// The stages that may come next by a step; `HIRED` comes by recording the hire.
    async fn next_stages(&self) -> Vec<ReferralStage> {
        let next = way::after(self.row.stage).iter();
        next.map(|stage| (*stage).into()).collect()
    }

    /// The live hire that came of it.
    async fn hire(&self, ctx: &Context<'_>) -> Option<Result<Arc<Hire>>> {
        self.hire.get(ctx, self.row.id, ()).await.transpose()
    }

    /// What became of it so far, in the order it happened.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Arc<Vec<ReferralStep>>, async_graphql::Error> {
        Ok(self.steps.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// A note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
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
        let (record, agency) = (Action::CompleterRecord, Some(self.row.agency_id));
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
