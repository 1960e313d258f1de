//! Drafted letters as GraphQL shows them.

mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::letter_draft;
use futures_util::future::BoxFuture;

use super::ops;
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    attendees::{loaders::AttendeeOf, types::Attendee},
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    mail::{loaders::MailOf, types::Mail},
    meetings::{loaders::MeetingOf, types::Meeting},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
    shared::types::RecordPermissions,
};

pub use payloads::{
    LetterDraftDiscardPayload, LetterDraftRestorePayload, LetterDraftSent, LetterDraftUpdatePayload,
    LetterDraftsSendPayload,
};

/// What a drafted letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::letter_draft::LetterDraftKind")]
pub enum LetterDraftKind {
    /// Tells those who came to a meeting what was agreed.
    FollowUp,
    /// Thanks the people of employers who came.
    ThankYou,
    /// Welcomes who speaks for a new member.
    Welcome,
}

/// Where a drafted letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::letter_draft::LetterDraftState")]
pub enum LetterDraftState {
    /// Waits for somebody to send it.
    Draft,
    /// Somebody sent it: its mail tells what became of it.
    Sent,
    /// It is not to be sent.
    Discarded,
}

/// Why there is no letter for somebody who came to a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "super::ops::Reason")]
pub enum LetterDraftLeftOutReason {
    /// Asked not to be contacted.
    DoNotContact,
    /// Does without letters.
    OptedOut,
    /// Has no e-mail address, or nobody is named.
    NoAddress,
    /// Is a user who cannot sign in any more.
    NoAccess,
    /// Could not be written to when the meeting was closed, and can be now: open it and close it again to draft a letter.
    Reachable,
}

/// Somebody who came to a closed meeting and of whom there is no letter.
#[derive(Clone, SimpleObject)]
pub struct LetterDraftLeftOut {
    /// Who it is.
    pub attendee: Attendee,
    /// Why, as things are now.
    pub reason: LetterDraftLeftOutReason,
}

/// A letter as it reaches its reader.
#[derive(Clone, Debug, SimpleObject)]
pub struct LetterDraftPreview {
    /// The subject line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML, a whole document.
    pub html: String,
}

/// A drafted letter.
#[derive(Clone)]
pub struct LetterDraft {
    row: letter_draft::Model,
    partnership: Related<PartnershipOf>,
    meeting: Related<MeetingOf>,
    attendee: Related<AttendeeOf>,
    contact: Related<ContactOf>,
    user: Related<UserOf>,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    sender_user: Related<UserOf>,
    sender_contact: Related<ContactOf>,
    mail: Related<MailOf>,
}

impl LetterDraft {
    /// The letter of a row.
    pub fn new(row: letter_draft::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            meeting: Related::default(),
            attendee: Related::default(),
            contact: Related::default(),
            user: Related::default(),
            employer: Related::default(),
            agency: Related::default(),
            sender_user: Related::default(),
            sender_contact: Related::default(),
            mail: Related::default(),
        }
    }
}

impl Fill for LetterDraft {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            about(cx, nodes, selection).await?;
            people(cx, nodes, selection).await
        })
    }
}

/// What it is about, and what became of it.
async fn about(cx: &Cx, nodes: &mut [&mut LetterDraft], selection: &Selection<'_>) -> Result<()> {
    let partnership = |node: &LetterDraft| Some(node.row.partnership_id);
    prefetch::one(cx, nodes, selection, "partnership", partnership, |node| {
        &mut node.partnership
    })
    .await?;
    let meeting = |node: &LetterDraft| node.row.meeting_id;
    prefetch::one(cx, nodes, selection, "meeting", meeting, |node| &mut node.meeting).await?;
    let employer = |node: &LetterDraft| node.row.employer_id;
    prefetch::one(cx, nodes, selection, "employer", employer, |node| {
        &mut node.employer
    })
    .await?;
    let agency = |node: &LetterDraft| Some(node.row.agency_id);
    prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await?;
    let mail = |node: &LetterDraft| node.row.mail_id;
    prefetch::one(cx, nodes, selection, "mail", mail, |node| &mut node.mail).await
}

/// Who gets it, and who writes.
async fn people(cx: &Cx, nodes: &mut [&mut LetterDraft], selection: &Selection<'_>) -> Result<()> {
    let attendee = |node: &LetterDraft| node.row.attendee_id;
    prefetch::one(cx, nodes, selection, "attendee", attendee, |node| {
        &mut node.attendee
    })
    .await?;
    let contact = |node: &LetterDraft| node.row.contact_id;
    prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await?;
    let user = |node: &LetterDraft| node.row.user_id;
    prefetch::one(cx, nodes, selection, "user", user, |node| &mut node.user).await?;
    let sender = |node: &LetterDraft| node.row.sender_user_id;
    prefetch::one(cx, nodes, selection, "senderUser", sender, |node| {
        &mut node.sender_user
    })
    .await?;
    let sender = |node: &LetterDraft| node.row.sender_contact_id;
    prefetch::one(cx, nodes, selection, "senderContact", sender, |node| {
        &mut node.sender_contact
    })
    .await
}

/// A letter that Guildhall drafted and a person sends: what follows a meeting, thanks, a welcome.
#[Object]
impl LetterDraft {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// What it is for.
    async fn kind(&self) -> LetterDraftKind {
        self.row.kind.into()
    }

    /// Where it stands.
    async fn state(&self) -> LetterDraftState {
        self.row.state.into()
    }

    /// The subject: one line.
    async fn subject(&self) -> &str {
        &self.row.subject
    }

    /// What it says: plain text, blank lines between paragraphs.
    async fn body(&self) -> &str {
        &self.row.body
    }

    /// The letter as it reaches its reader.
    async fn preview(&self, ctx: &Context<'_>) -> Result<LetterDraftPreview, async_graphql::Error> {
        let rendered = ops::letter(Cx::of(ctx)?, &self.row).render()?;
        Ok(LetterDraftPreview {
            subject: rendered.subject,
            text: rendered.text,
            html: rendered.html,
        })
    }

    /// The partnership it is about.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// The meeting it is about; null for a welcome.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.row.meeting_id?, ()).await.transpose()
    }

    /// Whom of the meeting it goes to; null for a welcome.
    async fn attendee(&self, ctx: &Context<'_>) -> Option<Result<Arc<Attendee>>> {
        self.attendee
            .get(ctx, self.row.attendee_id?, ())
            .await
            .transpose()
    }

    /// Who gets it, when that is a contact.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// Who gets it, when that is a user.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// The employer it concerns; null when it concerns none.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The agency whose people mend and send it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// In whose name it is written, when that is a user; answers go there. Without a sender they go to who sends it.
    async fn sender_user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.sender_user
            .get(ctx, self.row.sender_user_id?, ())
            .await
            .transpose()
    }

    /// In whose name it is written, when that is a contact, such as a champion; answers go there.
    async fn sender_contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.sender_contact
            .get(ctx, self.row.sender_contact_id?, ())
            .await
            .transpose()
    }

    /// The letter in the mail log, once it was sent.
    async fn mail(&self, ctx: &Context<'_>) -> Option<Result<Arc<Mail>>> {
        self.mail.get(ctx, self.row.mail_id?, ()).await.transpose()
    }

    /// When somebody sent it; null unless sent.
    async fn sent_at(&self) -> Option<Instant> {
        self.row.sent_at.map(Instant)
    }

    /// When it was drafted.
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

    /// What you may do with it: to mend it is to send it, to put it into the trash is to discard it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (cx, manage) = (Cx::of(ctx)?, Action::MeetingManage);
        Ok(RecordPermissions::of(
            cx,
            manage,
            manage,
            Some(self.row.agency_id),
        ))
    }
}
