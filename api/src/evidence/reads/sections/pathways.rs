//! The ways of pathway maps that the program leads along, and whether employers stand behind them.

use std::collections::{BTreeSet, HashMap};

use entities::{
    ids::{PathwayEdgeId, PathwayMapId, PathwayStepId},
    pathway_edge, pathway_map,
};

use super::Subject;
use crate::{
    app::Cx,
    error::Result,
    evidence::ops::contents::{Kind, Section, counted},
    pathways::{
        ops::{EdgeStanding, Standing, name_of, of_edge, of_validation, said_by},
        reads,
    },
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let mut section = Section::new(Kind::Pathways);
    let edges = reads::edges_along(cx, subject.program.id).await?;
    if edges.is_empty() {
        section.lacks("No pathway map shows the program.");
        section.count("Ways of pathway maps", 0);
        return Ok(section);
    }
    let (maps, steps) = maps_and_steps(cx, &edges).await?;
    let backers = backers(cx, &edges, subject).await?;
    let mut validated = 0;
    for edge in &edges {
        let (standing, employers) = backers
            .get(&edge.id)
            .copied()
            .unwrap_or((EdgeStanding::Unvalidated, 0));
        let step = |id: PathwayStepId| steps.get(&id).map_or("a step", String::as_str);
        let map = maps.get(&edge.map_id).map_or("A map", |map| map.title.as_str());
        let way = format!("{} to {}", step(edge.from_step_id), step(edge.to_step_id));
        section.line(
            format!("{map}: {way}; {}.", stands(standing, employers)),
            None,
            &edge.map_id,
            "Pathway map",
        );
        validated += usize::from(standing == EdgeStanding::Validated);
        if standing != EdgeStanding::Validated {
            section.lacks(format!("No employer stands behind the way from {way}."));
        }
    }
    section.count("Ways of pathway maps", edges.len());
    section.count("Ways that employers stand behind", validated);
    Ok(section.latest_first())
}

type Steps = HashMap<PathwayStepId, String>;

/// The maps of edges, and how their steps are called.
async fn maps_and_steps(
    cx: &Cx,
    edges: &[pathway_edge::Model],
) -> Result<(HashMap<PathwayMapId, pathway_map::Model>, Steps)> {
    let ids: BTreeSet<PathwayMapId> = edges.iter().map(|edge| edge.map_id).collect();
    let ids: Vec<PathwayMapId> = ids.into_iter().collect();
    let maps = reads::by_ids(cx, &ids).await?;
    let steps = reads::steps(cx, cx.app.db.read(), &ids).await?;
    let codes: Vec<&str> = steps.iter().map(|step| step.soc_code.as_str()).collect();
    let titles = reads::titles(cx, cx.app.db.read(), &codes).await?;
    let steps = steps
        .iter()
        .map(|step| (step.id, name_of(step, &titles)))
        .collect();
    Ok((maps, steps))
}

/// How each edge stands by what had been said of it by the day of the file, and how many employers stood behind it.
async fn backers(
    cx: &Cx,
    edges: &[pathway_edge::Model],
    subject: &Subject,
) -> Result<HashMap<PathwayEdgeId, (EdgeStanding, i64)>> {
    let ids: Vec<PathwayEdgeId> = edges.iter().map(|edge| edge.id).collect();
    let words = reads::words(cx, &ids).await?;
    let words = said_by(words, subject.day, |(row, _)| row);
    let of = |edge: &pathway_edge::Model| {
        let said = words.iter().filter(|(row, _)| row.edge_id == edge.id);
        let standings: Vec<Standing> = said
            .map(|(row, _)| of_validation(row, edge.version, subject.day))
            .collect();
        let current = standings
            .iter()
            .filter(|standing| **standing == Standing::Current)
            .count();
        (of_edge(standings), i64::try_from(current).unwrap_or(i64::MAX))
    };
    Ok(edges.iter().map(|edge| (edge.id, of(edge))).collect())
}

fn stands(standing: EdgeStanding, employers: i64) -> String {
    match standing {
        EdgeStanding::Validated => {
            format!(
                "{} behind it",
                counted(employers, "employer stands", "employers stand")
            )
        }
        EdgeStanding::Stale => "changed since an employer stood behind it".to_owned(),
        EdgeStanding::Lapsed => "no employer stands behind it any more".to_owned(),
        EdgeStanding::Unvalidated => "no employer stands behind it yet".to_owned(),
    }
}
