//! One contribution as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{contribution, values::Money};
use futures_util::future::BoxFuture;

use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    audit::FieldChange,
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    roles::{loaders::RoleTypeOf, types::RoleType},
    scalars::{Amount, Date, Decimal, Instant},
    shared::types::RecordPermissions,
};

/// Work-based learning and advice: the kinds of activity that schools log with employers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::contribution::Activity")]
pub enum Activity {
    /// Sat on an advisory council.
    Advisory,
    /// Took part in a career fair.
    CareerFair,
    /// Spoke to a class.
    GuestSpeaker,
    /// Showed learners the workplace.
    WorksiteTour,
    /// Answered learners' questions about the work.
    InformationalInterview,
    /// Let a learner follow someone at work.
    JobShadow,
    /// Practiced job interviews.
    MockInterview,
    /// Paid internship.
    InternshipPaid,
    /// Unpaid internship.
    InternshipUnpaid,
    /// Registered apprenticeship.
    Apprenticeship,
    /// Program that leads to an apprenticeship.
    PreApprenticeship,
    /// Clinical placement.
    Clinical,
    /// Cooperative education: study and paid work in turn.
    CoOp,
    /// A teacher spent time at the workplace.
    TeacherExternship,
    /// On-the-job training under contract.
    Ojt,
}

/// How a record came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::contribution::RecordSource")]
pub enum RecordSource {
    /// Typed by a person.
    Manual,
    /// Read from a file.
    Import,
    /// Sent by a program.
    Api,
}

/// A contribution.
#[derive(Clone)]
pub struct Contribution {
    row: contribution::Model,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    partnership: Related<PartnershipOf>,
    program: Related<ProgramOf>,
    role_type: Related<RoleTypeOf>,
}

impl Contribution {
    /// The contribution of a row.
    pub fn new(row: contribution::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
            agency: Related::default(),
            partnership: Related::default(),
            program: Related::default(),
            role_type: Related::default(),
        }
    }
}

impl Fill for Contribution {
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
                "employer",
                |node| Some(node.row.employer_id),
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "partnership",
                |node| node.row.partnership_id,
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "program",
                |node| node.row.program_id,
                |node| &mut node.program,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "roleType",
                |node| node.row.role_type_id,
                |node| &mut node.role_type,
            )
            .await
        })
    }
}

/// What an employer gave: people's time, money, goods, places for learners.
#[Object]
impl Contribution {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Who gave.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// The agency whose record it is: who it was given to.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The program that had the benefit.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id?, ()).await.transpose()
    }

    /// The partnership it was part of.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        let partnership = self.partnership.get(ctx, self.row.partnership_id?, ());
        partnership.await.transpose()
    }

    /// The role it is evidence of.
    async fn role_type(&self, ctx: &Context<'_>) -> Option<Result<Arc<RoleType>>> {
        self.role_type
            .get(ctx, self.row.role_type_id?, ())
            .await
            .transpose()
    }

    /// What was done; null when only money or goods were given, or when nobody noted it.
    async fn activity(&self) -> Option<Activity> {
        self.row.activity.map(Into::into)
    }

    /// The day; null when unknown.
    async fn contributed_on(&self) -> Option<Date> {
        self.row.contributed_on.map(Date)
    }

    /// The name of the event.
    async fn event_name(&self) -> Option<&str> {
        self.row.event_name.as_deref()
    }

    /// Adults of the employer who took part.
    async fn people(&self) -> i32 {
        self.row.people
    }

    /// Hours given: people × hours each.
    async fn hours(&self) -> Decimal {
        Decimal(self.row.hours_hundredths)
    }

    /// Hours that interns worked.
    async fn internship_hours(&self) -> Decimal {
        Decimal(self.row.internship_hours_hundredths)
    }

    /// Cash given.
    async fn cash(&self) -> Amount {
        self.row.cash_cents.into()
    }

    /// The value of equipment given.
    async fn equipment(&self) -> Amount {
        self.row.equipment_cents.into()
    }

    /// Scholarships given.
    async fn scholarship(&self) -> Amount {
        self.row.scholarship_cents.into()
    }

    /// Stipends and wages paid to learners.
    async fn stipend(&self) -> Amount {
        self.row.stipend_cents.into()
    }

    /// The value of anything else given.
    async fn other(&self) -> Amount {
        self.row.other_cents.into()
    }

    /// The five amounts together, hours apart.
    async fn amount(&self) -> Amount {
        let row = &self.row;
        let parts = [
            row.cash_cents,
            row.equipment_cents,
            row.scholarship_cents,
            row.stipend_cents,
            row.other_cents,
        ];
        parts.into_iter().sum::<Money>().into()
    }

    /// A note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// How it came in.
    async fn recorded_from(&self) -> RecordSource {
        self.row.recorded_from.into()
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
        let (cx, record) = (Cx::of(ctx)?, Action::ContributionRecord);
        Ok(RecordPermissions::of(
            cx,
            record,
            record,
            Some(self.row.agency_id),
        ))
    }
}

/// What became of recording a contribution.
#[derive(SimpleObject)]
pub struct ContributionRecordPayload {
    /// The new contribution; null when nothing was recorded.
    pub contribution: Option<Contribution>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a contribution.
#[derive(SimpleObject)]
pub struct ContributionUpdatePayload {
    /// The contribution as stored now; after a `CONFLICT` as somebody else left it.
    pub contribution: Option<Contribution>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a contribution into the trash.
#[derive(SimpleObject)]
pub struct ContributionTrashPayload {
    /// The contribution as stored now.
    pub contribution: Option<Contribution>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a contribution out of the trash.
#[derive(SimpleObject)]
pub struct ContributionRestorePayload {
    /// The contribution as stored now.
    pub contribution: Option<Contribution>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
