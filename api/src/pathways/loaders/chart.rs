//! Maps put together from their parts: five statements, however many maps there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    employer,
    ids::{PathwayEdgeId, PathwayMapId, PathwayStepId},
    pathway_edge, pathway_step, pathway_validation,
};

use crate::{
    app::Cx,
    error::Result,
    pathways::{
        ops, reads,
        types::{Chart, PathwayEdge, PathwayRequirement, PathwayStep, PathwayValidation},
    },
    policy::Action,
};

/// The charts of maps; of one without steps an empty one.
///
/// # Errors
/// Database errors.
pub(in crate::pathways) async fn charts(
    cx: &Cx,
    maps: &[PathwayMapId],
) -> Result<HashMap<PathwayMapId, Chart>> {
    let mut parts = Parts::read(cx, maps).await?;
    Ok(maps.iter().map(|map| (*map, parts.chart(*map))).collect())
}

/// A validation and the employer behind it, where the actor may see employers.
type Said = (pathway_validation::Model, Option<employer::Model>);

/// The parts of all maps that are asked for.
struct Parts {
    steps: Vec<pathway_step::Model>,
    edges: Vec<pathway_edge::Model>,
    titles: HashMap<String, String>,
    requirements: HashMap<PathwayEdgeId, Vec<PathwayRequirement>>,
    validations: HashMap<PathwayEdgeId, Vec<Said>>,
    today: NaiveDate,
}

impl Parts {
    async fn read(cx: &Cx, maps: &[PathwayMapId]) -> Result<Self> {
        let conn = cx.app.db.read();
        let steps = reads::steps(cx, conn, maps).await?;
        let mut codes: Vec<&str> = steps.iter().map(|step| step.soc_code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let titles = reads::titles(cx, conn, &codes).await?;
        let edges = reads::edges(cx, conn, maps).await?;
        let mut parts = Self {
            steps,
            titles,
            requirements: HashMap::new(),
            validations: HashMap::new(),
            edges,
            today: cx.app.clock.today(),
        };
        parts.read_edges(cx).await?;
        Ok(parts)
    }

    async fn read_edges(&mut self, cx: &Cx) -> Result<()> {
        let ids: Vec<PathwayEdgeId> = self.edges.iter().map(|edge| edge.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for (row, credential) in reads::requirements(cx, &ids).await? {
            let of = self.requirements.entry(row.edge_id).or_default();
            of.push(PathwayRequirement::new(&row, credential));
        }
        let sees_employers = cx.may(Action::EmployerRead).is_ok();
        let words = reads::standing_words(cx, &ids).await?;
        // Somebody has the next day already.
        let latest = cx.app.clock.latest_day();
        for (row, employer) in ops::said_by(words, latest, |(row, _)| row) {
            let of = self.validations.entry(row.edge_id).or_default();
            of.push((row, sees_employers.then_some(employer)));
        }
        Ok(())
    }

    /// The chart of a map: steps in reading order, and each edge where it leads.
    fn chart(&mut self, map: PathwayMapId) -> Chart {
        let edges: Vec<pathway_edge::Model> = self
            .edges
            .iter()
            .filter(|edge| edge.map_id == map)
            .cloned()
            .collect();
        let rows: Vec<&pathway_step::Model> = self.steps.iter().filter(|step| step.map_id == map).collect();
        let levels = levels(&rows, &edges);
        let show = |row: &&pathway_step::Model| {
            let level = levels.get(&row.id).copied().unwrap_or(1);
            PathwayStep::new((*row).clone(), ops::name_of(row, &self.titles), level)
        };
        let mut steps: Vec<PathwayStep> = rows.iter().map(show).collect();
        // Those of one level stay in the order of their positions.
        steps.sort_by_key(PathwayStep::depth);
        let places: HashMap<PathwayStepId, usize> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| (step.key(), place))
            .collect();
        let mut ordered: Vec<(usize, usize, pathway_edge::Model)> = edges
            .into_iter()
            .filter_map(|edge| {
                Some((
                    *places.get(&edge.to_step_id)?,
                    *places.get(&edge.from_step_id)?,
                    edge,
                ))
            })
            .collect();
        ordered.sort_by_key(|(to, from, _)| (*to, *from));
        let edges = ordered
            .into_iter()
            .map(|(to, from, edge)| self.edge(edge, (steps[from].clone(), steps[to].clone())))
            .collect();
        Chart { steps, edges }
    }

    fn edge(&mut self, row: pathway_edge::Model, ends: (PathwayStep, PathwayStep)) -> PathwayEdge {
        let requirements = self.requirements.remove(&row.id).unwrap_or_default();
        let said = self.validations.remove(&row.id).unwrap_or_default();
        let show = |(validation, employer): Said| {
            let standing = ops::of_validation(&validation, row.version, self.today);
            PathwayValidation::new(validation, standing, employer)
        };
        let validations = said.into_iter().map(show).collect();
        PathwayEdge::new(row, ends, requirements, validations)
    }
}

/// The level of each step: the longest way to it, counted from 1.
fn levels(steps: &[&pathway_step::Model], edges: &[pathway_edge::Model]) -> HashMap<PathwayStepId, i32> {
    let mut levels: HashMap<PathwayStepId, i32> = steps.iter().map(|step| (step.id, 1)).collect();
    // No way is longer than there are steps.
    for _ in steps {
        for edge in edges {
            let from = levels.get(&edge.from_step_id).copied().unwrap_or(0);
            if let Some(to) = levels.get_mut(&edge.to_step_id) {
                *to = (*to).max(from + 1);
            }
        }
    }
    levels
}
