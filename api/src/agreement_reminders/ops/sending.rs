//! Reminders whose time has come: into the outbox of mail, and what became of their letters back.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    agreement,
    agreement_reminder::{self, AgreementDay, Column, Model},
    ids::{AgreementId, AgreementReminderId, UserId},
    partnership,
    reminder_instance::ReminderState,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::planning::{settle, stored, write};
use crate::{
    agreement_reminders::{
        due::{next_look, over},
        letters::Desk,
        people::{Answering, answering},
    },
    app::{App, Cx},
    db::{self, Tx},
    error::{Error, Result},
    jobs::Tally,
    mail::{self, Outgoing},
    reminders::ops::{Followed, follow},
};

/// Reminders looked at in one go.
const MOST_DUE: u64 = 500;

fn cx(app: &Arc<App>) -> Cx {
    app.system("reminders of agreements")
}

/// Puts the reminders that are due into the outbox, a transaction for each agreement; how many there were. What another worker
/// has in hand is left to it.
///
/// # Errors
/// Database errors.
pub async fn queue_due(app: &Arc<App>) -> Result<usize> {
    let mut tally = Tally::default();
    for id in due_agreements(app).await? {
        let cx = cx(app);
        tally.add(db::write(&cx, async |tx| queue_agreement(tx, &cx, id).await).await)?;
    }
    tally.end()
}

fn due(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::State.eq(ReminderState::Planned))
        .add(Column::DueAt.lte(now))
}

/// The agreements that have reminders due, the longest due first. Looking costs no writer: on SQLite there is only one.
async fn due_agreements(app: &App) -> Result<Vec<AgreementId>> {
    let ids: Vec<AgreementId> = agreement_reminder::Entity::find()
        .select_only()
        .column(Column::AgreementId)
        .filter(due(app.clock.now()))
        .order_by_asc(Column::DueAt)
        .limit(MOST_DUE)
        .into_tuple()
        .all(app.db.read())
        .await?;
    let mut seen = HashSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(*id)).collect())
}

async fn queue_agreement(tx: &Tx, cx: &Cx, id: AgreementId) -> Result<usize> {
    let free = agreement::Entity::find_by_id(id)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await?;
    let Some(agreement) = free else { return Ok(0) };
    let now = cx.app.clock.now();
    let before = stored(tx, id).await?;
    let is_due = |row: &&Model| row.state == ReminderState::Planned && row.due_at <= now;
    let count = before.iter().filter(is_due).count();
    if count == 0 {
        return Ok(0);
    }
    // Who answers may be others than when it was planned.
    let today = cx.app.config.time_zone.day(now);
    let who = answering(tx, agreement.partnership_id, today).await?;
    settle(tx, cx, &agreement, &who, &before, &HashSet::new()).await?;
    let rows = stored(tx, id).await?;
    let rows = rows.into_iter().filter(|row| is_due(&row)).collect();
    queue(tx, cx, &agreement, &who, rows).await?;
    Ok(count)
}

/// Of what, which day, and to whom.
type Thread = (AgreementDay, NaiveDate, Option<UserId>);

/// Queues the letters of these reminders, or says why there is none.
async fn queue(
    tx: &Tx,
    cx: &Cx,
    agreement: &agreement::Model,
    who: &Answering,
    mut rows: Vec<Model>,
) -> Result<()> {
    let (now, zone) = (cx.app.clock.now(), &cx.app.config.time_zone);
    let partnership = partnership::Entity::find_by_id(agreement.partnership_id)
        .one(tx)
        .await?;
    let partnership = db::found(partnership)?;
    let desk = Desk::open(tx, cx, agreement, &partnership, who.r#as).await?;
    let last = last(&rows);
    let (mut letters, mut places): (Vec<Outgoing>, Vec<usize>) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter_mut().enumerate() {
        row.updated_at = now;
        row.version += 1;
        let ends = over(zone, row.day);
        let is_of_use = now < ends && last.contains(&row.id);
        let user = who.users.iter().find(|user| Some(user.id) == row.user_id);
        let hindrance = match user {
            None => Some("NO_RECIPIENT"),
            Some(_) if partnership.trashed_at.is_some() => Some("PARTNERSHIP_TRASHED"),
            Some(_) => None,
        };
        match (hindrance, user) {
            (Some(reason), _) if is_of_use => wait(row, reason, next_look(zone, now)),
            (Some(reason), _) => skip(row, reason),
            (None, Some(user)) if is_of_use => {
                letters.push(desk.letter(row, user, ends));
                places.push(place);
            }
            (None, _) => skip(row, "LATE"),
        }
    }
    let queued = mail::enqueue_all(tx, cx, letters).await?;
    for (place, id) in places.into_iter().zip(queued) {
        let id = id.ok_or_else(|| Error::internal("a reminder was in the outbox already"))?;
        let row = &mut rows[place];
        row.state = ReminderState::Queued;
        row.reason = None;
        row.outbox_message_id = Some(id);
    }
    write(tx, &rows).await
}

/// After an outage several may be due to one person about one day: only the last one is still of use.
fn last(rows: &[Model]) -> HashSet<AgreementReminderId> {
    let mut last: HashMap<Thread, &Model> = HashMap::new();
    for row in rows {
        let known = last.entry((row.what, row.day, row.user_id)).or_insert(row);
        if row.days_before < known.days_before {
            *known = row;
        }
    }
    last.into_values().map(|row| row.id).collect()
}

/// Nobody can get it today: it is looked at again tomorrow.
fn wait(row: &mut Model, reason: &str, until: DateTime<Utc>) {
    tracing::warn!(agreement = %row.agreement_id, day = %row.day, reason, "a reminder of an agreement has to wait");
    row.due_at = until;
    row.reason = Some(reason.to_owned());
}

fn skip(row: &mut Model, reason: &str) {
    row.state = ReminderState::Skipped;
    row.reason = Some(reason.to_owned());
}

/// Takes over what became of the letters of reminders; how many have ended.
///
/// # Errors
/// Database errors.
pub async fn follow_mail(app: &Arc<App>) -> Result<u64> {
    let of = Followed {
        state: Column::State,
        reason: Column::Reason,
        letter: Column::OutboxMessageId,
        updated_at: Column::UpdatedAt,
        version: Column::Version,
    };
    follow::<agreement_reminder::Entity>(&cx(app), of).await
}
