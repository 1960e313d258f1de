//! An attendee.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::attendee;
use futures_util::future::BoxFuture;

use super::{Attendance, AttendeeResponse, Stakeholder};
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    links::Person,
    meetings::{loaders::MeetingOf, types::Meeting},
    prefetch::{self, Fill, Related, Selection},
    reminders::{
        loaders::{LettersOf, MailObstacleOf, RemindersOf},
        types::{AttendeeLetter, MailObstacle, Reminder},
    },
    scalars::Instant,
};

/// An attendee.
#[derive(Clone)]
pub struct Attendee {
    row: attendee::Model,
    meeting: Related<MeetingOf>,
    contact: Related<ContactOf>,
    user: Related<UserOf>,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    reminders: Related<RemindersOf>,
    letters: Related<LettersOf>,
    mail_obstacle: Related<MailObstacleOf>,
}

impl Attendee {
    /// The attendee of a row.
    pub fn new(row: attendee::Model) -> Self {
        Self {
            row,
            meeting: Related::default(),
            contact: Related::default(),
            user: Related::default(),
            employer: Related::default(),
            agency: Related::default(),
            reminders: Related::default(),
            letters: Related::default(),
            mail_obstacle: Related::default(),
        }
    }

    fn person(&self) -> Option<Person> {
        Person::of(self.row.contact_id, self.row.user_id)
    }
}

impl Fill for Attendee {
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
                "meeting",
                |node| Some(node.row.meeting_id),
                |node| &mut node.meeting,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "contact",
                |node| node.row.contact_id,
                |node| &mut node.contact,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "user",
                |node| node.row.user_id,
                |node| &mut node.user,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "employer",
                |node| node.row.employer_id,
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| node.row.agency_id,
                |node| &mut node.agency,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "reminders",
                |node| node.row.id,
                |node| &mut node.reminders,
            )
            .await?;
            prefetch::one(cx, nodes, selection, "mailObstacle", Self::person, |node| {
                &mut node.mail_obstacle
            })
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "letters",
                |node| node.row.id,
                |node| &mut node.letters,
            )
            .await
        })
    }
}

/// Somebody who is invited to a meeting or came to it: a person, or an employer or agency of which nobody is named.
#[Object]
impl Attendee {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The meeting.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.row.meeting_id, ()).await.transpose()
    }

    /// The person, when a contact.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// The person, when somebody of an agency.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// The employer spoken for at this meeting, wherever the person works today.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The agency spoken for at this meeting, wherever the person works today.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// How many people it is: 1 when a person is named.
    async fn people(&self) -> i32 {
        self.row.people
    }

    /// Whose voice it is; null when nobody said and it cannot be told.
    async fn stakeholder(&self) -> Option<Stakeholder> {
        self.row.stakeholder.map(Into::into)
    }

    /// The answer to the invitation.
    async fn response(&self) -> AttendeeResponse {
        self.row.response.into()
    }

    /// When the invitation was answered.
    async fn responded_at(&self) -> Option<Instant> {
        self.row.responded_at.map(Instant)
    }

    /// Whether the attendee came.
    async fn attendance(&self) -> Attendance {
        self.row.attendance.into()
    }

    /// Whether the attendee is not to be reminded of the meeting.
    async fn is_muted(&self) -> bool {
        self.row.reminders_off
    }

    /// The reminders of the meeting to the attendee: what was sent, what is next and what is not sent, the first due first.
    async fn reminders(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Reminder>>, async_graphql::Error> {
        let list = self.reminders.get(ctx, self.row.id, ()).await?;
        Ok(list.unwrap_or_default())
    }

    /// What was written to the attendee about the meeting, what failed and what waits, the first one first.
    async fn letters(&self, ctx: &Context<'_>) -> Result<Arc<Vec<AttendeeLetter>>, async_graphql::Error> {
        let list = self.letters.get(ctx, self.row.id, ()).await?;
        Ok(list.unwrap_or_default())
    }

    /// Why the attendee cannot be written to; null when that is possible, or when nobody is named. Nothing is sent then, and the
    /// invitation goes out by inviting again once the obstacle is gone.
    async fn mail_obstacle(&self, ctx: &Context<'_>) -> Option<Result<MailObstacle>> {
        let person = self.person()?;
        let obstacle = self.mail_obstacle.get(ctx, person, ()).await;
        obstacle.map(|obstacle| obstacle.map(|one| *one)).transpose()
    }

    /// When it was put on the list.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with a change, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was taken off the list.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }
}
