//! People as GraphQL shows them.

mod affiliation;
mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{contact, contact_point, subject_type::SubjectType};
use futures_util::future::BoxFuture;

use super::{
    inputs::AffiliationWhere,
    loaders::{AffiliationArgs, AffiliationsOf, PointsOf},
};
use crate::{
    app::Cx,
    attendees::{loaders::ContactMeetingsOf, types::Attendee},
    engagements::{loaders::ContactEngagementsOf, types::Engagement},
    error::Result,
    links::Person,
    mail_preferences::{loaders::MailPreferencesOf, types::MailPreferences},
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfContact},
        types::{Recommendation, RecommendationDisposition},
    },
    scalars::{Date, Instant},
    shared::{
        external_references::Subject,
        loaders::ExternalReferencesOf,
        types::{ExternalReference, RecordPermissions},
    },
};
pub use affiliation::Affiliation;
pub use payloads::{
    AffiliationEndPayload, AffiliationRestorePayload, AffiliationStartPayload, AffiliationTrashPayload,
    AffiliationUpdatePayload, ContactCreatePayload, ContactMovePayload, ContactRestorePayload,
    ContactTrashPayload, ContactUpdatePayload,
};

/// How a person wants to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::contact::PreferredChannel")]
pub enum PreferredChannel {
    /// By e-mail.
    Email,
    /// By telephone.
    Phone,
    /// By text message.
    Text,
    /// By post.
    Letter,
}

/// A person's e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ContactEmail {
    /// The address, as written.
    pub address: String,
    /// A word for it, such as `work`.
    pub label: Option<String>,
}

/// A person's telephone number.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ContactPhone {
    /// The number, as written.
    pub number: String,
    /// A word for it, such as `mobile`.
    pub label: Option<String>,
}

/// How a person is reached, the main one first.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// The e-mail addresses.
    pub emails: Vec<ContactEmail>,
    /// The telephone numbers.
    pub phones: Vec<ContactPhone>,
}

impl Points {
    /// Adds a row; rows come in the order of their positions.
    pub fn add(&mut self, row: contact_point::Model) {
        let (value, label) = (row.value, row.label);
        match row.kind {
            contact_point::ContactPointKind::Email => self.emails.push(ContactEmail {
                address: value,
                label,
            }),
            contact_point::ContactPointKind::Phone => self.phones.push(ContactPhone { number: value, label }),
        }
    }
}

/// A person.
#[derive(Clone)]
pub struct Contact {
    row: contact::Model,
    points: Related<PointsOf>,
    affiliations: Related<AffiliationsOf>,
    engagements: Related<ContactEngagementsOf>,
    external_references: Related<ExternalReferencesOf>,
    recommendations: Related<RecommendationsOfContact>,
    meetings: Related<ContactMeetingsOf>,
    mail_preferences: Related<MailPreferencesOf>,
}

impl Contact {
    /// The person of a row.
    pub fn new(row: contact::Model) -> Self {
        Self {
            row,
            points: Related::default(),
            affiliations: Related::default(),
            engagements: Related::default(),
            external_references: Related::default(),
            recommendations: Related::default(),
            meetings: Related::default(),
            mail_preferences: Related::default(),
        }
    }

    fn subject(&self) -> Subject {
        (SubjectType::Contact, self.row.id.uuid())
    }

    async fn points(&self, ctx: &Context<'_>) -> Result<Arc<Points>> {
        Ok(self.points.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }
}

impl Fill for Contact {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            // Both lists come from one statement.
            let name = if selection.field("emails").exists() {
                "emails"
            } else {
                "phones"
            };
            prefetch::all(
                cx,
                nodes,
                selection,
                name,
                |node| node.row.id,
                |node| &mut node.points,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "affiliations",
                |arguments| AffiliationArgs::ahead(cx, arguments),
                |node| Some(node.row.id),
                |node| &mut node.affiliations,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "mailPreferences",
                |node| Person::Contact(node.row.id),
                |node| &mut node.mail_preferences,
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
                "engagements",
                |node| node.row.id,
                |node| &mut node.engagements,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "recommendations",
                |arguments| Some(RecommendationArgs::ahead(arguments)),
                |node| Some(node.row.id),
                |node| &mut node.recommendations,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "meetings",
                |node| node.row.id,
                |node| &mut node.meetings,
            )
            .await
        })
    }
}

/// A person at an employer or an agency. The person stays when jobs change; where the person works is an affiliation.
#[Object]
impl Contact {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The full name, as people write it.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The given name, where it is known apart.
    async fn given_name(&self) -> Option<&str> {
        self.row.given_name.as_deref()
    }

    /// The family name, where it is known apart.
    async fn family_name(&self) -> Option<&str> {
        self.row.family_name.as_deref()
    }

    /// The e-mail addresses, the main one first. Others may have the same one: people share inboxes.
    async fn emails(&self, ctx: &Context<'_>) -> Result<Vec<ContactEmail>, async_graphql::Error> {
        Ok(self.points(ctx).await?.emails.clone())
    }

    /// The telephone numbers, the main one first.
    async fn phones(&self, ctx: &Context<'_>) -> Result<Vec<ContactPhone>, async_graphql::Error> {
        Ok(self.points(ctx).await?.phones.clone())
    }

    /// How the person wants to be reached; null when nobody asked.
    async fn preferred_channel(&self) -> Option<PreferredChannel> {
        self.row.preferred_channel.map(Into::into)
    }

    /// Whether the person asked not to be contacted. It holds for every agency.
    async fn do_not_contact(&self) -> bool {
        self.row.do_not_contact
    }

    /// Why the person is not to be contacted, in words.
    async fn do_not_contact_reason(&self) -> Option<&str> {
        self.row.do_not_contact_reason.as_deref()
    }

    /// The language the person prefers, a BCP 47 tag such as `es` or `en-US`.
    async fn language(&self) -> Option<&str> {
        self.row.language.as_deref()
    }

    /// What is good to know about the person.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// When and how the person wants to be reminded of meetings, and which mail the person does without.
    async fn mail_preferences(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<MailPreferences>, async_graphql::Error> {
        let person = Person::Contact(self.row.id);
        let preferences = self.mail_preferences.get(ctx, person, ()).await?;
        Ok(preferences.unwrap_or_default())
    }

    /// The person's places on the lists of meetings, the latest meeting first, each with the employer or agency spoken for.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Attendee>>>> {
        let page = PageArgs::forward(first, after);
        self.meetings.get(ctx, self.row.id, page).await.transpose()
    }

    /// Where the person works: today unless another time is asked for; the latest start first.
    async fn affiliations(
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
            self.affiliations.get(ctx, self.row.id, args).await
        };
        answer.await.transpose()
    }

    /// The engagements in which the person took part and that you may see, newest first.
    async fn engagements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Engagement>>>> {
        let page = PageArgs::forward(first, after);
        self.engagements.get(ctx, self.row.id, page).await.transpose()
    }

    /// The person's names in other systems, by system.
    async fn external_references(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ExternalReference>>, async_graphql::Error> {
        let references = self.external_references.get(ctx, self.subject(), ());
        Ok(references.await?.unwrap_or_default())
    }

    /// What the person advised, the latest first, and what became of it.
    async fn recommendations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] disposition: Option<
            Vec<RecommendationDisposition>,
        >,
    ) -> Option<Result<Arc<Connection<Recommendation>>>> {
        let args = RecommendationArgs::new(PageArgs::forward(first, after), disposition);
        self.recommendations.get(ctx, self.row.id, args).await.transpose()
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed, its addresses and numbers included.
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
            Action::ContactUpdate,
            Action::ContactTrash,
            None,
        ))
    }
}
