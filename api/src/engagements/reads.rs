//! Selects of engagements, always through the policy.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    engagement::{self, EngagementChannel, EngagementVisibility},
    engagement_participant,
    ids::{ContactId, EmployerId, EngagementId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationDef, Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    shared::inputs::every_word,
};

/// The engagements the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<engagement::Entity> {
    use engagement::Column as C;
    let labels = [C::Visibility, C::AgencyId, C::UserId];
    engagement::Entity::find().filter(policy::visible_labelled(
        &cx.actor,
        Action::EngagementRead,
        labels,
    ))
}

/// The live engagements the actor may see.
pub fn live(cx: &Cx) -> Select<engagement::Entity> {
    visible(cx).filter(engagement::Column::TrashedAt.is_null())
}

/// The engagements the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<engagement::Entity> {
    let column = engagement::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One engagement, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: EngagementId) -> Result<engagement::Model> {
    db::found(
        visible(cx)
            .filter(engagement::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These engagements, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[EngagementId]) -> Result<HashMap<EngagementId, engagement::Model>> {
    let rows = visible(cx)
        .filter(engagement::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of engagements, newest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<engagement::Column>>) -> Keys<engagement::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(engagement::Column::OccurredAt));
    }
    Keys::new(sorts, engagement::Column::Id)
}

/// A page of engagements and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<engagement::Entity>,
    sorts: Vec<Sort<engagement::Column>>,
    args: &PageArgs,
) -> Result<(Slice<engagement::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// Engagements in whose subject, body or next step every word of `text` occurs.
pub fn search(text: &str) -> Condition {
    every_word(engagement::Column::TextSearch, text)
}

/// From engagements to who took part.
pub fn to_participants() -> RelationDef {
    engagement::Entity::belongs_to(engagement_participant::Entity)
        .from(engagement::Column::Id)
        .to(engagement_participant::Column::EngagementId)
        .into()
}

/// Engagements in which a contact took part.
pub fn with_contact(contact: ContactId) -> Condition {
    let joined = engagement_participant::Entity::find()
        .select_only()
        .column(engagement_participant::Column::EngagementId)
        .filter(engagement_participant::Column::ContactId.eq(contact))
        .into_query();
    Condition::all().add(engagement::Column::Id.in_subquery(joined))
}

/// When the employer was last in touch, over all agencies: a fact of the network, see the module of the feature.
///
/// # Errors
/// Database errors.
pub async fn last_contact(
    conn: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<Option<DateTime<Utc>>> {
    use engagement::Column as C;
    Ok(engagement::Entity::find()
        .select_only()
        .column(C::OccurredAt)
        .filter(C::EmployerId.eq(employer))
        .filter(C::TrashedAt.is_null())
        .filter(C::Channel.ne(EngagementChannel::MassCommunication))
        .filter(C::Visibility.ne(EngagementVisibility::Restricted))
        .order_by_desc(C::OccurredAt)
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?)
}
