//! Reminders whose time has come: into the outbox of mail, and what became of their letters back.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use entities::{
    attendee,
    ids::{AttendeeId, MailId, MeetingId, ReminderId},
    meeting::{self, MeetingStatus},
    outbox_message::{self, MailState},
    reminder_instance::{self, Column, ReminderState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::{
    following::{Followed, follow},
    planning::write,
};
use crate::{
    app::{App, Cx},
    attendees,
    db::{self, MOST_INSERTED, Tx},
    error::{Error, Result},
    jobs::Tally,
    mail,
    policy::Action,
    reminders::{
        letters::{Desk, Purpose},
        people, reads,
    },
};

/// Reminders looked at in one go.
const MOST_DUE: u64 = 500;

fn cx(app: &Arc<App>) -> Cx {
    app.system("reminders of meetings")
}

/// Puts the reminders that are due into the outbox, a transaction for each meeting; how many there were. What another worker
/// has in hand is left to it.
///
/// # Errors
/// Database errors.
pub async fn queue_due(app: &Arc<App>) -> Result<usize> {
    let mut tally = Tally::default();
    for meeting in due_meetings(app).await? {
        let cx = cx(app);
        tally.add(db::write(&cx, async |tx| queue_meeting(tx, &cx, meeting).await).await)?;
    }
    tally.end()
}

fn due(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::State.eq(ReminderState::Planned))
        .add(Column::DueAt.lte(now))
}

/// The meetings that have reminders due, the longest due first. Looking costs no writer: on SQLite there is only one.
async fn due_meetings(app: &App) -> Result<Vec<MeetingId>> {
    let ids: Vec<MeetingId> = reminder_instance::Entity::find()
        .select_only()
        .column(Column::MeetingId)
        .filter(due(app.clock.now()))
        .order_by_asc(Column::DueAt)
        .limit(MOST_DUE)
        .into_tuple()
        .all(app.db.read())
        .await?;
    let mut seen = HashSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(*id)).collect())
}

async fn queue_meeting(tx: &Tx, cx: &Cx, id: MeetingId) -> Result<usize> {
    let free = meeting::Entity::find_by_id(id)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx)
        .await?;
    let Some(meeting) = free else { return Ok(0) };
    let rows = reminder_instance::Entity::find()
        .filter(due(cx.app.clock.now()))
        .filter(Column::MeetingId.eq(id))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::RuleDueAt)
        .order_by_asc(Column::Id)
        .all(tx)
        .await?;
    let count = rows.len();
    queue(tx, cx, &meeting, rows, false).await?;
    Ok(count)
}

/// Queues the letters of these reminders, or says why there is none. What comes late, not by hand, waits for the end of the
/// recipient's quiet hours while that is of use.
async fn queue(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    mut rows: Vec<reminder_instance::Model>,
    is_by_hand: bool,
) -> Result<Vec<reminder_instance::Model>> {
    let now = cx.app.clock.now();
    let ids: HashSet<AttendeeId> = rows.iter().map(|row| row.attendee_id).collect();
    let list = attendee::Entity::find()
        .filter(attendee::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    let (desk, list) = (Desk::open(tx, cx, meeting, &list).await?, people::by_id(&list));
    // After an outage several may be due to one person: only the last one is still of use.
    let latest: HashMap<AttendeeId, ReminderId> = rows.iter().map(|row| (row.attendee_id, row.id)).collect();
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter_mut().enumerate() {
        row.updated_at = now;
        row.version += 1;
        let is_late = meeting.starts_at <= now || latest.get(&row.attendee_id) != Some(&row.id);
        // The version is another one each time it is queued.
        let edition = format!("{}-{}", row.id.uuid().simple(), row.version);
        let letter = match list.get(&row.attendee_id) {
            _ if is_late => Err("LATE"),
            Some(one) => desk.letter(Purpose::Reminder, one, &edition),
            None => Err("REMOVED"),
        };
        match letter {
            Ok(mut letter) => {
                if !is_by_hand {
                    letter.due_at = list.get(&row.attendee_id).and_then(|one| desk.delayed(one));
                }
                letters.push(letter);
                places.push(place);
            }
            Err(reason) => {
                row.state = ReminderState::Skipped;
                row.reason = Some(reason.to_owned());
                row.outbox_message_id = None;
            }
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
    write(tx, &rows).await?;
    Ok(rows)
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
    follow::<reminder_instance::Entity>(&cx(app), of).await
}

/// Withdraws the letters of reminders that say what is not true any more; the reminders that are free again.
///
/// # Errors
/// Database errors.
pub(super) async fn withdraw(
    tx: &Tx,
    cx: &Cx,
    stale: &[&reminder_instance::Model],
) -> Result<HashSet<ReminderId>> {
    let mut withdrawn = HashSet::new();
    for part in stale.chunks(MOST_INSERTED) {
        let letters: Vec<MailId> = part.iter().filter_map(|row| row.outbox_message_id).collect();
        let gone = mail::withdraw(tx, cx, &letters).await?;
        let is_gone = |row: &&&reminder_instance::Model| {
            row.outbox_message_id.is_some_and(|letter| gone.contains(&letter))
        };
        withdrawn.extend(part.iter().filter(is_gone).map(|row| row.id));
    }
    Ok(withdrawn)
}

/// Sends a reminder now that is planned, was skipped or has failed.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it is in the outbox, was sent or was cancelled, when the meeting has begun, was
/// cancelled or moved since, and when there is nobody to write to.
pub async fn send_now(cx: &Cx, id: ReminderId) -> Result<reminder_instance::Model> {
    db::write(cx, async |tx| {
        let row = reads::reminder(cx, tx, id).await?;
        attendees::ops::open_meeting(tx, cx, row.meeting_id).await?;
        let meeting = meeting::Entity::find_by_id(row.meeting_id)
            .lock_exclusive()
            .one(tx)
            .await?;
        let meeting = db::found(meeting)?;
        cx.may_for(Action::MeetingManage, meeting.agency_id)?;
        // Read once more: a worker may have queued it while this waited.
        let row = reads::reminder(cx, tx, id).await?;
        check_sendable(cx, &meeting, &row)?;
        let sent = queue(tx, cx, &meeting, vec![row], true).await?;
        let sent = db::found(sent.into_iter().next())?;
        let letter = match sent.outbox_message_id {
            Some(letter) => outbox_message::Entity::find_by_id(letter).one(tx).await?,
            None => None,
        };
        // A letter may end where it begins: to who does without reminders, or has an address that is none.
        let refused = letter.filter(|letter| letter.state != MailState::Queued);
        let reason = refused.and_then(|letter| letter.reason).or(sent.reason.clone());
        match (sent.state, reason.as_deref()) {
            (ReminderState::Queued, None) => Ok(sent),
            (_, Some("OPTED_OUT")) => Err(Error::state("id", "This person does without reminders.")),
            (_, Some("DO_NOT_CONTACT")) => {
                Err(Error::state("id", "This person does not want to be written to."))
            }
            (_, Some("NO_ACCESS")) => Err(Error::state("id", "This user cannot sign in any more.")),
            _ => Err(Error::state("id", "No e-mail address of this person is known.")),
        }
    })
    .await
}

/// The letter of a reminder that failed or was skipped is in the outbox again, and so is the reminder.
///
/// # Errors
/// `STATE` when the meeting has begun, was called off or moved since the letter was written, or when the person is reminded anew.
pub async fn letter_again(tx: &Tx, cx: &Cx, letter: MailId) -> Result<()> {
    let of_letter = || reminder_instance::Entity::find().filter(Column::OutboxMessageId.eq(letter));
    let Some(row) = of_letter().one(tx).await? else {
        return Err(Error::state("id", "This person is reminded by another letter."));
    };
    let meeting = meeting::Entity::find_by_id(row.meeting_id).lock_exclusive();
    let meeting = db::found(meeting.one(tx).await?)?;
    // Read once more: a plan may have changed it while this waited.
    let row = db::found(of_letter().one(tx).await?)?;
    check_sendable(cx, &meeting, &row)?;
    if meeting.status != MeetingStatus::Planned || meeting.sequence != row.meeting_sequence {
        return Err(Error::state("id", "The meeting has changed since."));
    }
    let again = reminder_instance::Model {
        state: ReminderState::Queued,
        reason: None,
        updated_at: cx.app.clock.now(),
        version: row.version + 1,
        ..row
    };
    write(tx, &[again]).await
}

fn check_sendable(cx: &Cx, meeting: &meeting::Model, row: &reminder_instance::Model) -> Result<()> {
    let refused = match row.state {
        ReminderState::Queued => Some("This reminder is in the outbox already."),
        ReminderState::Sent => Some("This reminder was sent."),
        ReminderState::Cancelled => Some("This reminder was cancelled."),
        ReminderState::Planned | ReminderState::Skipped | ReminderState::Failed => None,
    };
    let refused = refused.or_else(|| {
        let has_begun = meeting.starts_at <= cx.app.clock.now();
        has_begun
            .then_some("The meeting has begun.")
            .or_else(|| (row.occurrence_start != meeting.starts_at).then_some("The meeting has moved since."))
    });
    refused.map_or(Ok(()), |message| Err(Error::state("id", message)))
}
