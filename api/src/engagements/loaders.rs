//! Relations of engagements, each loaded for many records in one statement.

mod contacts;
mod touches;

use std::collections::HashMap;

use entities::{
    engagement, engagement_participant,
    ids::{EmployerId, EngagementId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    reads,
    types::{Engagement, EngagementParticipant},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};
pub use contacts::ContactEngagementsOf;
pub use touches::{TOUCH_DAYS, TouchesOf};

/// The engagement with an id.
pub struct EngagementOf;

impl Relation for EngagementOf {
    type Key = EngagementId;
    type Args = ();
    type Value = Engagement;

    async fn load(cx: &Cx, keys: &[EngagementId], (): &()) -> Result<HashMap<EngagementId, Engagement>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Engagement::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Engagement>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Engagement::fill(cx, values, selection)
    }
}

/// The live engagements with an employer, newest first.
pub struct EmployerEngagementsOf;

impl Relation for EmployerEngagementsOf {
    type Key = EmployerId;
    type Args = PageArgs;
    type Value = Connection<Engagement>;

    async fn load(cx: &Cx, keys: &[EmployerId], args: &PageArgs) -> Result<HashMap<EmployerId, Self::Value>> {
        let column = engagement::Column::EmployerId;
        let select = reads::live(cx).filter(column.is_in(keys.iter().copied()));
        let order = reads::keys(Vec::new());
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            column,
            |row| Some(row.employer_id),
            &order,
            args,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, with_employer(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: EmployerId, _: &PageArgs) -> Option<Self::Value> {
        Some(with_employer(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn with_employer(cx: &Cx, employer: EmployerId, slice: Slice<engagement::Model>) -> Connection<Engagement> {
    let all = reads::live(cx).filter(engagement::Column::EmployerId.eq(employer));
    Connection::new(slice.map(Engagement::new), paging::counter(cx, all))
}

/// Who took part in an engagement that the actor sees.
pub struct ParticipantsOf;

impl Relation for ParticipantsOf {
    type Key = EngagementId;
    type Args = ();
    type Value = Vec<EngagementParticipant>;

    async fn load(cx: &Cx, keys: &[EngagementId], (): &()) -> Result<HashMap<EngagementId, Self::Value>> {
        let rows = engagement_participant::Entity::find()
            .filter(engagement_participant::Column::EngagementId.is_in(keys.iter().copied()))
            .order_by_asc(engagement_participant::Column::Id)
            .all(cx.app.db.read())
            .await?;
        let mut participants: HashMap<EngagementId, Self::Value> = HashMap::new();
        for row in rows {
            let of = participants.entry(row.engagement_id).or_default();
            of.push(EngagementParticipant::new(row));
        }
        Ok(participants)
    }

    fn missing(_: &Cx, _: EngagementId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        EngagementParticipant::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
