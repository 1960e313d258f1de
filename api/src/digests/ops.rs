//! Writing the letters that are due.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use entities::{
    ids::MailPreferenceId,
    mail_opt_out::MailKind,
    mail_preference::{self, Column as C},
    subject_type::SubjectType,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::reads::{self, Ahead};
use crate::{
    app::{App, Cx},
    clock::zones::Zone,
    db::{self, Tx},
    error::Result,
    jobs::Tally,
    links::{self, Person},
    mail::{self, Digest, Letter, Outgoing, Recipient},
    mail_preferences::{self, Hours, USEFUL_FOR},
    opt_outs, reminders,
};

/// People looked at in one go.
const MOST_DUE: u64 = 100;
/// Days after today that the letter tells of.
const DAYS_AHEAD: Days = Days::new(7);

/// Queues the digests that are due, a transaction for each; how many people there were. What another worker has in hand is
/// left to it.
///
/// # Errors
/// Database errors.
pub async fn write_due(app: &Arc<App>) -> Result<usize> {
    // Looking costs no writer: on SQLite there is only one.
    let due: Vec<MailPreferenceId> = mail_preference::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::SortDigestAt.lte(app.clock.now()))
        .order_by_asc(C::SortDigestAt)
        .limit(MOST_DUE)
        .into_tuple()
        .all(app.db.read())
        .await?;
    let mut tally = Tally::default();
    for id in due {
        let cx = app.system("digests of the morning");
        let written = db::write(&cx, async |tx| write(tx, &cx, id).await).await;
        tally.add(written.map(usize::from))?;
    }
    tally.end()
}

/// Queues the digest of a person, and says when the next one is due; whether it was due and free.
async fn write(tx: &Tx, cx: &Cx, id: MailPreferenceId) -> Result<bool> {
    let now = cx.app.clock.now();
    let whose = mail_preference::Entity::find_by_id(id).one(tx).await?;
    let Some(person) = whose.and_then(|row| Person::of(row.contact_id, row.user_id)) else {
        return Ok(false);
    };
    reminders::ops::lock_person(tx, person).await?;
    let free = mail_preference::Entity::find_by_id(id)
        .filter(C::SortDigestAt.lte(now))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await?;
    let Some((row, due)) = free.and_then(|row| row.sort_digest_at.map(|due| (row, due))) else {
        return Ok(false);
    };
    let hours = Hours::of(Some(&row), "UTC");
    queue(tx, cx, person, hours.zone(), due).await?;
    // Of the days that an outage took only the first one is shown as late.
    let next = hours.next_digest(due.max(now - USEFUL_FOR));
    mail_preferences::ops::digest_written(tx, &row, next).await?;
    Ok(true)
}

async fn queue(tx: &Tx, cx: &Cx, person: Person, zone: &Zone, due: DateTime<Utc>) -> Result<()> {
    if opt_outs::reads::is_out(tx, person, MailKind::Digest).await? {
        return Ok(());
    }
    // Who cannot be written to is not looked at every morning in the log of mail.
    let Ok(to) = reminders::recipient(tx, person).await? else {
        return Ok(());
    };
    let day = zone.day(due);
    let now = cx.app.clock.now();
    // A letter that is late by hours tells of what has not begun; one of another day shows what was missed.
    let from = if now < due + USEFUL_FOR { now } else { due };
    let span = (from, end_of(zone, day + DAYS_AHEAD));
    let ahead = reads::ahead(tx, cx, person, span, day + DAYS_AHEAD).await?;
    let mut letter = said(&ahead, &to, zone, day, cx.app.config.site());
    if letter.says_something() {
        letter.stop = links::unsubscribe_url(tx, cx, person, MailKind::Digest).await?;
        let outgoing = outgoing(letter, to, person, day, due);
        mail::enqueue(tx, cx, outgoing).await?;
    }
    Ok(())
}

/// The first instant after a day.
fn end_of(zone: &Zone, day: NaiveDate) -> DateTime<Utc> {
    zone.instant_or_later((day + Days::new(1)).and_time(chrono::NaiveTime::MIN))
}

fn outgoing(letter: Digest, to: Recipient, person: Person, day: NaiveDate, due: DateTime<Utc>) -> Outgoing {
    let (subject, id) = match person {
        Person::Contact(id) => (SubjectType::Contact, id.uuid()),
        Person::User(id) => (SubjectType::User, id.uuid()),
    };
    let key = vec![id.simple().to_string(), day.format("%Y%m%d").to_string()];
    Outgoing {
        kind: Some(MailKind::Digest),
        unsubscribe_url: Some(letter.stop.clone()),
        ..Outgoing::now(Letter::Digest(letter), to, (subject, id), key, due + USEFUL_FOR)
    }
}

fn said(ahead: &Ahead, to: &Recipient, zone: &Zone, day: NaiveDate, site: String) -> Digest {
    let end = end_of(zone, day);
    let (today, later): (Vec<_>, Vec<_>) = ahead.meetings.iter().partition(|one| one.starts_at < end);
    let (overdue, to_do): (Vec<_>, Vec<_>) = ahead.tasks.iter().partition(|one| one.due_on < day);
    Digest {
        name: to.name.clone().unwrap_or_default(),
        day: reads::written(day),
        today: today.into_iter().map(|one| one.told.clone()).collect(),
        ahead: later.into_iter().map(|one| one.told.clone()).collect(),
        overdue: overdue.into_iter().map(|one| one.told.clone()).collect(),
        to_do: to_do.into_iter().map(|one| one.told.clone()).collect(),
        is_cut: ahead.is_cut,
        stop: String::new(),
        site,
    }
}
