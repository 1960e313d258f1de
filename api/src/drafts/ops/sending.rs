//! Sending drafts: each by itself, all in one transaction.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use entities::{
    ids::{AttendeeId, LetterDraftId, MailId, MeetingId, RepresentativeId, UserId},
    letter_draft::{self, LetterDraftKind, LetterDraftState},
    mail_opt_out::MailKind,
    meeting,
    subject_type::SubjectType,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{
    closed,
    desk::{Desk, acting},
    letter, open,
};
use crate::{
    app::Cx,
    db::{self, Tx},
    drafts::reads,
    error::{Error, Result, UserErrorCode},
    mail::{self, Outgoing},
    policy::Action,
    record,
};

/// Drafts that are sent at once.
const MOST: usize = 100;
/// A letter is of use so long after it was sent by hand.
const USE: TimeDelta = TimeDelta::days(7);

/// What became of sending a draft.
pub type Sent = Result<letter_draft::Model>;

/// Sends drafts: each goes into the outbox, or its error says why not. `versions` are those that the sender read.
///
/// # Errors
/// Of the whole: `FORBIDDEN` for whoever may send none; `REQUIRED` without drafts; `LIMIT` for more than 100; `INVALID` when
/// there are not as many versions as drafts. Of a draft: `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was sent or
/// discarded, the meeting is open again or in the trash, or the person is not to be written to any more; `DUPLICATE` when it
/// is named twice.
pub async fn send(cx: &Cx, ids: &[LetterDraftId], versions: Option<&[i32]>) -> Result<Vec<Sent>> {
    if cx.actor.scope(Action::MeetingManage).is_none() {
        return Err(Error::Forbidden);
    }
    if ids.is_empty() {
        return Err(Error::user(
            UserErrorCode::Required,
            "ids",
            "Name the letters to send.",
        ));
    }
    if ids.len() > MOST {
        let message = format!("Send {MOST} letters at once at most.");
        return Err(Error::user(UserErrorCode::Limit, "ids", message));
    }
    if versions.is_some_and(|versions| versions.len() != ids.len()) {
        return Err(Error::invalid("versions", "Give a version for each letter."));
    }
    db::write(cx, async |tx| send_in(tx, cx, ids, versions).await).await
}

async fn send_in(tx: &Tx, cx: &Cx, ids: &[LetterDraftId], versions: Option<&[i32]>) -> Result<Vec<Sent>> {
    // First the meetings, then the letters, as opening a meeting again does.
    let meetings = reads::locked_meetings(tx, ids).await?;
    let drafts = reads::locked_by_ids(cx, tx, ids).await?;
    let post = Post::open(tx, cx, &drafts, meetings).await?;
    let mut seen = HashSet::new();
    let mut asked = Vec::with_capacity(ids.len());
    for (place, id) in ids.iter().enumerate() {
        let version = versions.and_then(|versions| versions.get(place).copied());
        asked.push(if seen.insert(*id) {
            post.letter(drafts.get(id), version)
        } else {
            let message = "This letter is named twice.";
            Err(Error::user(UserErrorCode::Duplicate, "id", message))
        });
    }
    let letters = asked.iter().flatten().map(|(_, outgoing)| outgoing.clone());
    let mut queued = mail::enqueue_all(tx, cx, letters.collect()).await?.into_iter();
    let mut sent = Vec::with_capacity(asked.len());
    for one in asked {
        sent.push(match one {
            Ok((before, _)) => match queued.next().flatten() {
                Some(mail) => Ok(mark(tx, cx, before, mail).await?),
                None => Err(Error::state("id", "This letter was sent.")),
            },
            Err(error) => Err(error),
        });
    }
    Ok(sent)
}

async fn mark(tx: &Tx, cx: &Cx, before: &letter_draft::Model, mail: MailId) -> Result<letter_draft::Model> {
    let row = letter_draft::ActiveModel {
        state: Set(LetterDraftState::Sent),
        sent_at: Set(Some(cx.app.clock.now())),
        mail_id: Set(Some(mail)),
        ..Default::default()
    };
    let updated = record::update::<letter_draft::Entity>(tx, cx, before, None, row).await?;
    Ok(updated.row)
}

/// What letters need beside their drafts.
struct Post<'a> {
    cx: &'a Cx,
    desk: Desk,
    meetings: HashMap<MeetingId, meeting::Model>,
    /// The `Message-ID` of the first letter to each attendee.
    threads: HashMap<Uuid, String>,
}

impl<'a> Post<'a> {
    async fn open(
        tx: &Tx,
        cx: &'a Cx,
        drafts: &HashMap<LetterDraftId, letter_draft::Model>,
        meetings: HashMap<MeetingId, meeting::Model>,
    ) -> Result<Self> {
        let all = || drafts.values();
        let contacts = all().flat_map(|row| [row.contact_id, row.sender_contact_id]);
        let users = all().flat_map(|row| [row.user_id, row.sender_user_id]);
        let users: HashSet<UserId> = users.chain([acting(cx)]).flatten().collect();
        let desk = Desk::open(tx, contacts.flatten().collect(), users.into_iter().collect()).await?;
        let attendees: Vec<Uuid> = all()
            .filter_map(|row| row.attendee_id.map(AttendeeId::uuid))
            .collect();
        Ok(Self {
            cx,
            desk,
            meetings,
            threads: mail::reads::first_about(tx, SubjectType::Attendee, &attendees).await?,
        })
    }

    /// The letter of a draft; else why it cannot be sent.
    fn letter<'d>(
        &self,
        draft: Option<&'d letter_draft::Model>,
        version: Option<i32>,
    ) -> Result<(&'d letter_draft::Model, Outgoing)> {
        let draft = draft.ok_or(Error::NotFound)?;
        self.cx.may_for(Action::MeetingManage, draft.agency_id)?;
        open(draft)?;
        if version.is_some_and(|version| version != draft.version) {
            return Err(record::conflict());
        }
        if let Some(id) = draft.meeting_id {
            closed(self.meetings.get(&id))?;
        }
        let to = self
            .desk
            .recipient(draft)
            .map_err(|reason| Error::state("id", reason.sentence()))?;
        let (about, key) = subject(draft);
        let expires_at = self.cx.app.clock.now() + USE;
        let outgoing = Outgoing {
            kind: Some(MailKind::Letter),
            reply_to: self.reply_to(draft),
            in_reply_to: self.threads.get(&about.1).cloned(),
            ..Outgoing::now(letter(self.cx, draft), to, about, key, expires_at)
        };
        Ok((draft, outgoing))
    }

    /// Where answers go: to whom it is written in the name of, else to who sends it.
    fn reply_to(&self, draft: &letter_draft::Model) -> Option<String> {
        self.desk
            .sender(draft.sender_contact_id, draft.sender_user_id)
            .or_else(|| self.desk.sender(None, acting(self.cx)))
    }
}

/// What a letter is about, and what tells it from others: the person and the occasion, not the draft.
fn subject(draft: &letter_draft::Model) -> ((SubjectType, Uuid), Vec<String>) {
    let kind = match draft.kind {
        LetterDraftKind::FollowUp => "follow-up",
        LetterDraftKind::ThankYou => "thank-you",
        LetterDraftKind::Welcome => "welcome",
    };
    let about = match draft.attendee_id {
        Some(id) => (SubjectType::Attendee, id.uuid()),
        None => (SubjectType::LetterDraft, draft.id.uuid()),
    };
    let of = draft.attendee_id.map(AttendeeId::uuid);
    let person = of.or(draft.representative_id.map(RepresentativeId::uuid));
    let words = [draft.meeting_id.map(MeetingId::uuid), person]
        .into_iter()
        .flatten();
    let words = words.map(|id| id.simple().to_string());
    let key = [kind.to_owned()].into_iter().chain(words).collect();
    (about, key)
}
