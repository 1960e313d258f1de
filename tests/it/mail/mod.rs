//! Mail: what is sent, what fails, and what is tried again, through a mail server on loopback.

mod claims;
mod failures;
mod letters;
mod log;
mod sending;
mod settings;

use api::{
    db,
    mail::{self, Letter, Outgoing, Recipient, SignInNotice},
};
use entities::{
    ids::{MailId, UserId},
    mail_attempt, outbox_message,
    subject_type::SubjectType,
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::support::TestApp;

/// A letter to that address which is of use for a day.
pub async fn letter_to(t: &TestApp, address: &str) -> Outgoing {
    let id = t.user(UserRole::Viewer).await.id;
    notice(t, address, id, "1")
}

/// A letter to that address about a user; the number tells it from others.
fn notice(t: &TestApp, address: &str, user: UserId, number: &str) -> Outgoing {
    let letter = Letter::SignInNotice(SignInNotice {
        name: "Ann Ørsted\nBcc: b@example.org".to_owned(),
        at: "24 November 2026, 20:00 UTC".to_owned(),
        browser: None,
        site: "https://hall.example.org".to_owned(),
    });
    let to = Recipient {
        address: address.to_owned(),
        name: Some("Ann Ørsted\r\nBcc: b@example.org".to_owned()),
        user_id: Some(user),
        ..Recipient::default()
    };
    let key = vec![user.to_string(), number.to_owned()];
    let expires_at = t.clock.now() + chrono::TimeDelta::days(1);
    Outgoing::now(letter, to, (SubjectType::User, user.uuid()), key, expires_at)
}

/// Queues a letter.
pub async fn queue(t: &TestApp, outgoing: Outgoing) -> Option<MailId> {
    let cx = t.app.system("test");
    let queued = db::write(&cx, async |tx| mail::enqueue(tx, &cx, outgoing).await).await;
    queued.expect("the outbox takes it")
}

/// Queues a letter to that address.
async fn queued(t: &TestApp, address: &str) -> MailId {
    queue(t, letter_to(t, address).await).await.expect("it is new")
}

/// Sends what is due.
async fn run(t: &TestApp) -> u32 {
    mail::run_due(&t.app).await.expect("the outbox")
}

/// The row of a letter.
async fn row(t: &TestApp, id: MailId) -> outbox_message::Model {
    let row = outbox_message::Entity::find_by_id(id).one(t.app.db.read()).await;
    row.expect("the database").expect("a row")
}

/// Where a letter stands: state, reason, tries, answers.
async fn standing(t: &TestApp, id: MailId) -> String {
    let row = row(t, id).await;
    let attempts = mail_attempt::Entity::find()
        .filter(mail_attempt::Column::OutboxMessageId.eq(id))
        .order_by_asc(mail_attempt::Column::Attempt)
        .all(t.app.db.read())
        .await
        .expect("the attempts");
    let answers: Vec<String> = attempts
        .iter()
        .map(|attempt| format!("{}. {:?}: {}", attempt.attempt, attempt.outcome, attempt.answer))
        .collect();
    format!(
        "{:?} {} {}",
        row.state,
        row.reason.unwrap_or_else(|| "-".to_owned()),
        answers.join(" | ")
    )
}
