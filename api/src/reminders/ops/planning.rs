//! Planning: a constant number of statements, however many people are on the lists.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use entities::{
    attendee, contact,
    ids::{MeetingId, PartnershipId, ReminderId},
    mail_preference,
    meeting::{self, MeetingStatus},
    reminder_instance::{self, Column, ReminderState},
    reminder_rule, user_account,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use super::sending::withdraw;
use crate::{
    app::Cx,
    db::{MOST_INSERTED, Tx},
    error::Result,
    links::Person,
    mail_preferences,
    reminders::plan::{Board, followed},
};

/// Makes the reminders of a meeting what its rules and its list call for. Part of every change of either.
///
/// # Errors
/// Database errors.
pub async fn replan(tx: &Tx, cx: &Cx, meeting: MeetingId) -> Result<()> {
    replan_all(tx, cx, &[meeting]).await
}

/// [`replan`] for every meeting of a partnership that is to take place.
///
/// # Errors
/// Database errors.
pub(super) async fn replan_partnership(tx: &Tx, cx: &Cx, partnership: PartnershipId) -> Result<()> {
    let ids: Vec<MeetingId> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::PartnershipId.eq(partnership))
        .filter(meeting::Column::Status.eq(MeetingStatus::Planned))
        .filter(meeting::Column::StartsAt.gt(cx.app.clock.now()))
        .filter(meeting::Column::TrashedAt.is_null())
        .into_tuple()
        .all(tx)
        .await?;
    replan_all(tx, cx, &ids).await
}

/// Waits for whoever plans reminders of a person, and lets nobody do it until the transaction ends: meetings on whose lists the
/// person is are taken like by everybody who plans, and the person's own row, which whoever puts the person on another list refers to.
///
/// # Errors
/// Database errors.
pub async fn hold_person(tx: &Tx, cx: &Cx, person: Person) -> Result<()> {
    locked(tx, &meetings_of(tx, cx, person).await?).await?;
    lock_person(tx, person).await
}

/// Takes a person's own row until the transaction ends. Whoever writes what the person has chosen takes it first: a letter in
/// the outbox refers to it.
///
/// # Errors
/// Database errors.
pub async fn lock_person(tx: &Tx, person: Person) -> Result<()> {
    match person {
        Person::Contact(id) => {
            let row = contact::Entity::find_by_id(id).lock_exclusive();
            row.one(tx).await?;
        }
        Person::User(id) => {
            let row = user_account::Entity::find_by_id(id).lock_exclusive();
            row.one(tx).await?;
        }
    }
    Ok(())
}

/// [`replan`] for every meeting that is to take place and on whose list a person is.
///
/// # Errors
/// Database errors.
pub async fn replan_person(tx: &Tx, cx: &Cx, person: Person) -> Result<()> {
    replan_all(tx, cx, &meetings_of(tx, cx, person).await?).await
}

async fn meetings_of(tx: &Tx, cx: &Cx, person: Person) -> Result<Vec<MeetingId>> {
    use attendee::Column as A;
    let is_it = match person {
        Person::Contact(id) => A::ContactId.eq(id),
        Person::User(id) => A::UserId.eq(id),
    };
    Ok(attendee::Entity::find()
        .select_only()
        .column(A::MeetingId)
        .distinct()
        .filter(is_it)
        .filter(A::TrashedAt.is_null())
        .filter(A::SortStartsAt.gt(cx.app.clock.now()))
        .into_tuple()
        .all(tx)
        .await?)
}

async fn replan_all(tx: &Tx, cx: &Cx, meetings: &[MeetingId]) -> Result<()> {
    for part in meetings.chunks(MOST_INSERTED) {
        let mut known = Known::read(tx, part).await?;
        known.withdraw(tx, cx).await?;
        write(tx, &known.changes(cx)).await?;
    }
    Ok(())
}

/// All that the reminders of some meetings depend on.
struct Known {
    meetings: Vec<meeting::Model>,
    rules: Vec<reminder_rule::Model>,
    attendees: HashMap<MeetingId, Vec<attendee::Model>>,
    stored: HashMap<MeetingId, Vec<reminder_instance::Model>>,
    /// What the people on the lists have chosen.
    chosen: HashMap<Person, mail_preference::Model>,
    /// Reminders whose letters were withdrawn from the outbox: planned again, or not wanted any more.
    withdrawn: HashSet<ReminderId>,
}

impl Known {
    async fn read(tx: &Tx, ids: &[MeetingId]) -> Result<Self> {
        let meetings = locked(tx, ids).await?;
        let partnerships: HashSet<_> = meetings.iter().map(|meeting| meeting.partnership_id).collect();
        let of_either = Condition::any()
            .add(reminder_rule::Column::MeetingId.is_in(ids.iter().copied()))
            .add(reminder_rule::Column::PartnershipId.is_in(partnerships));
        let rules = reminder_rule::Entity::find()
            .filter(of_either)
            .filter(reminder_rule::Column::IsActive.eq(true))
            .order_by_asc(reminder_rule::Column::Id)
            .all(tx)
            .await?;
        let mut known = Self {
            meetings,
            rules,
            attendees: HashMap::new(),
            stored: HashMap::new(),
            chosen: HashMap::new(),
            withdrawn: HashSet::new(),
        };
        for row in reminder_instance::Entity::find()
            .filter(Column::MeetingId.is_in(ids.iter().copied()))
            .order_by_asc(Column::Id)
            .all(tx)
            .await?
        {
            known.stored.entry(row.meeting_id).or_default().push(row);
        }
        if known.rules.is_empty() && known.stored.is_empty() {
            return Ok(known);
        }
        for row in attendee::Entity::find()
            .filter(attendee::Column::MeetingId.is_in(ids.iter().copied()))
            .filter(attendee::Column::TrashedAt.is_null())
            .order_by_asc(attendee::Column::Id)
            .all(tx)
            .await?
        {
            known.attendees.entry(row.meeting_id).or_default().push(row);
        }
        let listed = known.attendees.values().flatten();
        let people: HashSet<Person> = listed
            .filter_map(|one| Person::of(one.contact_id, one.user_id))
            .collect();
        let people: Vec<Person> = people.into_iter().collect();
        known.chosen = mail_preferences::reads::in_force(tx, &people).await?;
        Ok(known)
    }

    /// Takes letters out of the outbox that say what is not true any more.
    async fn withdraw(&mut self, tx: &Tx, cx: &Cx) -> Result<()> {
        let now = cx.app.clock.now();
        let stale = |meeting| self.board(meeting, now).stale();
        let stale: Vec<_> = self.meetings.iter().flat_map(stale).collect();
        if stale.is_empty() {
            return Ok(());
        }
        self.withdrawn = withdraw(tx, cx, &stale).await?;
        for row in self.stored.values_mut().flatten() {
            if self.withdrawn.contains(&row.id) {
                row.state = ReminderState::Planned;
                row.outbox_message_id = None;
            }
        }
        Ok(())
    }

    fn changes(&self, cx: &Cx) -> Vec<reminder_instance::Model> {
        let now = cx.app.clock.now();
        let changes = |meeting| self.board(meeting, now).changes(|| cx.app.ids.next());
        self.meetings.iter().flat_map(changes).collect()
    }

    fn board<'a>(&'a self, meeting: &'a meeting::Model, now: DateTime<Utc>) -> Board<'a> {
        Board {
            meeting,
            rules: followed(meeting, &self.rules),
            attendees: self.attendees.get(&meeting.id).into_iter().flatten().collect(),
            stored: self.stored.get(&meeting.id).into_iter().flatten().collect(),
            withdrawn: &self.withdrawn,
            chosen: &self.chosen,
            now,
        }
    }
}

/// The meetings, held until the transaction ends: who plans or sends reminders of a meeting takes it first, so that neither
/// works from what the other is about to change.
async fn locked(tx: &Tx, ids: &[MeetingId]) -> Result<Vec<meeting::Model>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(meeting::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?)
}

/// Inserts the new rows and rewrites those that exist, some hundred a statement.
pub(super) async fn write(tx: &Tx, rows: &[reminder_instance::Model]) -> Result<()> {
    let rewritten = [
        Column::OccurrenceStart,
        Column::DueAt,
        Column::RuleDueAt,
        Column::MovedFor,
        Column::MeetingSequence,
        Column::State,
        Column::Reason,
        Column::OutboxMessageId,
        Column::UpdatedAt,
        Column::Version,
    ];
    let on_known = OnConflict::column(Column::Id)
        .update_columns(rewritten)
        .to_owned();
    for part in rows.chunks(MOST_INSERTED) {
        let rows = part
            .iter()
            .cloned()
            .map(|row| row.into_active_model().reset_all());
        reminder_instance::Entity::insert_many(rows)
            .on_conflict(on_known.clone())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
