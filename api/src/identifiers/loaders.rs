//! Relations of identifiers, each loaded for many employers in one statement.

use std::collections::HashMap;

use entities::{
    employer_identifier,
    ids::{EmployerId, IdentifierId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{reads, types::EmployerIdentifier};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The identifiers of an employer that the actor may see: by system, the oldest first.
pub struct IdentifiersOf;

impl Relation for IdentifiersOf {
    type Key = EmployerId;
    type Args = ();
    type Value = Vec<EmployerIdentifier>;

    async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, Self::Value>> {
        use employer_identifier::Column as C;
        let rows = reads::visible(cx)
            .filter(C::EmployerId.is_in(keys.iter().copied()))
            .order_by_asc(C::System)
            .order_by_asc(C::Id)
            .all(cx.app.db.read())
            .await?;
        let mut identifiers: HashMap<EmployerId, Self::Value> = HashMap::new();
        for row in rows {
            let list = identifiers.entry(row.employer_id).or_default();
            list.push(EmployerIdentifier::new(row));
        }
        Ok(identifiers)
    }

    fn missing(_: &Cx, _: EmployerId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        EmployerIdentifier::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The identifier with an id.
pub struct IdentifierOf;

impl Relation for IdentifierOf {
    type Key = IdentifierId;
    type Args = ();
    type Value = EmployerIdentifier;

    async fn load(
        cx: &Cx,
        keys: &[IdentifierId],
        (): &(),
    ) -> Result<HashMap<IdentifierId, EmployerIdentifier>> {
        let rows = reads::visible(cx)
            .filter(employer_identifier::Column::Id.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.id, EmployerIdentifier::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut EmployerIdentifier>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        EmployerIdentifier::fill(cx, values, selection)
    }
}
