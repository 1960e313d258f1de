//! What is ahead of a person. A user is shown what the user may see; a contact what names the contact.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    attendee::{self, AttendeeResponse},
    ids::{MeetingId, PartnershipId},
    meeting::{self, MeetingStatus},
    partnership,
    task::{self, TaskState},
    user_account,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    actor::{Actor, Door, UserActor},
    app::Cx,
    clock::zones::Zone,
    db::Tx,
    error::Result,
    links::{self, Person},
    mail::{DigestMeeting, DigestTask},
    mail_preferences, meetings, partnerships, reminders, tasks,
};

/// Meetings and tasks of a letter, at most so many of each.
const MOST_NAMED: usize = 30;

/// A meeting that is ahead.
#[derive(Clone, Debug)]
pub struct MeetingAhead {
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How the letter names it.
    pub told: DigestMeeting,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct TaskAhead {
    /// The last day on which it is done in time.
    pub due_on: NaiveDate,
    /// How the letter names it.
    pub told: DigestTask,
}

/// What is ahead of a person, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    /// The meetings.
    pub meetings: Vec<MeetingAhead>,
    /// What is to be done, or should have been.
    pub tasks: Vec<TaskAhead>,
    /// Whether there is more.
    pub is_cut: bool,
}

/// What is ahead of a person: the meetings that begin in a span of time, and what is to be done by a day.
///
/// # Errors
/// Database errors.
pub async fn ahead(
    tx: &Tx,
    cx: &Cx,
    person: Person,
    span: (DateTime<Utc>, DateTime<Utc>),
    until: NaiveDate,
) -> Result<Ahead> {
    let Some(cx) = seen_by(tx, cx, person).await? else {
        return Ok(Ahead::default());
    };
    let mut listed = meetings_of(tx, &cx, person, span).await?;
    let mut due = tasks_of(tx, &cx, person, until).await?;
    let is_cut = listed.len() > MOST_NAMED || due.len() > MOST_NAMED;
    listed.truncate(MOST_NAMED);
    due.truncate(MOST_NAMED);
    let of_meetings = listed.iter().map(|(meeting, _)| meeting.partnership_id);
    let of_tasks = due.iter().filter_map(|task| task.partnership_id);
    let names = partnership_names(tx, &cx, of_meetings.chain(of_tasks).collect()).await?;
    let chosen = mail_preferences::reads::of(tx, person).await?;
    let zone = chosen.and_then(|row| Zone::named(row.time_zone.as_deref()?));
    let mut ahead = Ahead {
        is_cut,
        ..Ahead::default()
    };
    for (meeting, place) in listed {
        let told = meeting_told(tx, &cx, &meeting, place.as_ref(), &names, zone.as_ref()).await?;
        let starts_at = meeting.starts_at;
        ahead.meetings.push(MeetingAhead { starts_at, told });
    }
    ahead.tasks = due
        .into_iter()
        .filter_map(|task| task_told(task, &names))
        .collect();
    Ok(ahead)
}

/// As whom the letter looks: a user as that user, a contact as Guildhall itself, which then looks for what names the contact;
/// none for a user who is not here any more.
async fn seen_by(tx: &Tx, cx: &Cx, person: Person) -> Result<Option<Cx>> {
    let Person::User(id) = person else {
        return Ok(Some(cx.clone()));
    };
    let user = user_account::Entity::find_by_id(id).one(tx).await?;
    Ok(user.map(|user| Cx {
        actor: Arc::new(Actor::User(UserActor {
            id: user.id,
            agency_id: user.agency_id,
            role: user.role,
            door: Door::Letter,
        })),
        ..cx.clone()
    }))
}

type Listed = (meeting::Model, Option<attendee::Model>);

/// The meetings that the person is on the list of, with the place there, and those that a user sees to.
async fn meetings_of(
    tx: &Tx,
    cx: &Cx,
    person: Person,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Listed>> {
    use attendee::Column as A;
    use meeting::Column as M;
    let is_person = match person {
        Person::Contact(id) => A::ContactId.eq(id),
        Person::User(id) => A::UserId.eq(id),
    };
    let places: HashMap<MeetingId, attendee::Model> = attendee::Entity::find()
        .filter(is_person)
        .filter(A::TrashedAt.is_null())
        .filter(A::SortStartsAt.gte(from))
        .filter(A::SortStartsAt.lt(to))
        .all(tx)
        .await?
        .into_iter()
        .map(|place| (place.meeting_id, place))
        .collect();
    let mut named = Condition::any().add(M::Id.is_in(places.keys().copied()));
    if let Person::User(id) = person {
        named = named.add(M::OwnerUserId.eq(id));
    }
    let rows = meetings::reads::live(cx)
        .filter(named)
        .filter(M::Status.eq(MeetingStatus::Planned))
        .filter(M::StartsAt.gte(from))
        .filter(M::StartsAt.lt(to))
        .order_by_asc(M::StartsAt)
        .order_by_asc(M::Id)
        .all(tx)
        .await?;
    let is_wanted =
        |place: &attendee::Model| !place.reminders_off && place.response != AttendeeResponse::Declined;
    Ok(rows
        .into_iter()
        .map(|meeting| {
            let place = places.get(&meeting.id).cloned();
            (meeting, place)
        })
        .filter(|(_, place)| place.as_ref().is_none_or(is_wanted))
        .collect())
}

/// What the person is to do by a day or should have done.
async fn tasks_of(tx: &Tx, cx: &Cx, person: Person, until: NaiveDate) -> Result<Vec<task::Model>> {
    use task::Column as T;
    let is_owner = match person {
        Person::Contact(id) => T::OwnerContactId.eq(id),
        Person::User(id) => T::OwnerUserId.eq(id),
    };
    Ok(tasks::reads::live(cx)
        .filter(is_owner)
        .filter(T::State.eq(TaskState::Open))
        .filter(T::DueOn.lte(until))
        .order_by_asc(T::DueOn)
        .order_by_asc(T::Id)
        .limit(MOST_NAMED as u64 + 1)
        .all(tx)
        .await?)
}

async fn partnership_names(
    tx: &Tx,
    cx: &Cx,
    ids: Vec<PartnershipId>,
) -> Result<HashMap<PartnershipId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = partnerships::reads::live(cx)
        .filter(partnership::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

async fn meeting_told(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    place: Option<&attendee::Model>,
    names: &HashMap<PartnershipId, String>,
    zone: Option<&Zone>,
) -> Result<DigestMeeting> {
    let asked = place.filter(|place| place.response == AttendeeResponse::NeedsAction);
    let answer = match asked {
        Some(place) => Some(links::rsvp_url(tx, cx, place.id, meeting.ends_at).await?),
        None => None,
    };
    Ok(DigestMeeting {
        title: meeting.title.clone(),
        partnership: names.get(&meeting.partnership_id).cloned().unwrap_or_default(),
        when: reminders::when(meeting, zone)?,
        place: meeting.place.clone(),
        link: meeting.link.clone(),
        answer,
    })
}

fn task_told(task: task::Model, names: &HashMap<PartnershipId, String>) -> Option<TaskAhead> {
    let due_on = task.due_on?;
    let told = DigestTask {
        title: task.title,
        partnership: task.partnership_id.and_then(|id| names.get(&id).cloned()),
        due_on: written(due_on),
    };
    Some(TaskAhead { due_on, told })
}

/// A day as letters write it: `Wed 10 Mar 2027`.
pub fn written(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}
