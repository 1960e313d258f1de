//! Relations of openings, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{EmployerId, OpeningId},
    opening,
};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{
    reads,
    types::{Opening, OpeningRequirement},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The opening with an id.
pub struct OpeningOf;

impl Relation for OpeningOf {
    type Key = OpeningId;
    type Args = ();
    type Value = Opening;

    async fn load(cx: &Cx, keys: &[OpeningId], (): &()) -> Result<HashMap<OpeningId, Opening>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Opening::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Opening>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Opening::fill(cx, values, selection)
    }
}

/// What is required of those who fill an opening that the actor sees, in its order.
pub struct RequirementsOf;

impl Relation for RequirementsOf {
    type Key = OpeningId;
    type Args = ();
    type Value = Vec<OpeningRequirement>;

    async fn load(cx: &Cx, keys: &[OpeningId], (): &()) -> Result<HashMap<OpeningId, Self::Value>> {
        let mut found: HashMap<OpeningId, Self::Value> = HashMap::new();
        for row in reads::requirements(cx, cx.app.db.read(), keys).await? {
            let of = found.entry(row.opening_id).or_default();
            of.push(OpeningRequirement::new(row));
        }
        Ok(found)
    }

    fn missing(_: &Cx, _: OpeningId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        OpeningRequirement::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The live openings and forecasts of an employer that the actor may see, the latest first.
pub struct EmployerOpeningsOf;

impl PageOf for EmployerOpeningsOf {
    type Parent = EmployerId;
    type Args = PageArgs;
    type Entity = opening::Entity;
    type Node = Opening;

    const PARENT: opening::Column = opening::Column::EmployerId;

    fn parent(row: &opening::Model) -> Option<EmployerId> {
        Some(row.employer_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<opening::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<opening::Entity> {
        reads::keys(Vec::new())
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: opening::Model) -> Opening {
        Opening::new(row)
    }
}
