//! Employers as GraphQL shows them.

mod fill;
mod payloads;
mod stats;
mod values;
mod work;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::employer;

use crate::{
    accounts::types::User,
    agencies::types::Agency,
    app::Cx,
    codes::types::Code,
    contacts::{inputs::AffiliationWhere, loaders::AffiliationArgs, types::Affiliation},
    engagements::types::Touch,
    error::Result,
    establishments::types::Establishment,
    identifiers::types::EmployerIdentifier,
    memberships::{
        loaders::MembershipArgs,
        types::{Membership, MembershipStanding},
    },
    paging::{Connection, PageArgs},
    policy::Action,
    roles::types::RoleCommitment,
    scalars::{Date, Instant},
    shared::types::{ExternalReference, RecordPermissions},
    successions::types::Succession,
    timeline::{
        loaders::TimelineArgs,
        types::{TimelineItem, TimelineKind},
    },
};

use fill::{Relations, hides_identifiers};
pub use payloads::{
    EmployerCreatePayload, EmployerRestorePayload, EmployerTrashPayload, EmployerUpdatePayload,
};
pub use stats::{EmployerGroup, EmployerStat};
pub use values::{EmployerStatus, FairChanceStance};
use work::EmployerWork;

/// An employer.
#[derive(Clone)]
pub struct Employer {
    row: employer::Model,
    related: Relations,
    work: EmployerWork,
}

/// A company as people think of it. Its worksites are establishments; its numbers are identifiers.
#[Object]
impl Employer {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name people use.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The registered name, where it differs.
    async fn legal_name(&self) -> Option<&str> {
        self.row.legal_name.as_deref()
    }

    /// Where the relationship stands.
    async fn status(&self) -> EmployerStatus {
        self.row.status.into()
    }

    /// The main industry: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    async fn naics_code(&self) -> Option<&str> {
        self.row.naics_code.as_deref()
    }

    /// The main industry as the current NAICS list names it; null where there is none, or where the list is not loaded or
    /// does not have it.
    async fn naics(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.related
            .naics
            .get(ctx, self.naics_key()?, ())
            .await
            .transpose()
    }

    /// The public web site.
    async fn website(&self) -> Option<&str> {
        self.row.website.as_deref()
    }

    /// The main telephone number, as written.
    async fn phone(&self) -> Option<&str> {
        self.row.phone.as_deref()
    }

    /// What the company does.
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// Whether it hires people with a criminal record.
    async fn fair_chance(&self) -> FairChanceStance {
        self.row.fair_chance.into()
    }

    /// Its fair-chance policy in its own words.
    async fn fair_chance_note(&self) -> Option<&str> {
        self.row.fair_chance_note.as_deref()
    }

    /// Federal fidelity bonds known to be issued for its hires.
    async fn fidelity_bond_count(&self) -> i32 {
        self.row.fidelity_bond_count
    }

    /// Occupations that the law closes to people with certain records.
    async fn excluded_by_law_note(&self) -> Option<&str> {
        self.row.excluded_by_law_note.as_deref()
    }

    /// Free words on the employer.
    async fn tags(&self, ctx: &Context<'_>) -> Result<Arc<Vec<String>>, async_graphql::Error> {
        Ok(self
            .related
            .tags
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// The company that owns it.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.related
            .parent
            .get(ctx, self.row.parent_id?, ())
            .await
            .transpose()
    }

    /// The companies it owns, by name.
    async fn children(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Employer>>>> {
        self.related
            .children
            .get(ctx, self.row.id, PageArgs::forward(first, after))
            .await
            .transpose()
    }

    /// Its live worksites, by name.
    async fn establishments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Establishment>>>> {
        let sites = self
            .related
            .establishments
            .get(ctx, self.row.id, PageArgs::forward(first, after));
        sites.await.transpose()
    }

    /// Its names in other systems, by system.
    async fn external_references(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ExternalReference>>, async_graphql::Error> {
        let references = self.related.external_references.get(ctx, self.subject(), ());
        Ok(references.await?.unwrap_or_default())
    }

    /// Its numbers in other systems, as far as you may see them, by system. Without the permission to read restricted ones
    /// `permissions.hiddenFields` names this field: then only open ones are here, and it is null when there are none.
    async fn identifiers(&self, ctx: &Context<'_>) -> Option<Result<Arc<Vec<EmployerIdentifier>>>> {
        let identifiers = self
            .related
            .identifiers
            .get(ctx, self.row.id, ())
            .await
            .transpose()?;
        let hides = Cx::of(ctx).map_or(true, hides_identifiers);
        match identifiers {
            Ok(list) if hides && list.is_empty() => None,
            other => Some(other),
        }
    }

    /// The employers it followed, each with day and note; the latest first.
    async fn predecessors(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Succession>>, async_graphql::Error> {
        let successions = self.related.predecessors.get(ctx, self.row.id, ());
        Ok(successions.await?.unwrap_or_default())
    }

    /// The employers that followed it, each with day and note; the latest first.
    async fn successors(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Succession>>, async_graphql::Error> {
        let successions = self.related.successors.get(ctx, self.row.id, ());
        Ok(successions.await?.unwrap_or_default())
    }

    /// The agency that leads the relationship.
    async fn lead_agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        let agency = self.related.lead_agency.get(ctx, self.row.lead_agency_id?, ());
        agency.await.transpose()
    }

    /// The person who leads the relationship.
    async fn lead_user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.related
            .lead_user
            .get(ctx, self.row.lead_user_id?, ())
            .await
            .transpose()
    }

    /// The person who stands in for the lead.
    async fn backup_user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        let user = self.related.backup_user.get(ctx, self.row.backup_user_id?, ());
        user.await.transpose()
    }

    /// The roles it plays in live partnerships, by partnership; all it ever took on unless a day is given.
    async fn roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those in force on this day, by their dates and the membership's.")]
        active_on: Option<Date>,
    ) -> Option<Result<Arc<Vec<RoleCommitment>>>> {
        let day = active_on.map(|day| day.0);
        self.related.roles.get(ctx, self.row.id, day).await.transpose()
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
            self.related.contacts.get(ctx, self.row.id, args).await
        };
        answer.await.transpose()
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
        self.related
            .memberships
            .get(ctx, self.row.id, args)
            .await
            .transpose()
    }

    #[graphql(flatten)]
    async fn work_parts(&self, _ctx: &Context<'_>) -> &EmployerWork {
        &self.work
    }

    /// Who of any agency was lately in touch with it, newest first, 50 at most: look before you call. Only what you may see.
    async fn recent_touches(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 30, desc = "In the last so many days, 1 to 366.")] days: i32,
    ) -> Option<Result<Arc<Vec<Touch>>>> {
        self.related
            .recent_touches
            .get(ctx, self.row.id, days)
            .await
            .transpose()
    }

    /// What happened with it, newest first: engagements, contributions, affirmations, changes of roles and records. Only what
    /// you may see.
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor. It holds for every choice of kinds.")] after: Option<String>,
        #[graphql(desc = "Only these kinds; all when absent.")] kinds: Option<Vec<TimelineKind>>,
    ) -> Option<Result<Arc<Connection<TimelineItem>>>> {
        let args = TimelineArgs::new(PageArgs::forward(first, after), kinds);
        self.related
            .timeline
            .get(ctx, self.row.id, args)
            .await
            .transpose()
    }

    /// When anybody here was last in touch with it: the latest engagement of any agency that is neither a mass
    /// communication nor restricted.
    async fn last_contact_at(&self) -> Option<Instant> {
        self.row.last_contact_at.map(Instant)
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
        let permissions = RecordPermissions::of(cx, Action::EmployerUpdate, Action::EmployerTrash, None);
        Ok(permissions.hiding("identifiers", hides_identifiers(cx)))
    }
}
