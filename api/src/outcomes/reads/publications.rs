//! What was published, and when.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{ids::OutcomePublicationId, outcome_publication};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::{
    app::Cx,
    error::Result,
    policy::{self, Action},
};

/// A publication without its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Newest {
    /// Which one.
    pub id: OutcomePublicationId,
    /// The day as of which it counts.
    pub as_of: NaiveDate,
    /// When it was published.
    pub created_at: DateTime<Utc>,
}

fn shared(cx: &Cx) -> Select<outcome_publication::Entity> {
    outcome_publication::Entity::find().filter(policy::visible_shared(&cx.actor, Action::OutcomeRead))
}

/// What stands published on a day; none when nothing was published by then.
///
/// # Errors
/// Database errors.
pub async fn newest(cx: &Cx, db: &impl ConnectionTrait, day: NaiveDate) -> Result<Option<Newest>> {
    use outcome_publication::Column as C;
    Ok(shared(cx)
        .filter(C::AsOf.lte(day))
        .order_by_desc(C::AsOf)
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .limit(1)
        .select_only()
        .columns([C::Id, C::AsOf, C::CreatedAt])
        .into_model()
        .one(db)
        .await?)
}

/// Whether a person published on a day, instead of waiting until it was time.
///
/// # Errors
/// Database errors.
pub async fn was_published_by_hand(db: &impl ConnectionTrait, day: NaiveDate) -> Result<bool> {
    use outcome_publication::Column as C;
    let by_hand = outcome_publication::Entity::find()
        .filter(C::AsOf.eq(day))
        .filter(C::UserId.is_not_null());
    Ok(by_hand.count(db).await? > 0)
}

/// The counts of a publication, as they are stored; none for one that is gone.
///
/// # Errors
/// Database errors.
pub async fn document(cx: &Cx, id: OutcomePublicationId) -> Result<Option<String>> {
    Ok(shared(cx)
        .filter(outcome_publication::Column::Id.eq(id))
        .select_only()
        .column(outcome_publication::Column::Document)
        .into_tuple()
        .one(cx.app.db.read())
        .await?)
}
