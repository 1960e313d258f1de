//! Relations of successions, each loaded for many employers in one statement.

use std::collections::HashMap;

use entities::{
    employer_succession,
    ids::{EmployerId, SuccessionId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{reads, types::Succession};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The successions in which an employer took over, the latest first.
pub struct PredecessorsOf;

/// The successions in which an employer was taken over, the latest first.
pub struct SuccessorsOf;

macro_rules! successions {
    ($relation:ident, $column:ident, $end:ident) => {
        impl Relation for $relation {
            type Key = EmployerId;
            type Args = ();
            type Value = Vec<Succession>;

            async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, Self::Value>> {
                let column = employer_succession::Column::$column;
                load(cx, column, keys, |row| row.$end).await
            }

            fn missing(_: &Cx, _: EmployerId, (): &()) -> Option<Self::Value> {
                Some(Vec::new())
            }

            fn fill<'a>(
                cx: &'a Cx,
                values: Vec<&'a mut Self::Value>,
                selection: &'a Selection<'a>,
            ) -> BoxFuture<'a, Result<()>> {
                Succession::fill(cx, values.into_iter().flatten().collect(), selection)
            }
        }
    };
}

successions!(PredecessorsOf, SuccessorId, successor_id);
successions!(SuccessorsOf, PredecessorId, predecessor_id);

async fn load(
    cx: &Cx,
    column: employer_succession::Column,
    keys: &[EmployerId],
    end: impl Fn(&employer_succession::Model) -> EmployerId,
) -> Result<HashMap<EmployerId, Vec<Succession>>> {
    let rows = reads::visible(cx)
        .filter(column.is_in(keys.iter().copied()))
        .order_by_desc(employer_succession::Column::SucceededOn)
        .order_by_desc(employer_succession::Column::Id)
        .all(cx.app.db.read())
        .await?;
    let mut successions: HashMap<EmployerId, Vec<Succession>> = HashMap::new();
    for row in rows {
        successions
            .entry(end(&row))
            .or_default()
            .push(Succession::new(row));
    }
    Ok(successions)
}

/// The succession with an id.
pub struct SuccessionOf;

impl Relation for SuccessionOf {
    type Key = SuccessionId;
    type Args = ();
    type Value = Succession;

    async fn load(cx: &Cx, keys: &[SuccessionId], (): &()) -> Result<HashMap<SuccessionId, Succession>> {
        let rows = reads::visible(cx)
            .filter(employer_succession::Column::Id.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.id, Succession::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Succession>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Succession::fill(cx, values, selection)
    }
}
