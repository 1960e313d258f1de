//! Relations of lists of competencies, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::{CompetencyEditionId, CompetencyListId};
use futures_util::future::BoxFuture;

use super::{
    reads,
    types::{Competency, CompetencyEdition, CompetencyList},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The list with an id.
pub struct CompetencyListOf;

impl Relation for CompetencyListOf {
    type Key = CompetencyListId;
    type Args = ();
    type Value = CompetencyList;

    async fn load(
        cx: &Cx,
        keys: &[CompetencyListId],
        (): &(),
    ) -> Result<HashMap<CompetencyListId, CompetencyList>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, CompetencyList::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut CompetencyList>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CompetencyList::fill(cx, values, selection)
    }
}

/// The edition with an id.
pub struct EditionOf;

impl Relation for EditionOf {
    type Key = CompetencyEditionId;
    type Args = ();
    type Value = CompetencyEdition;

    async fn load(
        cx: &Cx,
        keys: &[CompetencyEditionId],
        (): &(),
    ) -> Result<HashMap<CompetencyEditionId, CompetencyEdition>> {
        let rows = reads::editions_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, CompetencyEdition::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut CompetencyEdition>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CompetencyEdition::fill(cx, values, selection)
    }
}

/// The editions of a list, the newest first.
pub struct EditionsOf;

impl Relation for EditionsOf {
    type Key = CompetencyListId;
    type Args = ();
    type Value = Vec<CompetencyEdition>;

    async fn load(
        cx: &Cx,
        keys: &[CompetencyListId],
        (): &(),
    ) -> Result<HashMap<CompetencyListId, Self::Value>> {
        let mut editions: HashMap<CompetencyListId, Self::Value> = HashMap::new();
        for row in reads::of_lists(cx, cx.app.db.read(), keys).await? {
            let of = editions.entry(row.list_id).or_default();
            of.push(CompetencyEdition::new(row));
        }
        Ok(editions)
    }

    fn missing(_: &Cx, _: CompetencyListId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CompetencyEdition::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The competencies of an edition, in their order.
pub struct CompetenciesOf;

impl Relation for CompetenciesOf {
    type Key = CompetencyEditionId;
    type Args = ();
    type Value = Vec<Competency>;

    async fn load(
        cx: &Cx,
        keys: &[CompetencyEditionId],
        (): &(),
    ) -> Result<HashMap<CompetencyEditionId, Self::Value>> {
        let mut found: HashMap<CompetencyEditionId, Self::Value> = HashMap::new();
        for row in reads::competencies(cx, cx.app.db.read(), keys).await? {
            found.entry(row.edition_id).or_default().push(row.into());
        }
        Ok(found)
    }

    fn missing(_: &Cx, _: CompetencyEditionId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }
}
