//! Selects of letters, always through the policy, and how full the outbox is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    ids::MailId,
    mail_attempt,
    outbox_message::{self, Column, MailState},
    skill_gain,
    subject_type::SubjectType,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    app::{App, Cx},
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    skill_gains,
};

/// The letters the actor may see: admins all, everybody else those to themselves, those about meetings, and those that
/// somebody sent by hand, whose drafts were read by the same right. A letter about a participant is seen by the people of the agency
/// that serves the person, and by nobody else: it tells who has participants at which employer.
pub fn visible(cx: &Cx) -> Select<outbox_message::Entity> {
    let kinds = [
        SubjectType::Meeting,
        SubjectType::Attendee,
        SubjectType::LetterDraft,
    ];
    let shared = Condition::all().add(Column::SubjectType.is_in(kinds));
    let open = policy::visible_personal_or(
        &cx.actor,
        Action::MailRead,
        Column::UserId,
        (Action::MeetingRead, shared),
    )
    .add(Column::SubjectType.is_not_in(policy::CLOSED));
    let seen = Condition::any().add(open).add(about_own_gains(cx));
    // Within "all", so that what is added narrows it.
    outbox_message::Entity::find().filter(Condition::all().add(seen))
}

/// The letters about skill gains of participants whom the actor's agency serves: no other kind of closed records has letters.
fn about_own_gains(cx: &Cx) -> Condition {
    let its = Expr::col((outbox_message::Entity, Column::SubjectId));
    let agency = skill_gain::Column::AgencyId;
    let gain = skill_gains::reads::visible(cx)
        .filter(policy::visible_owned(&cx.actor, Action::MailRead, agency))
        .filter(Expr::col((skill_gain::Entity, skill_gain::Column::Id)).eq(its))
        .select_only()
        .column(skill_gain::Column::Id)
        .into_query();
    Condition::all()
        .add(Column::SubjectType.eq(SubjectType::SkillGain))
        .add(Expr::exists(gain))
}

/// One letter.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: MailId) -> Result<outbox_message::Model> {
    db::found(visible(cx).filter(Column::Id.eq(id)).one(conn).await?)
}

/// These letters, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[MailId]) -> Result<HashMap<MailId, outbox_message::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The `Message-ID` of the first letter about each of these records, which began its thread.
///
/// # Errors
/// Database errors.
pub async fn first_about(
    conn: &impl ConnectionTrait,
    kind: SubjectType,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>> {
    let latest_first: Vec<(Uuid, String)> = outbox_message::Entity::find()
        .select_only()
        .columns([Column::SubjectId, Column::MessageId])
        .filter(Column::SubjectType.eq(kind))
        .filter(Column::SubjectId.is_in(ids.iter().copied()))
        .order_by_desc(Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(latest_first.into_iter().collect())
}

/// A page of letters and what counts them all; the newest first unless another order is given.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    filter: Condition,
    mut sorts: Vec<Sort<Column>>,
    args: &PageArgs,
) -> Result<(Slice<outbox_message::Model>, Counter)> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(Column::CreatedAt));
    }
    let select = visible(cx).filter(filter);
    let keys = Keys::new(sorts, Column::Id);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The tries of these letters, each letter's in their order. The letters themselves were seen before.
///
/// # Errors
/// Database errors.
pub async fn attempts(
    conn: &impl ConnectionTrait,
    ids: &[MailId],
) -> Result<HashMap<MailId, Vec<mail_attempt::Model>>> {
    let rows = mail_attempt::Entity::find()
        .filter(mail_attempt::Column::OutboxMessageId.is_in(ids.iter().copied()))
        .order_by_asc(mail_attempt::Column::Attempt)
        .all(conn)
        .await?;
    let mut attempts: HashMap<MailId, Vec<mail_attempt::Model>> = HashMap::new();
    for row in rows {
        attempts.entry(row.outbox_message_id).or_default().push(row);
    }
    Ok(attempts)
}

/// Since when the letter that is due longest waits; none when none is due. For the health of the server, not for people.
///
/// # Errors
/// Database errors.
pub async fn due_since(app: &App) -> Result<Option<DateTime<Utc>>> {
    let now = app.clock.now();
    let oldest = outbox_message::Entity::find()
        .select_only()
        .column(Column::DueAt)
        .filter(Column::State.eq(MailState::Queued))
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::DueAt)
        .limit(1)
        .into_tuple::<DateTime<Utc>>()
        .one(app.db.read())
        .await?;
    Ok(oldest)
}
