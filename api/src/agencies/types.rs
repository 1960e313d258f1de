//! Agencies as GraphQL shows them.

mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::{agency, subject_type::SubjectType};
use futures_util::future::BoxFuture;

use super::loaders::{AgencyOf, ChildrenOf};
use crate::{
    accounts::{loaders::UsersOf, types::User},
    app::Cx,
    contacts::{
        inputs::AffiliationWhere,
        loaders::{AffiliationArgs, ContactsOfAgency},
        types::Affiliation,
    },
    error::Result,
    memberships::{
        loaders::{MembershipArgs, MembershipsOfAgency},
        types::{Membership, MembershipStanding},
    },
    paging::{Connection, PageArgs},
    partnerships::{loaders::ConvenesOf, types::Convener},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramsOf, types::Program},
    scalars::{Date, Instant},
    shared::{
        external_references::Subject,
        loaders::ExternalReferencesOf,
        types::{ExternalReference, RecordPermissions},
    },
};
pub use payloads::{AgencyCreatePayload, AgencyRestorePayload, AgencyTrashPayload, AgencyUpdatePayload};

/// What kind of body an agency is: the partner types of one-stop systems, schools and districts told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::agency::AgencyKind")]
pub enum AgencyKind {
    /// State or local workforce development board.
    WorkforceBoard,
    /// Operator of American Job Centers.
    OneStopOperator,
    /// Community, technical or other college.
    College,
    /// Provider of adult education and literacy (WIOA title II).
    AdultEducationProvider,
    /// School district; its schools are agencies below it.
    SchoolDistrict,
    /// School or academy; usually below a district.
    School,
    /// Public library.
    Library,
    /// Community-based or faith-based organization.
    CommunityOrFaithBasedOrganization,
    /// Jail, prison or reentry body.
    Corrections,
    /// Economic development body.
    EconomicDevelopment,
    /// Chamber of commerce.
    Chamber,
    /// Association of firms of one industry.
    IndustryAssociation,
    /// Labor union or labor council.
    Union,
    /// Human services agency (TANF, SNAP, vocational rehabilitation).
    HumanServices,
    /// Tribe or tribal organization.
    Tribe,
    /// Agency of a state.
    StateAgency,
    /// Anything else.
    Other,
}

/// An agency.
#[derive(Clone)]
pub struct Agency {
    row: agency::Model,
    parent: Related<AgencyOf>,
    children: Related<ChildrenOf>,
    users: Related<UsersOf>,
    memberships: Related<MembershipsOfAgency>,
    convenes: Related<ConvenesOf>,
    contacts: Related<ContactsOfAgency>,
    programs: Related<ProgramsOf>,
    external_references: Related<ExternalReferencesOf>,
}

impl Agency {
    /// The agency of a row.
    pub fn new(row: agency::Model) -> Self {
        Self {
            row,
            parent: Related::default(),
            children: Related::default(),
            users: Related::default(),
            memberships: Related::default(),
            convenes: Related::default(),
            contacts: Related::default(),
            programs: Related::default(),
            external_references: Related::default(),
        }
    }

    fn subject(&self) -> Subject {
        (SubjectType::Agency, self.row.id.uuid())
    }
}

impl Fill for Agency {
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
                "parent",
                |node| node.row.parent_id,
                |node| &mut node.parent,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "children",
                |node| node.row.id,
                |node| &mut node.children,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "users",
                |node| node.row.id,
                |node| &mut node.users,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "memberships",
                |arguments| Some(MembershipArgs::ahead(arguments)),
                |node| Some(node.row.id),
                |node| &mut node.memberships,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "convenes",
                |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
                |node| Some(node.row.id),
                |node| &mut node.convenes,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "contacts",
                |arguments| AffiliationArgs::ahead(cx, arguments),
                |node| Some(node.row.id),
                |node| &mut node.contacts,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "externalReferences",
                Self::subject,
                |node| &mut node.external_references,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "programs",
                |node| node.row.id,
                |node| &mut node.programs,
            )
            .await
        })
    }
}

/// An organization that uses Guildhall or takes part in a partnership: a board, a college, a chamber …
#[Object]
impl Agency {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name people use.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What kind of body it is.
    async fn kind(&self) -> AgencyKind {
        self.row.kind.into()
    }

    /// The region it serves, in its own words.
    async fn region(&self) -> Option<&str> {
        self.row.region.as_deref()
    }

    /// The public web site.
    async fn website(&self) -> Option<&str> {
        self.row.website.as_deref()
    }

    /// The agency it belongs to: the district of a school, the college of a campus.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.parent.get(ctx, self.row.parent_id?, ()).await.transpose()
    }

    /// The agencies that belong to it, by name.
    async fn children(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Agency>>>> {
        self.children
            .get(ctx, self.row.id, PageArgs::forward(first, after))
            .await
            .transpose()
    }

    /// The people who work for it, by name; those whose access has ended too.
    async fn users(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<User>>>> {
        self.users
            .get(ctx, self.row.id, PageArgs::forward(first, after))
            .await
            .transpose()
    }

    /// Its memberships in live partnerships, the latest first: past ones too unless a day is given.
    async fn memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Memberships on this day; all there ever were when absent.")] active_on: Option<
            Date,
        >,
        #[graphql(desc = "Of this standing.")] standing: Option<MembershipStanding>,
    ) -> Option<Result<Arc<Connection<Membership>>>> {
        let args = MembershipArgs::new(PageArgs::forward(first, after), active_on, standing);
        self.memberships.get(ctx, self.row.id, args).await.transpose()
    }

    /// The live partnerships it convenes, in the order they were added: on that day, or ever.
    async fn convenes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those it convenes on this day; all there ever were when absent.")]
        active_on: Option<Date>,
    ) -> Result<Arc<Vec<Convener>>, async_graphql::Error> {
        let day = active_on.map(|day| day.0);
        let convenes = self.convenes.get(ctx, self.row.id, day).await?;
        Ok(convenes.unwrap_or_default())
    }

    /// Who works there and as what: today unless another time is asked for; the primary one first, then the latest start.
    /// People in the trash are left out.
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "On this day; today (UTC) when absent. Not together with `history`.")]
        active_on: Option<Date>,
        #[graphql(
            default = false,
            desc = "At any time, those ended and those to come included."
        )]
        history: bool,
        #[graphql(
            name = "where",
            desc = "Which ones; all when absent. A time in here replaces today."
        )]
        filter: Option<AffiliationWhere>,
    ) -> Option<Result<Arc<Connection<Affiliation>>>> {
        let page = PageArgs::forward(first, after);
        let answer = async {
            let args = AffiliationArgs::new(Cx::of(ctx)?, page, active_on, history, filter)?;
            self.contacts.get(ctx, self.row.id, args).await
        };
        answer.await.transpose()
    }

    /// The live programs it offers, by name.
    async fn programs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Program>>>> {
        let page = PageArgs::forward(first, after);
        self.programs.get(ctx, self.row.id, page).await.transpose()
    }

    /// Its names in other systems, by system.
    async fn external_references(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ExternalReference>>, async_graphql::Error> {
        let references = self.external_references.get(ctx, self.subject(), ());
        Ok(references.await?.unwrap_or_default())
    }

    /// When it was added.
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
        let cx = Cx::of(ctx)?;
        Ok(RecordPermissions::of(
            cx,
            Action::AgencyUpdate,
            Action::AgencyTrash,
            Some(self.row.id),
        ))
    }
}
