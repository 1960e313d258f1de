//! Measurable skill gains as GraphQL shows them.

mod answer;
mod payloads;
mod values;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::skill_gain;
use futures_util::future::BoxFuture;

use super::loaders::{AnswersOf, DeliveryOf, IsCountedOf};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

pub use answer::SkillGainAnswer;
pub use payloads::{
    SkillGainAskAttestationPayload, SkillGainRecordPayload, SkillGainRestorePayload, SkillGainTrashPayload,
    SkillGainUpdatePayload,
};
pub use values::{SkillGainAttestState, SkillGainType, SkillGainWarning};

/// A measurable skill gain.
#[derive(Clone)]
pub struct SkillGain {
    row: skill_gain::Model,
    agency: Related<AgencyOf>,
    program: Related<ProgramOf>,
    employer: Related<EmployerOf>,
    contact: Related<ContactOf>,
    answers: Related<AnswersOf>,
    is_counted: Related<IsCountedOf>,
    delivery: Related<DeliveryOf>,
}

impl SkillGain {
    /// The gain of a row.
    pub fn new(row: skill_gain::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            program: Related::default(),
            employer: Related::default(),
            contact: Related::default(),
            answers: Related::default(),
            is_counted: Related::default(),
            delivery: Related::default(),
        }
    }
}

impl Fill for SkillGain {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let all = nodes.as_mut_slice();
            let agency = |node: &Self| Some(node.row.agency_id);
            prefetch::one(cx, all, selection, "agency", agency, |node| &mut node.agency).await?;
            let program = |node: &Self| Some(node.row.program_id);
            prefetch::one(cx, all, selection, "program", program, |node| &mut node.program).await?;
            let employer = |node: &Self| node.row.employer_id;
            prefetch::one(cx, all, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, all, selection, "contact", contact, |node| &mut node.contact).await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, all, selection, "answers", id, |node| &mut node.answers).await?;
            prefetch::all(cx, all, selection, "isCounted", id, |node| &mut node.is_counted).await?;
            let program = |node: &Self| Some(node.row.program_id);
            prefetch::one(cx, all, selection, "warnings", program, |node| &mut node.delivery).await
        })
    }
}

/// A measurable skill gain: documented progress of a participant toward a credential or employment. Only people of the agency
/// that serves the participant see it.
#[Object]
impl SkillGain {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The agency that serves the participant.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// How the agency refers to the participant in its own records.
    async fn participant_reference(&self) -> &str {
        &self.row.participant_reference
    }

    /// How the employer knows the participant, such as by initials: all that the page of the link tells of the person.
    async fn shown_as(&self) -> Option<&str> {
        self.row.shown_as.as_deref()
    }

    /// The program in which the participant is.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// Which of the five types it is of.
    async fn gain_type(&self) -> SkillGainType {
        self.row.gain_type.into()
    }

    /// The milestone; of the type `MILESTONE` alone.
    async fn milestone(&self) -> Option<&str> {
        self.row.milestone.as_deref()
    }

    /// The day the milestone was agreed on.
    async fn agreed_on(&self) -> Option<Date> {
        self.row.agreed_on.map(Date)
    }

    /// The day of the gain; null while a milestone is open.
    async fn achieved_on(&self) -> Option<Date> {
        self.row.achieved_on.map(Date)
    }

    /// The program year of that day, by the year in which it begins: 2026 is 1 July 2026 to 30 June 2027.
    async fn program_year(&self) -> Option<i32> {
        self.row.program_year
    }

    /// What documents it, such as the test or the transcript.
    async fn evidence(&self) -> Option<&str> {
        self.row.evidence.as_deref()
    }

    /// Whether it counts for the measure: of the gains of a participant in a program year the last one does.
    async fn is_counted(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let is_counted = self.is_counted.get(ctx, self.row.id, ()).await?;
        Ok(is_counted.is_some_and(|is_counted| *is_counted))
    }

    /// What to look at before it is reported.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<SkillGainWarning>, async_graphql::Error> {
        let delivery = self.delivery.get(ctx, self.row.program_id, ()).await?;
        let delivery = delivery.map(|delivery| *delivery);
        Ok(SkillGainWarning::of(self.row.gain_type, delivery)
            .into_iter()
            .collect())
    }

    /// The employer that attests it.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The person there who is asked.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// How far attesting has come.
    async fn attest_state(&self) -> SkillGainAttestState {
        self.row.attest_state.into()
    }

    /// When it was last asked for.
    async fn asked_at(&self) -> Option<Instant> {
        self.row.asked_at.map(Instant)
    }

    /// When it was answered.
    async fn attested_at(&self) -> Option<Instant> {
        self.row.attested_at.map(Instant)
    }

    /// The name of who answered, as typed on the page.
    async fn attested_by_name(&self) -> Option<&str> {
        self.row.attested_by_name.as_deref()
    }

    /// What was noted with the answer.
    async fn attest_note(&self) -> Option<&str> {
        self.row.attest_note.as_deref()
    }

    /// What was answered whenever it was asked for, the latest first: also what was answered before it was asked for anew.
    async fn answers(&self, ctx: &Context<'_>) -> Result<Arc<Vec<SkillGainAnswer>>, async_graphql::Error> {
        Ok(self.answers.get(ctx, self.row.id, ()).await?.unwrap_or_default())
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
        let record = Action::SkillGainRecord;
        let agency = Some(self.row.agency_id);
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
