//! A pathway map as counselors use it: the picture, then all of it as tables; on the screen and on paper (A4 and US Letter).
//!
//! The picture is the API's: a whole SVG document, its texts escaped, without script and style. Who is not signed in is asked to
//! sign in; who may not see a map learns no more than that there is none.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use crate::{
    door::{Door, Refusal, ask},
    pages::error::{missing, refused, render},
    secure,
};

// Scalars of the API, as the documents name them.
type Date = String;
type DateTime = String;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/pathways/show.graphql",
    skip_serializing_none
)]
struct ShowPathwayMap;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/pathways/show.graphql",
    skip_serializing_none
)]
struct DrawPathwayMap;

use show_pathway_map::{
    CredentialKind, PathwayEdgeState, PathwayRequirementLevel, PathwayValidationState,
    ShowPathwayMapPathwayMap as Map, ShowPathwayMapPathwayMapEdges as Edge,
    ShowPathwayMapPathwayMapEdgesCredentials as Asked, ShowPathwayMapPathwayMapEdgesPrograms as Program,
    ShowPathwayMapPathwayMapEdgesValidationHistory as Word, ShowPathwayMapPathwayMapEdgesValidations as Said,
};

/// A map.
#[derive(Template)]
#[template(path = "pathways/show.html")]
struct MapPage {
    title: String,
    about: String,
    drawn_by: String,
    note: Option<String>,
    as_of: String,
    changed_on: String,
    is_trashed: bool,
    parts: Vec<String>,
    steps: Vec<StepRow>,
    ways: Vec<WayRow>,
}

/// A line of the table of steps.
struct StepRow {
    name: String,
    code: String,
    wage: String,
    source: String,
    is_entry: bool,
}

/// A line of the table of ways.
struct WayRow {
    from: String,
    to: String,
    credentials: Vec<String>,
    programs: Vec<String>,
    time: String,
    state: &'static str,
    is_firm: bool,
    employers: Vec<SaidRow>,
    /// What employers said before, and what was taken back.
    earlier: Vec<String>,
}

/// An employer that stands behind a way, and until when.
struct SaidRow {
    employer: String,
    on: String,
    until: &'static str,
    last: Option<String>,
}

/// Shows a map.
#[handler]
pub(crate) async fn show(request: &Request, door: Data<&Arc<dyn Door>>, Path(id): Path<String>) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        let found = ask::<ShowPathwayMap>(&*executor, show_pathway_map::Variables { id }).await?;
        Ok(match found.pathway_map {
            Some(map) => render(StatusCode::OK, &page(map)),
            None => gone(),
        })
    };
    shown.await.unwrap_or_else(|refusal: Refusal| refused(&refusal))
}

/// Only the picture.
#[handler]
pub(crate) async fn picture(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(id): Path<String>,
) -> Response {
    let drawn = async {
        let executor = door.enter(request).await?;
        let found = ask::<DrawPathwayMap>(&*executor, draw_pathway_map::Variables { id }).await?;
        Ok(match found.pathway_map {
            Some(map) => secure::picture(map.svg),
            None => gone(),
        })
    };
    drawn.await.unwrap_or_else(|refusal: Refusal| refused(&refusal))
}

fn gone() -> Response {
    missing("There is no such map", "It is not there, or you may not see it.")
}

fn page(map: Map) -> MapPage {
    let about = [map.sector.map(|sector| sector.label), map.region];
    let steps = map.steps.into_iter().map(|step| StepRow {
        name: step.name,
        code: step.occupation.code,
        wage: step.wage.unwrap_or_else(|| "not noted".to_owned()),
        source: source(step.wage_source, step.wage_as_of),
        is_entry: step.level == 1,
    });
    MapPage {
        title: map.title,
        about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
        drawn_by: map.agency.map(|agency| agency.name).unwrap_or_default(),
        note: map.note,
        as_of: map.as_of,
        changed_on: map.updated_at.chars().take(10).collect(),
        is_trashed: map.trashed_at.is_some(),
        parts: map.svg_parts,
        steps: steps.collect(),
        ways: map.edges.into_iter().map(way).collect(),
    }
}

fn source(source: Option<String>, as_of: Option<String>) -> String {
    let as_of = as_of.map(|day| format!("as of {day}"));
    [source, as_of]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn way(edge: Edge) -> WayRow {
    let (state, is_firm) = match edge.state {
        PathwayEdgeState::VALIDATED => ("Validated", true),
        PathwayEdgeState::STALE => ("Changed since it was validated", false),
        PathwayEdgeState::LAPSED => ("Validation has lapsed", false),
        _ => ("Not yet validated", false),
    };
    WayRow {
        from: edge.from.name,
        to: edge.to.name,
        credentials: edge.credentials.into_iter().map(asked).collect(),
        programs: edge.programs.into_iter().map(program).collect(),
        time: match edge.months {
            Some(1) => "1 month".to_owned(),
            Some(months) => format!("{months} months"),
            None => "not noted".to_owned(),
        },
        state,
        is_firm,
        employers: edge.validations.into_iter().map(said).collect(),
        earlier: edge.validation_history.into_iter().filter_map(earlier).collect(),
    }
}

fn asked(asked: Asked) -> String {
    let Some(credential) = asked.credential else {
        return "A credential that you may not see".to_owned();
    };
    let kind = match credential.kind {
        CredentialKind::CERTIFICATE => "Certificate",
        CredentialKind::CERTIFICATION => "Certification",
        CredentialKind::LICENSE => "License",
        CredentialKind::DEGREE => "Degree",
        CredentialKind::DIPLOMA => "Diploma",
        CredentialKind::BADGE => "Badge",
        CredentialKind::APPRENTICESHIP => "Apprenticeship",
        CredentialKind::Other(_) => "Credential",
    };
    let level = match asked.requirement {
        PathwayRequirementLevel::PREFERRED => "preferred",
        _ => "required",
    };
    // "Practical Nurse License" says what it is.
    let name = credential.name.to_lowercase().replace("licence", "license");
    if name.contains(&kind.to_lowercase()) {
        format!("{} ({level})", credential.name)
    } else {
        format!("{kind}: {} ({level})", credential.name)
    }
}

fn program(program: Program) -> String {
    match program.agency {
        Some(agency) => format!("{}, {}", program.name, agency.name),
        None => program.name,
    }
}

fn earlier(word: Word) -> Option<String> {
    let what = match word.state {
        PathwayValidationState::REPLACED => "said again since".to_owned(),
        PathwayValidationState::WITHDRAWN => {
            format!("taken back on {}", word.withdrawn_on.unwrap_or_default())
        }
        _ => return None,
    };
    let employer = name(word.employer.map(|employer| employer.name));
    Some(format!("{employer}, {} ({what})", word.validated_on))
}

fn name(employer: Option<String>) -> String {
    employer.unwrap_or_else(|| "An employer".to_owned())
}

fn said(said: Said) -> SaidRow {
    let (until, last) = match said.state {
        PathwayValidationState::EXPIRED => ("ended", Some(said.expires_on)),
        PathwayValidationState::STALE => ("before it changed", None),
        _ => ("until", Some(said.expires_on)),
    };
    SaidRow {
        employer: name(said.employer.map(|employer| employer.name)),
        on: said.validated_on,
        until,
        last,
    }
}
