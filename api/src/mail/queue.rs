//! The rows of the outbox: claimed, renewed, settled, and ended when they are of no use any more.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    ids::MailAttemptId,
    mail_address,
    mail_attempt::{self, AttemptOutcome},
    mail_opt_out::MailKind,
    outbox_message::{self, Column, MailState, Model},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockBehavior, LockType},
};
use sha2::{Digest, Sha256};

use super::{
    Letter,
    transport::{Outcome, Tried},
};
use crate::{
    app::{App, Cx},
    db::{self, Tx},
    error::Result,
    links::Person,
    opt_outs, skill_gains,
};

/// Why a letter fails whose address is none.
pub(super) const BAD_ADDRESS: &str = "BAD_ADDRESS";
/// Why a letter is skipped whose recipient does without its kind of mail.
pub(super) const OPTED_OUT: &str = "OPTED_OUT";
/// How long a claim holds unless it is renewed.
const CLAIM: TimeDelta = TimeDelta::minutes(1);
/// Minutes to the next try after a failure; the last one repeats.
const PAUSES: [i64; 5] = [1, 5, 15, 60, 240];
/// Refusals in a row after which an address gets no more letters.
const MOST_REFUSALS: i32 = 2;

fn cx(app: &Arc<App>) -> Cx {
    app.system("the outbox of mail")
}

/// No worker has it.
pub(super) fn free(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Column::ClaimedUntil.is_null())
        .add(Column::ClaimedUntil.lt(now))
}

fn waiting(now: DateTime<Utc>) -> Select<outbox_message::Entity> {
    outbox_message::Entity::find()
        .filter(Column::State.eq(MailState::Queued))
        .filter(free(now))
}

/// Takes the letter that is due longest; none when none is.
pub(super) async fn claim(app: &Arc<App>, claim: &str) -> Result<Option<Model>> {
    let now = app.clock.now();
    let due = waiting(now)
        .filter(Column::DueAt.lte(now))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(1);
    // Looking costs no writer: on SQLite there is only one.
    if due.clone().one(app.db.read()).await?.is_none() {
        return Ok(None);
    }
    db::write(&cx(app), async |tx| {
        let free = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        let Some(found) = free.one(tx).await? else {
            return Ok(None);
        };
        let row = outbox_message::ActiveModel {
            claimed_by: Set(Some(claim.to_owned())),
            claimed_until: Set(Some(now + CLAIM)),
            attempts: Set(found.attempts + 1),
            ..Default::default()
        };
        set(tx, now, row, Condition::all().add(Column::Id.eq(found.id))).await?;
        Ok(Some(Model {
            claimed_by: Some(claim.to_owned()),
            attempts: found.attempts + 1,
            ..found
        }))
    })
    .await
}

/// Holds the claim of a letter longer.
pub(super) async fn renew(app: &Arc<App>, row: &Model) -> Result<()> {
    let now = app.clock.now();
    let longer = outbox_message::ActiveModel {
        claimed_until: Set(Some(now + CLAIM)),
        ..Default::default()
    };
    db::write(&cx(app), async |tx| {
        set(tx, now, longer, mine(row)).await.map(|_| ())
    })
    .await
}

/// Whether the address refused letters so often that none is tried any more.
pub(super) async fn is_bouncing(app: &Arc<App>, row: &Model) -> Result<bool> {
    let known = mail_address::Entity::find_by_id(row.address_search.clone());
    let known = known.one(app.db.read()).await?;
    Ok(known.is_some_and(|address| address.bouncing_since.is_some()))
}

/// Whether the recipient does without mail of this kind by now.
pub(super) async fn is_opted_out(app: &Arc<App>, row: &Model) -> Result<bool> {
    match (row.kind, Person::of(row.contact_id, row.user_id)) {
        (Some(kind), Some(person)) => opt_outs::reads::is_out(app.db.read(), person, kind).await,
        _ => Ok(false),
    }
}

/// Withdraws a letter that is claimed when what it says is true no more; whether it was.
pub(super) async fn is_withdrawn(app: &Arc<App>, row: &Model) -> Result<bool> {
    if row.subject_type != SubjectType::SkillGain {
        return Ok(false);
    }
    let (cx, now) = (cx(app), app.clock.now());
    db::write(&cx, async |tx| {
        if skill_gains::ops::still_asks(tx, &cx, row).await? {
            return Ok(false);
        }
        let ended = outbox_message::ActiveModel {
            attempts: Set(row.attempts - 1),
            ..ended(row, MailState::Cancelled, Some("WITHDRAWN"), now)
        };
        // What was tried before may have come all the same.
        if set(tx, now, ended, mine(row)).await? > 0 && row.attempts == 1 {
            never_left(tx, &cx, row).await?;
        }
        Ok(true)
    })
    .await
}

/// Ends a letter that is claimed and was not tried.
pub(super) async fn skip(app: &Arc<App>, row: &Model, reason: &str) -> Result<()> {
    let now = app.clock.now();
    let ended = outbox_message::ActiveModel {
        attempts: Set(row.attempts - 1),
        ..ended(row, MailState::Skipped, Some(reason), now)
    };
    let cx = cx(app);
    db::write(&cx, async |tx| {
        // What was tried before may have come all the same.
        if set(tx, now, ended, mine(row)).await? > 0 && row.attempts == 1 {
            never_left(tx, &cx, row).await?;
        }
        Ok(())
    })
    .await
}

/// Takes note of a letter that has ended and was never tried: who was to be asked by it was not asked.
pub(super) async fn never_left(tx: &Tx, cx: &Cx, row: &Model) -> Result<()> {
    if row.subject_type == SubjectType::SkillGain {
        skill_gains::ops::never_left(tx, cx, row).await?;
    }
    Ok(())
}

/// Writes what came of a try, and what is next.
pub(super) async fn settle(app: &Arc<App>, row: &Model, tried: &Tried) -> Result<()> {
    let now = app.clock.now();
    let next = next(row, tried, now);
    // A letter that was taken is sent, whoever holds the claim by now; anything else is for the holder to say.
    let held = if tried.outcome == Outcome::Accepted {
        Condition::all()
            .add(Column::Id.eq(row.id))
            .add(Column::State.eq(MailState::Queued))
    } else {
        mine(row)
    };
    db::write(&cx(app), async |tx| {
        note(tx, app, row, tried, now).await?;
        if !app.mail.is_redirected() {
            note_address(tx, row, tried.outcome, now).await?;
        }
        if set(tx, now, next, held).await? == 0 {
            tracing::warn!(mail = %row.id, outcome = ?tried.outcome, "another worker had taken the letter meanwhile");
        }
        Ok(())
    })
    .await
}

/// Where a letter stands after a try.
fn next(row: &Model, tried: &Tried, now: DateTime<Utc>) -> outbox_message::ActiveModel {
    match tried.outcome {
        Outcome::Accepted => ended(row, MailState::Sent, None, now),
        Outcome::LetterRefused | Outcome::AddressRefused => {
            ended(row, MailState::Failed, Some("REFUSED"), now)
        }
        Outcome::Later => {
            let due_at = now + pause(row);
            if due_at >= row.expires_at {
                return ended(row, MailState::Failed, Some("GAVE_UP"), now);
            }
            outbox_message::ActiveModel {
                due_at: Set(due_at),
                claimed_by: Set(None),
                claimed_until: Set(None),
                ..Default::default()
            }
        }
    }
}

/// The columns of a letter that has ended. Of one that held a secret the text goes.
pub(super) fn ended(
    row: &Model,
    state: MailState,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> outbox_message::ActiveModel {
    let mut ended = outbox_message::ActiveModel {
        state: Set(state),
        reason: Set(reason.map(str::to_owned)),
        claimed_by: Set(None),
        claimed_until: Set(None),
        ended_at: Set(Some(now)),
        ..Default::default()
    };
    if Letter::SECRET.contains(&row.letter.as_str()) {
        ended.text_body = Set(String::new());
        ended.html_body = Set(String::new());
    }
    ended
}

/// The pause after a try: as the table says, and up to a fifth more, the same for the same letter and try.
fn pause(row: &Model) -> TimeDelta {
    let place = usize::try_from(row.attempts - 1)
        .unwrap_or(0)
        .min(PAUSES.len() - 1);
    let minutes = PAUSES[place];
    let digest = Sha256::digest(format!("{}{}", row.message_id, row.attempts).as_bytes());
    let share = i64::from(digest[0]);
    TimeDelta::milliseconds(minutes * 60_000 + minutes * 60_000 * share / (5 * 256))
}

async fn note(tx: &Tx, app: &Arc<App>, row: &Model, tried: &Tried, now: DateTime<Utc>) -> Result<()> {
    let attempt = mail_attempt::ActiveModel {
        id: Set(app.ids.next::<MailAttemptId>()),
        outbox_message_id: Set(row.id),
        attempt: Set(row.attempts),
        at: Set(now),
        outcome: Set(match tried.outcome {
            Outcome::Accepted => AttemptOutcome::Accepted,
            Outcome::Later => AttemptOutcome::Transient,
            Outcome::LetterRefused | Outcome::AddressRefused => AttemptOutcome::Permanent,
        }),
        answer: Set(tried.answer.clone()),
    };
    attempt.insert(tx).await?;
    Ok(())
}

/// Counts refusals of an address; a letter that it takes clears them.
async fn note_address(tx: &Tx, row: &Model, outcome: Outcome, now: DateTime<Utc>) -> Result<()> {
    let address = row.address_search.clone();
    match outcome {
        Outcome::Later | Outcome::LetterRefused => Ok(()),
        Outcome::Accepted => forget_refusals(tx, address).await,
        Outcome::AddressRefused => {
            let stored = mail_address::Entity::find_by_id(address.clone())
                .lock_exclusive()
                .one(tx)
                .await?;
            let failures = stored.as_ref().map_or(0, |stored| stored.failures) + 1;
            let counted = mail_address::ActiveModel {
                address_search: Set(address),
                failures: Set(failures),
                bouncing_since: Set((failures >= MOST_REFUSALS).then_some(now)),
                updated_at: Set(now),
            };
            match stored {
                Some(_) => drop(counted.update(tx).await?),
                None => drop(counted.insert(tx).await?),
            }
            Ok(())
        }
    }
}

/// Lets an address have letters again.
pub(super) async fn forget_refusals(tx: &Tx, address_search: String) -> Result<()> {
    mail_address::Entity::delete_by_id(address_search)
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends the letters that are of no use any more: skipped when they were never tried, failed when they were.
pub(super) async fn end_late(app: &Arc<App>) -> Result<()> {
    let now = app.clock.now();
    let late = waiting(now).filter(Column::ExpiresAt.lte(now)).limit(100);
    if late.clone().one(app.db.read()).await?.is_none() {
        return Ok(());
    }
    let cx = cx(app);
    db::write(&cx, async |tx| {
        let late = late.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        for row in late.all(tx).await? {
            let (state, reason) = if row.attempts > 0 {
                (MailState::Failed, "GAVE_UP")
            } else {
                (MailState::Skipped, "LATE")
            };
            let is_it = Condition::all().add(Column::Id.eq(row.id));
            set(tx, now, ended(&row, state, Some(reason), now), is_it).await?;
            if row.attempts == 0 {
                never_left(tx, &cx, &row).await?;
            }
        }
        Ok(())
    })
    .await
}

/// Skips the letters of a kind that wait for a person who does without it. One that is being sent at this moment still goes.
///
/// # Errors
/// Database errors.
pub async fn skip_waiting(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<()> {
    let now = cx.app.clock.now();
    let to = match person {
        Person::Contact(id) => Column::ContactId.eq(id),
        Person::User(id) => Column::UserId.eq(id),
    };
    let which = Condition::all()
        .add(free(now))
        .add(Column::State.eq(MailState::Queued))
        .add(Column::Kind.eq(kind))
        .add(to);
    // Held, so that no worker takes one of them meanwhile.
    let untried = outbox_message::Entity::find()
        .filter(which.clone())
        .filter(Column::SubjectType.eq(SubjectType::SkillGain))
        .filter(Column::Attempts.eq(0))
        .lock_exclusive()
        .all(tx)
        .await?;
    let skipped = outbox_message::ActiveModel {
        state: Set(MailState::Skipped),
        reason: Set(Some(OPTED_OUT.to_owned())),
        ended_at: Set(Some(now)),
        ..Default::default()
    };
    set(tx, now, skipped, which).await?;
    for row in &untried {
        never_left(tx, cx, row).await?;
    }
    Ok(())
}

/// The letter while it is under this claim.
fn mine(row: &Model) -> Condition {
    Condition::all()
        .add(Column::Id.eq(row.id))
        .add(Column::State.eq(MailState::Queued))
        .add(Column::ClaimedBy.eq(row.claimed_by.clone()))
}

/// Writes columns and counts the version up; how many rows it found.
async fn set(tx: &Tx, now: DateTime<Utc>, row: outbox_message::ActiveModel, which: Condition) -> Result<u64> {
    let updated = outbox_message::Entity::update_many()
        .set(outbox_message::ActiveModel {
            updated_at: Set(now),
            ..row
        })
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(which)
        .exec(tx)
        .await?;
    Ok(updated.rows_affected)
}
