//! Letters as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{
    ids::{AttendeeId, MeetingId},
    mail_attempt, outbox_message,
    subject_type::SubjectType,
};
use futures_util::future::BoxFuture;

use super::{Letter, loaders::AttemptsOf};
use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    attendees::{loaders::AttendeeOf, types::Attendee},
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    links,
    meetings::{loaders::MeetingOf, types::Meeting},
    opt_outs::types::MailKind,
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::outbox_message::MailState")]
pub enum MailState {
    /// Waits, or is being sent.
    Queued,
    /// A mail server took it.
    Sent,
    /// It was refused, or tried until it was of no use any more.
    Failed,
    /// It was not tried.
    Skipped,
    /// Somebody called it off.
    Cancelled,
}

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::mail_attempt::AttemptOutcome")]
pub enum MailOutcome {
    /// The server took the letter.
    Accepted,
    /// It may work later.
    Transient,
    /// The server refused the letter for good.
    Permanent,
}

/// One try to send a letter.
#[derive(Clone, Debug, SimpleObject)]
pub struct MailAttempt {
    /// Which try, from 1 on. One is missing where the program was ended while it tried.
    pub number: i32,
    /// When it ended.
    pub at: Instant,
    /// What came of it.
    pub outcome: MailOutcome,
    /// The server's answer, or why there was none; addresses in it are masked.
    pub answer: String,
}

impl MailAttempt {
    /// The try of a row.
    pub fn new(row: mail_attempt::Model) -> Self {
        Self {
            number: row.attempt,
            at: Instant(row.at),
            outcome: row.outcome.into(),
            answer: row.answer,
        }
    }
}

/// A letter.
#[derive(Clone)]
pub struct Mail {
    row: outbox_message::Model,
    user: Related<UserOf>,
    contact: Related<ContactOf>,
    employer: Related<EmployerOf>,
    meeting: Related<MeetingOf>,
    attendee: Related<AttendeeOf>,
    attempts: Related<AttemptsOf>,
}

impl Mail {
    /// The letter of a row.
    pub fn new(row: outbox_message::Model) -> Self {
        Self {
            row,
            user: Related::default(),
            contact: Related::default(),
            employer: Related::default(),
            meeting: Related::default(),
            attendee: Related::default(),
            attempts: Related::default(),
        }
    }

    fn meeting_id(&self) -> Option<MeetingId> {
        let is_meeting = self.row.subject_type == SubjectType::Meeting;
        is_meeting.then(|| MeetingId::from_uuid(self.row.subject_id))
    }

    fn attendee_id(&self) -> Option<AttendeeId> {
        let is_attendee = self.row.subject_type == SubjectType::Attendee;
        is_attendee.then(|| AttendeeId::from_uuid(self.row.subject_id))
    }
}

impl Fill for Mail {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "user", user, |node| &mut node.user).await?;
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await?;
            let employer = |node: &Self| node.row.employer_id;
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            prefetch::one(cx, nodes, selection, "meeting", Self::meeting_id, |node| {
                &mut node.meeting
            })
            .await?;
            let attendee = Self::attendee_id;
            prefetch::one(cx, nodes, selection, "attendee", attendee, |node| {
                &mut node.attendee
            })
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "attempts", id, |node| &mut node.attempts).await
        })
    }
}

/// A letter to one person: what was or will be sent, to whom, when, and what the mail server said.
#[Object]
impl Mail {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Which letter it is, such as `user-invitation`.
    async fn letter(&self) -> &str {
        &self.row.letter
    }

    /// The address it goes to; null when it is not yours and you may not see the addresses of others.
    async fn to_address(&self, ctx: &Context<'_>) -> Result<Option<&str>, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let is_own = cx
            .actor
            .user()
            .is_some_and(|user| self.row.user_id == Some(user.id));
        let is_shown = is_own || cx.may(Action::MailReadAddresses).is_ok();
        Ok(is_shown.then_some(&self.row.to_address))
    }

    /// The name beside the address.
    async fn to_name(&self) -> Option<&str> {
        self.row.to_name.as_deref()
    }

    /// The user it is for; null when it is for somebody else.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        let id = self.row.user_id?;
        self.user.get(ctx, id, ()).await.transpose()
    }

    /// The contact it is for; null when it is for somebody else.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        let id = self.row.contact_id?;
        self.contact.get(ctx, id, ()).await.transpose()
    }

    /// The subject line.
    async fn subject(&self) -> &str {
        &self.row.subject
    }

    /// What it says, as plain text; null when it holds a secret, such as a link to choose a password. Links by which the
    /// recipient answers or unsubscribes are cut short.
    async fn text(&self) -> Option<String> {
        let is_secret = Letter::SECRET.contains(&self.row.letter.as_str());
        (!is_secret).then(|| links::without_tokens(&self.row.text_body))
    }

    /// The kind of mail it is, which its recipient may do without; null when one has to have it.
    async fn kind(&self) -> Option<MailKind> {
        self.row.kind.map(Into::into)
    }

    /// The meeting it is about; null when it is about something else.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.meeting_id()?, ()).await.transpose()
    }

    /// The attendee of a meeting it is about; null when it is about something else.
    async fn attendee(&self, ctx: &Context<'_>) -> Option<Result<Arc<Attendee>>> {
        self.attendee.get(ctx, self.attendee_id()?, ()).await.transpose()
    }

    /// The employer it concerns; null when it concerns none.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The `Message-ID` in its head, which the recipient's mail program and mail servers show too.
    async fn message_id(&self) -> &str {
        &self.row.message_id
    }

    /// Where it stands.
    async fn state(&self) -> MailState {
        self.row.state.into()
    }

    /// Why it was not sent, in a word for programs: `BAD_ADDRESS`, `BOUNCING`, `BY_HAND`, `GAVE_UP`, `LATE`, `OPTED_OUT`,
    /// `REFUSED`, `WITHDRAWN` when what it said had changed. The list may grow.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The tries so far, the first one first.
    async fn attempts(&self, ctx: &Context<'_>) -> Result<Vec<MailAttempt>, async_graphql::Error> {
        let attempts = self.attempts.get(ctx, self.row.id, ()).await?;
        Ok(attempts.map(|list| list.to_vec()).unwrap_or_default())
    }

    /// When it is tried next; null when it has ended. Without a mail server it waits longer.
    async fn next_attempt_at(&self) -> Option<Instant> {
        let waits = self.row.state == outbox_message::MailState::Queued;
        waits.then_some(Instant(self.row.due_at))
    }

    /// When it is of no use any more.
    async fn expires_at(&self) -> Instant {
        Instant(self.row.expires_at)
    }

    /// When it was sent, failed, skipped or called off; null while it waits.
    async fn ended_at(&self) -> Option<Instant> {
        self.row.ended_at.map(Instant)
    }

    /// When it was written.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }
}

/// What became of sending a letter now.
#[derive(SimpleObject)]
pub struct MailSendNowPayload {
    /// The letter as stored now; null when there is none.
    pub mail: Option<Mail>,
    /// What to mend; empty when it leaves now.
    pub user_errors: Vec<UserError>,
}

/// What became of calling a letter off.
#[derive(SimpleObject)]
pub struct MailCancelPayload {
    /// The letter as stored now; null when there is none.
    pub mail: Option<Mail>,
    /// What to mend; empty when it was called off.
    pub user_errors: Vec<UserError>,
}
