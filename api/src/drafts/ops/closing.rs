//! The letters that follow a meeting: drafted when it is closed, discarded when it is opened again.

use std::collections::{HashMap, HashSet};

use entities::{
    attendee::{self, Attendance},
    contact, employer,
    ids::{AttendeeId, ContactId, EmployerId, MeetingId, UserId},
    letter_draft::{self, Column, LetterDraftKind, LetterDraftState},
    meeting, partnership,
    task::{self, TaskKind, TaskState},
    user_account,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{
    desk::{Desk, acting},
    text::{self, Occasion, Said},
};
use crate::{app::Cx, attendees, db::Tx, error::Result, mail::Recipient, meetings, record};

/// Tasks that letters tell of at most; more would not be read.
const MOST_TASKS: u64 = 200;

/// Drafts the letters that follow a meeting that is being closed, for those to whom nothing is drafted or was sent yet.
///
/// # Errors
/// Database errors.
pub async fn draft_for_in(tx: &Tx, cx: &Cx, meeting: &meeting::Model) -> Result<()> {
    let mut present = attendees::reads::on_list(tx, meeting.id).await?;
    present.retain(|one| one.attendance == Attendance::Present);
    if present.is_empty() {
        return Ok(());
    }
    let senders: Vec<UserId> = meeting.owner_user_id.into_iter().chain(acting(cx)).collect();
    let desk = Desk::of_list(tx, &present, &senders).await?;
    let sender = senders.into_iter().find(|id| desk.user(*id).is_some());
    let occasion = occasion(tx, cx, meeting, &desk, sender).await?;
    let employers = names_of_employers(tx, &present).await?;
    let written = written(tx, meeting.id).await?;
    let mut rows = Vec::new();
    for one in &present {
        let Ok(to) = desk.attendee(one) else { continue };
        let name = to.name.as_deref().unwrap_or_default();
        let mut add = |kind, said: Said| {
            if !written.contains(&(one.id, kind)) {
                rows.push(row(meeting, one, &to, sender, kind, said));
            }
        };
        add(LetterDraftKind::FollowUp, text::follow_up(name, &occasion));
        if let Some(id) = one.employer_id {
            let employer = employers.get(&id).map(String::as_str);
            add(
                LetterDraftKind::ThankYou,
                text::thank_you(name, employer, &occasion),
            );
        }
    }
    record::insert_many::<letter_draft::Entity>(tx, cx, rows).await?;
    Ok(())
}

/// Discards the letters of a meeting that is being opened again and that were not sent.
///
/// # Errors
/// Database errors.
pub async fn discard_of_in(tx: &Tx, cx: &Cx, meeting: MeetingId) -> Result<()> {
    let rows = letter_draft::Entity::update_many()
        .set(letter_draft::ActiveModel {
            state: Set(LetterDraftState::Discarded),
            updated_at: Set(cx.app.clock.now()),
            ..Default::default()
        })
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::MeetingId.eq(meeting))
        .filter(Column::State.eq(LetterDraftState::Draft))
        .exec_with_returning(tx)
        .await?;
    for row in &rows {
        record::note::<letter_draft::Entity>(tx, cx, "DISCARDED", row, Vec::new()).await?;
    }
    Ok(())
}

/// The letters of a meeting that are drafted or sent.
async fn written(tx: &Tx, meeting: MeetingId) -> Result<HashSet<(AttendeeId, LetterDraftKind)>> {
    let rows: Vec<(Option<AttendeeId>, LetterDraftKind)> = letter_draft::Entity::find()
        .select_only()
        .columns([Column::AttendeeId, Column::Kind])
        .filter(Column::MeetingId.eq(meeting))
        .filter(Column::State.ne(LetterDraftState::Discarded))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, kind)| Some((id?, kind)))
        .collect())
}

fn row(
    meeting: &meeting::Model,
    one: &attendee::Model,
    to: &Recipient,
    sender: Option<UserId>,
    kind: LetterDraftKind,
    (subject, body): Said,
) -> letter_draft::ActiveModel {
    letter_draft::ActiveModel {
        kind: Set(kind),
        partnership_id: Set(meeting.partnership_id),
        meeting_id: Set(Some(meeting.id)),
        attendee_id: Set(Some(one.id)),
        representative_id: Set(None),
        contact_id: Set(to.contact_id),
        user_id: Set(to.user_id),
        employer_id: Set(one.employer_id),
        agency_id: Set(meeting.agency_id),
        sender_user_id: Set(sender),
        sender_contact_id: Set(None),
        subject: Set(subject),
        body: Set(body),
        state: Set(LetterDraftState::Draft),
        sent_at: Set(None),
        mail_id: Set(None),
        ..Default::default()
    }
}

/// The meeting as its letters tell of it.
async fn occasion(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    desk: &Desk,
    sender: Option<UserId>,
) -> Result<Occasion> {
    let partnership = partnership::Entity::find_by_id(meeting.partnership_id)
        .one(tx)
        .await?;
    let signature = match sender {
        Some(id) => desk.signature(tx, id).await?,
        None => Vec::new(),
    };
    let mut occasion = Occasion {
        title: meeting.title.clone(),
        partnership: partnership.map(|row| row.name).unwrap_or_default(),
        day: text::shown(meetings::reads::day(meeting)),
        signature,
        ..Occasion::default()
    };
    let tasks = tasks(tx, cx, meeting.id).await?;
    let (users, contacts) = owners(tx, &tasks).await?;
    for row in &tasks {
        let user = row.owner_user_id.and_then(|id| users.get(&id));
        let owner = user.or_else(|| contacts.get(&row.owner_contact_id?));
        let line = text::action(&row.title, owner.map(String::as_str), row.due_on);
        match row.kind {
            TaskKind::Decision => occasion.decisions.push(line),
            TaskKind::Action => occasion.actions.push(line),
        }
    }
    Ok(occasion)
}

/// What was agreed at a meeting and was not given up, the first due first.
async fn tasks(tx: &Tx, cx: &Cx, meeting: MeetingId) -> Result<Vec<task::Model>> {
    Ok(crate::tasks::reads::live(cx)
        .filter(task::Column::MeetingId.eq(meeting))
        .filter(task::Column::State.ne(TaskState::Dropped))
        .order_by_asc(task::Column::SortDueOn)
        .order_by_asc(task::Column::Id)
        .limit(MOST_TASKS)
        .all(tx)
        .await?)
}

/// The names of those who own tasks.
async fn owners(
    tx: &Tx,
    tasks: &[task::Model],
) -> Result<(HashMap<UserId, String>, HashMap<ContactId, String>)> {
    let users = user_account::Entity::find()
        .select_only()
        .columns([user_account::Column::Id, user_account::Column::Name])
        .filter(user_account::Column::Id.is_in(tasks.iter().filter_map(|row| row.owner_user_id)))
        .into_tuple::<(UserId, String)>()
        .all(tx)
        .await?;
    let contacts = contact::Entity::find()
        .select_only()
        .columns([contact::Column::Id, contact::Column::Name])
        .filter(contact::Column::Id.is_in(tasks.iter().filter_map(|row| row.owner_contact_id)))
        .into_tuple::<(ContactId, String)>()
        .all(tx)
        .await?;
    Ok((users.into_iter().collect(), contacts.into_iter().collect()))
}

async fn names_of_employers(tx: &Tx, list: &[attendee::Model]) -> Result<HashMap<EmployerId, String>> {
    let rows = employer::Entity::find()
        .select_only()
        .columns([employer::Column::Id, employer::Column::Name])
        .filter(employer::Column::Id.is_in(list.iter().filter_map(|one| one.employer_id)))
        .into_tuple::<(EmployerId, String)>()
        .all(tx)
        .await?;
    Ok(rows.into_iter().collect())
}
