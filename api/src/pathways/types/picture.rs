//! What is drawn of a map, in words.

use std::collections::HashMap;

use entities::ids::PathwayStepId;

use super::{Chart, PathwayEdge, PathwayRequirement};
use crate::{
    credentials::ops::naming,
    pathways::{
        drawing::{Picture, StepBox, Way},
        ops::EdgeStanding,
    },
};

/// The picture of a map.
pub(super) fn of(title: &str, chart: &Chart) -> Picture {
    let places: HashMap<PathwayStepId, usize> = chart
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| (step.key(), place))
        .collect();
    let step = |step: &super::PathwayStep| StepBox {
        name: step.title().to_owned(),
        code: step.code().to_owned(),
        wage: step.pay(),
        level: usize::try_from(step.depth()).unwrap_or(1),
    };
    let way = |edge: &PathwayEdge| {
        let (from, to) = edge.ends();
        Some(Way {
            from: *places.get(&from.key())?,
            to: *places.get(&to.key())?,
            asks: asks(edge),
            state: state(edge),
            is_firm: edge.standing() == EdgeStanding::Validated,
        })
    };
    Picture {
        title: format!("Pathway map: {title}"),
        steps: chart.steps.iter().map(step).collect(),
        ways: chart.edges.iter().filter_map(way).collect(),
    }
}

fn asks(edge: &PathwayEdge) -> Vec<String> {
    let mut lines: Vec<String> = edge.asks().iter().map(asked).collect();
    lines.extend(edge.takes().map(|months| match months {
        1 => "about 1 month".to_owned(),
        months => format!("about {months} months"),
    }));
    lines
}

fn asked(requirement: &PathwayRequirement) -> String {
    let (name, kind, is_required) = requirement.told();
    let preferred = if is_required { "" } else { " (preferred)" };
    if naming::tells(name, kind) {
        format!("{name}{preferred}")
    } else {
        format!("{}: {name}{preferred}", naming::word(kind))
    }
}

fn state(edge: &PathwayEdge) -> String {
    match (edge.standing(), edge.backers()) {
        (EdgeStanding::Validated, 1) => "validated by 1 employer".to_owned(),
        (EdgeStanding::Validated, count) => format!("validated by {count} employers"),
        (EdgeStanding::Stale, _) => "changed since it was validated".to_owned(),
        (EdgeStanding::Lapsed, _) => "validation has lapsed".to_owned(),
        (EdgeStanding::Unvalidated, _) => "not yet validated".to_owned(),
    }
}
