//! Selects of reminders and of the rules about them, always through the policy of meetings and partnerships.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    ids::{AttendeeId, MeetingId, PartnershipId, ReminderId, ReminderRuleId},
    mail_preference, outbox_message,
    reminder_instance::{self, ReminderState},
    reminder_rule,
    subject_type::SubjectType,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::{
    app::{App, Cx},
    db,
    error::Result,
    policy::{self, Action},
};

/// The rules the actor may see: those of the meetings and of the partnerships that the actor may see.
fn visible_rules(cx: &Cx) -> Select<reminder_rule::Entity> {
    use reminder_rule::Column as C;
    let of = |column: C, action| {
        Condition::all()
            .add(column.is_not_null())
            .add(policy::visible_shared(&cx.actor, action))
    };
    let either = Condition::any()
        .add(of(C::MeetingId, Action::MeetingRead))
        .add(of(C::PartnershipId, Action::PartnershipRead));
    reminder_rule::Entity::find().filter(either)
}

/// One rule, ended or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ReminderRuleId) -> Result<reminder_rule::Model> {
    let rule = visible_rules(cx).filter(reminder_rule::Column::Id.eq(id));
    db::found(rule.one(conn).await?)
}

/// These rules, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[ReminderRuleId],
) -> Result<HashMap<ReminderRuleId, reminder_rule::Model>> {
    let rows = visible_rules(cx)
        .filter(reminder_rule::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The active rules of these meetings and of these partnerships.
///
/// # Errors
/// Database errors.
pub async fn active(
    cx: &Cx,
    meetings: &[MeetingId],
    partnerships: &[PartnershipId],
) -> Result<Vec<reminder_rule::Model>> {
    use reminder_rule::Column as C;
    let either = Condition::any()
        .add(C::MeetingId.is_in(meetings.iter().copied()))
        .add(C::PartnershipId.is_in(partnerships.iter().copied()));
    Ok(visible_rules(cx)
        .filter(either)
        .filter(C::IsActive.eq(true))
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// One reminder.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn reminder(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: ReminderId,
) -> Result<reminder_instance::Model> {
    let seen = policy::visible_shared(&cx.actor, Action::MeetingRead);
    let one = reminder_instance::Entity::find_by_id(id).filter(seen);
    db::found(one.one(conn).await?)
}

/// The letters to these attendees about their meetings, the first one first: those of whoever may see the meeting, not what they
/// say.
///
/// # Errors
/// Database errors.
pub async fn letters(cx: &Cx, ids: &[AttendeeId]) -> Result<Vec<outbox_message::Model>> {
    use outbox_message::Column as C;
    Ok(outbox_message::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
        .filter(C::SubjectType.eq(SubjectType::Attendee))
        .filter(C::SubjectId.is_in(ids.iter().map(|id| id.uuid())))
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// The reminders of these attendees, the first due first.
///
/// # Errors
/// Database errors.
pub async fn of_attendees(cx: &Cx, ids: &[AttendeeId]) -> Result<Vec<reminder_instance::Model>> {
    use reminder_instance::Column as C;
    Ok(reminder_instance::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
        .filter(C::AttendeeId.is_in(ids.iter().copied()))
        .order_by_asc(C::DueAt)
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// Since when the reminder or digest waits that is due longest and is not in the outbox; none when none is due. For the health of
/// the server, not for people.
///
/// # Errors
/// Database errors.
pub async fn due_since(app: &App) -> Result<Option<DateTime<Utc>>> {
    use mail_preference::Column as P;
    use reminder_instance::Column as R;
    let now = app.clock.now();
    let reminder = reminder_instance::Entity::find()
        .select_only()
        .column(R::DueAt)
        .filter(R::State.eq(ReminderState::Planned))
        .filter(R::DueAt.lte(now))
        .order_by_asc(R::DueAt)
        .limit(1)
        .into_tuple::<DateTime<Utc>>()
        .one(app.db.read())
        .await?;
    let digest = mail_preference::Entity::find()
        .select_only()
        .column(P::SortDigestAt)
        .filter(P::SortDigestAt.lte(now))
        .order_by_asc(P::SortDigestAt)
        .limit(1)
        .into_tuple::<DateTime<Utc>>()
        .one(app.db.read())
        .await?;
    Ok(reminder.into_iter().chain(digest).min())
}
