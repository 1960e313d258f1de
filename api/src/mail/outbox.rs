//! Queueing a letter, in the transaction of the change that causes it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use entities::{
    ids::{ContactId, EmployerId, MailId, UserId},
    mail_opt_out::MailKind,
    outbox_message::{self, Column, MailState},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict, SimpleExpr},
};
use uuid::Uuid;

use super::{Letter, Rendered, queue};
use crate::{
    app::Cx,
    db::{MOST_INSERTED, Tx},
    error::Result,
    links::{self, Person},
    opt_outs, text,
};

/// Who a letter is for.
#[derive(Clone, Debug, Default)]
pub struct Recipient {
    /// The address.
    pub address: String,
    /// The name beside it.
    pub name: Option<String>,
    /// The user, when it is one.
    pub user_id: Option<UserId>,
    /// The contact, when it is one.
    pub contact_id: Option<ContactId>,
    /// The employer it concerns.
    pub employer_id: Option<EmployerId>,
}

/// An iCalendar object that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The object.
    pub text: String,
    /// Its method, as its text says it: `REQUEST`, `CANCEL`, `PUBLISH`.
    pub method: &'static str,
}

/// A letter to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// What it says.
    pub letter: Letter,
    /// Who it is for.
    pub to: Recipient,
    /// The kind of mail it is: who does without it gets none. None for a letter that one has to have.
    pub kind: Option<MailKind>,
    /// The record it is about.
    pub about: (SubjectType, Uuid),
    /// What tells it from every other letter, in words of letters, digits, `_` and `-`, such as the ids of meeting and person
    /// and a number: a letter that was queued with the same key is not queued again.
    pub key: Vec<String>,
    /// When it is to leave; now when none.
    pub due_at: Option<DateTime<Utc>>,
    /// When it is of no use any more, such as the start of the meeting it reminds of.
    pub expires_at: DateTime<Utc>,
    /// Where answers go; to the sender when none.
    pub reply_to: Option<String>,
    /// An iCalendar object.
    pub calendar: Option<Calendar>,
    /// The `Message-ID` of the letter that began the thread.
    pub in_reply_to: Option<String>,
    /// Where the recipient unsubscribes with one click; of a letter with a kind it is made when none is given.
    pub unsubscribe_url: Option<String>,
}

impl Outgoing {
    /// A letter that leaves now and goes with nothing else.
    pub fn now(
        letter: Letter,
        to: Recipient,
        about: (SubjectType, Uuid),
        key: Vec<String>,
        expires_at: DateTime<Utc>,
    ) -> Self {
        Self {
            letter,
            to,
            kind: None,
            about,
            key,
            due_at: None,
            expires_at,
            reply_to: None,
            calendar: None,
            in_reply_to: None,
            unsubscribe_url: None,
        }
    }

    /// The letter's `Message-ID`: the same whenever and wherever it is made.
    pub fn message_id(&self, cx: &Cx) -> String {
        let host = cx.app.config.base_url.host_str().unwrap_or("localhost");
        format!("<{}.{}@{host}>", self.letter.name(), self.key.join("."))
    }
}

/// Queues a letter, inside the transaction of the change that causes it: this is the one way that mail leaves Guildhall.
///
/// A feature calls it in its own [`db::write`](crate::db::write), once for each recipient:
///
/// ```ignore
/// let about = (SubjectType::Meeting, meeting.id.uuid());
/// let key = vec![meeting.id.to_string(), attendee.id.to_string(), meeting.sequence.to_string()];
/// let mut outgoing = Outgoing::now(Letter::Reminder(context), recipient, about, key, meeting.starts_at);
/// outgoing.kind = Some(MailKind::Reminder);
/// outgoing.due_at = Some(due_at);
/// mail::enqueue(tx, cx, outgoing).await?;
/// ```
///
/// None when a letter with this key was queued before: nothing is done then. The letter is rendered now and kept as it is. An
/// address that cannot be one fails this letter (`BAD_ADDRESS`), not the change; to a recipient who does without its kind of
/// mail it is skipped (`OPTED_OUT`); the mail log shows both. A letter with a kind gets a link to unsubscribe in its head;
/// [`links::unsubscribe_url`] and [`links::rsvp_url`] make links for its text.
///
/// # Errors
/// When a template cannot be filled, or the database refuses the row.
pub async fn enqueue(tx: &Tx, cx: &Cx, outgoing: Outgoing) -> Result<Option<MailId>> {
    let out = who_is_out(tx, std::slice::from_ref(&outgoing)).await?;
    let row = written(tx, cx, outgoing, &out).await?;
    let id = row.id.clone().take();
    let message_id = OnConflict::column(outbox_message::Column::MessageId)
        .do_nothing()
        .to_owned();
    let inserted = outbox_message::Entity::insert(row)
        .on_conflict(message_id)
        .exec_without_returning(tx)
        .await?;
    Ok(id.filter(|_| inserted > 0))
}

/// Queues many letters, some hundred a statement; for each its id, none when it was queued before.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_all(tx: &Tx, cx: &Cx, list: Vec<Outgoing>) -> Result<Vec<Option<MailId>>> {
    let out = who_is_out(tx, &list).await?;
    let mut rows = Vec::with_capacity(list.len());
    for outgoing in list {
        rows.push(written(tx, cx, outgoing, &out).await?);
    }
    let ids: Vec<MailId> = rows.iter().filter_map(|row| row.id.clone().take()).collect();
    let mut queued = HashSet::new();
    for (rows, ids) in rows.chunks(MOST_INSERTED).zip(ids.chunks(MOST_INSERTED)) {
        let message_id = OnConflict::column(Column::MessageId).do_nothing().to_owned();
        outbox_message::Entity::insert_many(rows.iter().cloned())
            .on_conflict(message_id)
            .exec_without_returning(tx)
            .await?;
        queued.extend(known(tx, Column::Id.is_in(ids.iter().copied())).await?);
    }
    Ok(ids
        .into_iter()
        .map(|id| queued.contains(&id).then_some(id))
        .collect())
}

/// Calls letters off that wait and that no worker has; those that are called off now. What was said has changed since.
///
/// # Errors
/// Database errors.
pub async fn withdraw(tx: &Tx, cx: &Cx, ids: &[MailId]) -> Result<HashSet<MailId>> {
    let now = cx.app.clock.now();
    let mut withdrawn = HashSet::new();
    for ids in ids.chunks(MOST_INSERTED) {
        let these = Column::Id.is_in(ids.iter().copied());
        outbox_message::Entity::update_many()
            .set(outbox_message::ActiveModel {
                state: Set(MailState::Cancelled),
                reason: Set(Some("WITHDRAWN".to_owned())),
                ended_at: Set(Some(now)),
                updated_at: Set(now),
                ..Default::default()
            })
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(these.clone())
            .filter(Column::State.eq(MailState::Queued))
            .filter(queue::free(now))
            .exec(tx)
            .await?;
        withdrawn.extend(known(tx, these.and(Column::State.eq(MailState::Cancelled))).await?);
    }
    Ok(withdrawn)
}

/// The ids of the letters that a condition finds.
async fn known(tx: &Tx, condition: SimpleExpr) -> Result<Vec<MailId>> {
    let ids = outbox_message::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(condition);
    Ok(ids.into_tuple().all(tx).await?)
}

/// Those recipients of letters with a kind who do without it.
async fn who_is_out(tx: &Tx, list: &[Outgoing]) -> Result<HashSet<(Person, MailKind)>> {
    let wanted: Vec<_> = list.iter().filter_map(addressed).collect();
    opt_outs::reads::who_is_out(tx, &wanted).await
}

/// The person and the kind of a letter that one may do without.
fn addressed(outgoing: &Outgoing) -> Option<(Person, MailKind)> {
    let contact = outgoing.to.contact_id.map(Person::Contact);
    let person = contact.or(outgoing.to.user_id.map(Person::User))?;
    Some((person, outgoing.kind?))
}

/// The row of a letter; skipped at once when its recipient does without its kind of mail.
async fn written(
    tx: &Tx,
    cx: &Cx,
    mut outgoing: Outgoing,
    out: &HashSet<(Person, MailKind)>,
) -> Result<outbox_message::ActiveModel> {
    let rendered = outgoing.letter.render()?;
    let addressed = addressed(&outgoing);
    if let (Some((person, kind)), None) = (addressed, &outgoing.unsubscribe_url) {
        outgoing.unsubscribe_url = Some(links::unsubscribe_url(tx, cx, person, kind).await?);
    }
    let mut row = row(cx, outgoing, rendered);
    let is_out = addressed.is_some_and(|one| out.contains(&one));
    if is_out && row.state == Set(MailState::Queued) {
        row.state = Set(MailState::Skipped);
        row.reason = Set(Some(queue::OPTED_OUT.to_owned()));
        row.ended_at = Set(Some(cx.app.clock.now()));
    }
    Ok(row)
}

fn row(cx: &Cx, outgoing: Outgoing, rendered: Rendered) -> outbox_message::ActiveModel {
    let now = cx.app.clock.now();
    let message_id = outgoing.message_id(cx);
    let is_address =
        text::is_email(&outgoing.to.address) && outgoing.to.address.parse::<lettre::Address>().is_ok();
    let (calendar, calendar_method) = outgoing
        .calendar
        .map(|calendar| (calendar.text, calendar.method.to_owned()))
        .unzip();
    outbox_message::ActiveModel {
        id: Set(cx.app.ids.next::<MailId>()),
        letter: Set(outgoing.letter.name().to_owned()),
        kind: Set(outgoing.kind),
        subject_type: Set(outgoing.about.0),
        subject_id: Set(outgoing.about.1),
        user_id: Set(outgoing.to.user_id),
        contact_id: Set(outgoing.to.contact_id),
        employer_id: Set(outgoing.to.employer_id),
        address_search: Set(text::fold(&outgoing.to.address)),
        to_address: Set(outgoing.to.address),
        to_name: Set(outgoing.to.name.map(|name| one_line(&name))),
        reply_to: Set(outgoing.reply_to),
        subject: Set(rendered.subject),
        text_body: Set(rendered.text),
        html_body: Set(rendered.html),
        calendar: Set(calendar),
        calendar_method: Set(calendar_method),
        message_id: Set(message_id),
        in_reply_to: Set(outgoing.in_reply_to),
        unsubscribe_url: Set(outgoing.unsubscribe_url),
        due_at: Set(outgoing.due_at.unwrap_or(now)),
        expires_at: Set(outgoing.expires_at),
        state: Set(if is_address {
            MailState::Queued
        } else {
            MailState::Failed
        }),
        reason: Set((!is_address).then(|| queue::BAD_ADDRESS.to_owned())),
        attempts: Set(0),
        claimed_by: Set(None),
        claimed_until: Set(None),
        ended_at: Set((!is_address).then_some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    }
}

/// A name with a line break in it must not reach into the head of the message.
fn one_line(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
