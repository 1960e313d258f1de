//! Relations of pathway maps, each loaded for many records in a fixed number of statements.

mod chart;

use std::{collections::HashMap, hash::Hash};

use entities::{
    ids::{PathwayEdgeId, PathwayMapId, PathwayStepId, ProgramId},
    program,
};
use futures_util::future::BoxFuture;

use super::{
    ops, reads,
    types::{Chart, PathwayEdge, PathwayMap, PathwayStep, PathwayValidation},
};
use crate::{
    app::Cx,
    error::Result,
    policy::Action,
    prefetch::{Fill, Relation, Selection},
    programs::types::Program,
};

pub(super) use chart::charts;

/// The map with an id.
pub struct PathwayMapOf;

impl Relation for PathwayMapOf {
    type Key = PathwayMapId;
    type Args = ();
    type Value = PathwayMap;

    async fn load(cx: &Cx, keys: &[PathwayMapId], (): &()) -> Result<HashMap<PathwayMapId, PathwayMap>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, PathwayMap::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut PathwayMap>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        PathwayMap::fill(cx, values, selection)
    }
}

/// The steps and edges of a map, with what belongs to them: they are drawn and shown together.
pub struct ChartOf;

impl Relation for ChartOf {
    type Key = PathwayMapId;
    type Args = ();
    type Value = Chart;

    async fn load(cx: &Cx, keys: &[PathwayMapId], (): &()) -> Result<HashMap<PathwayMapId, Chart>> {
        charts(cx, keys).await
    }
}

/// The live programs that lead along an edge, by name.
pub struct EdgeProgramsOf;

impl Relation for EdgeProgramsOf {
    type Key = PathwayEdgeId;
    type Args = ();
    type Value = Vec<Program>;

    async fn load(cx: &Cx, keys: &[PathwayEdgeId], (): &()) -> Result<HashMap<PathwayEdgeId, Self::Value>> {
        let rows = reads::programs(cx, keys).await?;
        Ok(by_key(
            rows.into_iter().map(|(row, program)| (row.edge_id, program)),
        ))
    }

    fn missing(_: &Cx, _: PathwayEdgeId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Program::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// Words of an edge that are shown, the latest ones.
const MOST_WORDS: usize = 100;

/// The latest of what employers ever said of an edge that has this version now, the latest first.
pub struct EdgeHistoryOf;

impl Relation for EdgeHistoryOf {
    type Key = (PathwayEdgeId, i32);
    type Args = ();
    type Value = Vec<PathwayValidation>;

    async fn load(cx: &Cx, keys: &[Self::Key], (): &()) -> Result<HashMap<Self::Key, Self::Value>> {
        let ids: Vec<PathwayEdgeId> = keys.iter().map(|(id, _)| *id).collect();
        let mut words: HashMap<PathwayEdgeId, Vec<_>> = HashMap::new();
        for word in reads::words(cx, &ids).await? {
            words.entry(word.0.edge_id).or_default().push(word);
        }
        let today = cx.app.clock.today();
        let sees_employers = cx.may(Action::EmployerRead).is_ok();
        let of = |key: &Self::Key| {
            let words = words.remove(&key.0).unwrap_or_default();
            let standings = ops::of_words(words.iter().map(|(row, _)| row), key.1, today);
            let shown = words.into_iter().zip(standings);
            let shown = shown.map(|((row, employer), standing)| {
                PathwayValidation::new(row, standing, sees_employers.then_some(employer))
            });
            (*key, shown.take(MOST_WORDS).collect())
        };
        Ok(keys.iter().map(of).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        PathwayValidation::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The live programs that lead along the edges to a step, each once, by name.
pub struct StepProgramsOf;

impl Relation for StepProgramsOf {
    type Key = PathwayStepId;
    type Args = ();
    type Value = Vec<Program>;

    async fn load(cx: &Cx, keys: &[PathwayStepId], (): &()) -> Result<HashMap<PathwayStepId, Self::Value>> {
        let edges = reads::edges_to(cx, keys).await?;
        let ends: HashMap<PathwayEdgeId, PathwayStepId> =
            edges.iter().map(|edge| (edge.id, edge.to_step_id)).collect();
        let ids: Vec<PathwayEdgeId> = ends.keys().copied().collect();
        let rows = reads::programs(cx, &ids).await?;
        let rows = rows.into_iter();
        Ok(by_key(rows.filter_map(|(row, program)| {
            Some((*ends.get(&row.edge_id)?, program))
        })))
    }

    fn missing(_: &Cx, _: PathwayStepId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Program::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// Programs by what they lead to, in their order, each once.
fn by_key<K: Copy + Eq + Hash>(rows: impl Iterator<Item = (K, program::Model)>) -> HashMap<K, Vec<Program>> {
    let mut seen: std::collections::HashSet<(K, ProgramId)> = std::collections::HashSet::new();
    let mut found: HashMap<K, Vec<Program>> = HashMap::new();
    for (key, row) in rows {
        if seen.insert((key, row.id)) {
            found.entry(key).or_default().push(Program::new(row));
        }
    }
    found
}

/// A step of a map as it is shown.
///
/// # Errors
/// Database errors.
pub async fn step(cx: &Cx, map: PathwayMapId, id: PathwayStepId) -> Result<Option<PathwayStep>> {
    let chart = charts(cx, &[map]).await?.remove(&map).unwrap_or_default();
    Ok(chart.steps.into_iter().find(|step| step.key() == id))
}

/// An edge of a map as it is shown.
///
/// # Errors
/// Database errors.
pub async fn edge(cx: &Cx, map: PathwayMapId, id: PathwayEdgeId) -> Result<Option<PathwayEdge>> {
    let chart = charts(cx, &[map]).await?.remove(&map).unwrap_or_default();
    Ok(chart.edges.into_iter().find(|edge| edge.key() == id))
}
