//! Relations of priorities, each loaded for many records in one statement.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{PartnershipId, PriorityId},
    priority_champion::Column as H,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{
    reads,
    types::{Priority, PriorityChampion},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The priority with an id.
pub struct PriorityOf;

impl Relation for PriorityOf {
    type Key = PriorityId;
    type Args = ();
    type Value = Priority;

    async fn load(cx: &Cx, keys: &[PriorityId], (): &()) -> Result<HashMap<PriorityId, Priority>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Priority::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Priority>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Priority::fill(cx, values, selection)
    }
}

/// The priorities of a partnership, live or in the trash, in their order.
pub struct PrioritiesOf;

impl Relation for PrioritiesOf {
    type Key = PartnershipId;
    type Args = bool;
    type Value = Vec<Priority>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        trashed: &bool,
    ) -> Result<HashMap<PartnershipId, Vec<Priority>>> {
        let select = reads::of_partnerships(cx, keys, *trashed);
        let mut all: HashMap<PartnershipId, Vec<Priority>> = HashMap::new();
        for row in select.all(cx.app.db.read()).await? {
            all.entry(row.partnership_id)
                .or_default()
                .push(Priority::new(row));
        }
        Ok(all)
    }

    fn missing(_: &Cx, _: PartnershipId, _: &bool) -> Option<Vec<Priority>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Priority>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Priority::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The businesses that carry a priority, on a day or ever, in the order they began.
pub struct ChampionsOf;

impl Relation for ChampionsOf {
    type Key = PriorityId;
    type Args = Option<NaiveDate>;
    type Value = Vec<PriorityChampion>;

    async fn load(
        cx: &Cx,
        keys: &[PriorityId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<PriorityId, Vec<PriorityChampion>>> {
        let select = match active_on {
            Some(day) => reads::champions_on(cx, *day),
            None => reads::visible_champions(cx),
        };
        let rows = select
            .filter(H::PriorityId.is_in(keys.iter().copied()))
            .order_by_asc(H::Id)
            .all(cx.app.db.read())
            .await?;
        let mut champions: HashMap<PriorityId, Vec<PriorityChampion>> = HashMap::new();
        for row in rows {
            let champions = champions.entry(row.priority_id).or_default();
            champions.push(PriorityChampion::new(row));
        }
        Ok(champions)
    }

    fn missing(_: &Cx, _: PriorityId, _: &Option<NaiveDate>) -> Option<Vec<PriorityChampion>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<PriorityChampion>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        PriorityChampion::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
