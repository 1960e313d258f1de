//! The evidence file of a program, for print: built now, or a frozen copy. Both pages only show.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::error::{refused, render};
use crate::door::{Door, Executor, Refusal, ask};

/// `YYYY-MM-DD`.
type Date = String;
/// An instant in UTC.
type DateTime = String;
/// A number with two digits after the point.
type Decimal = String;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/evidence/show.graphql",
    skip_serializing_none
)]
struct ShowEvidence;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/evidence/show.graphql",
    skip_serializing_none
)]
struct ShowFrozen;

use show_frozen::EvidenceFileState;

/// An evidence file as the page shows it.
struct File {
    program: String,
    /// By whom, and where.
    offered: String,
    /// The field of study and the occupations, as a sentence; empty when neither is named.
    subject: String,
    as_of: String,
    missing: Vec<String>,
    sections: Vec<Section>,
}

/// A section with its tables.
struct Section {
    title: String,
    lines: Vec<Line>,
    figures: Vec<Figure>,
}

/// A line of a section.
struct Line {
    on: String,
    text: String,
    source: String,
    record: String,
}

/// A sum.
struct Figure {
    label: String,
    value: String,
    source: String,
}

/// What makes a frozen copy one.
struct Frozen {
    kept_at: String,
    note: String,
    /// Whether it can be trusted, as a sentence.
    state: &'static str,
}

/// The file with its hash.
#[derive(Template)]
#[template(path = "evidence/show.html")]
struct EvidencePage {
    file: File,
    copy: Option<Frozen>,
    hash: String,
}

/// A copy of which the reader sees no more than that there is one, and whether it is what it was.
#[derive(Template)]
#[template(path = "evidence/closed.html")]
struct ClosedPage {
    program: String,
    agency: String,
    as_of: String,
    kept_at: String,
    state: &'static str,
    is_readable: bool,
    hash: String,
}

/// There is no such file.
#[derive(Template)]
#[template(path = "evidence/missing.html")]
struct MissingPage;

/// Shows the file of a program as its records stand.
#[handler]
pub(crate) async fn show(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(program): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        of_program(&*executor, program).await
    };
    shown.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Shows a frozen copy.
#[handler]
pub(crate) async fn frozen(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(id): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        of_copy(&*executor, id).await
    };
    shown.await.unwrap_or_else(|refusal| refused(&refusal))
}

async fn of_program(executor: &dyn Executor, program_id: String) -> Result<Response, Refusal> {
    let variables = show_evidence::Variables { program_id };
    let Some(shown) = ask::<ShowEvidence>(executor, variables).await?.program_evidence else {
        return Ok(render(StatusCode::NOT_FOUND, &MissingPage));
    };
    let page = EvidencePage {
        hash: shown.hash.clone(),
        file: File::from(shown),
        copy: None,
    };
    Ok(render(StatusCode::OK, &page))
}

async fn of_copy(executor: &dyn Executor, id: String) -> Result<Response, Refusal> {
    let variables = show_frozen::Variables { id };
    let Some(shown) = ask::<ShowFrozen>(executor, variables).await?.evidence_file else {
        return Ok(render(StatusCode::NOT_FOUND, &MissingPage));
    };
    let is_readable = !matches!(shown.state, EvidenceFileState::UNREADABLE);
    let state = state(&shown.state, shown.matches_records);
    let Some(evidence) = shown.evidence else {
        let page = ClosedPage {
            program: shown
                .program
                .map_or_else(|| "a program".to_owned(), |one| one.name),
            agency: shown
                .agency
                .map_or_else(|| "its agency".to_owned(), |one| one.name),
            as_of: shown.as_of,
            kept_at: minute(&shown.frozen_at),
            state,
            is_readable,
            hash: shown.hash,
        };
        return Ok(render(StatusCode::OK, &page));
    };
    let page = EvidencePage {
        hash: shown.hash,
        file: File::from(evidence),
        copy: Some(Frozen {
            kept_at: minute(&shown.frozen_at),
            note: shown.note.unwrap_or_default(),
            state,
        }),
    };
    Ok(render(StatusCode::OK, &page))
}

fn state(stored: &EvidenceFileState, matches_records: Option<bool>) -> &'static str {
    match (stored, matches_records) {
        (EvidenceFileState::UNREADABLE, _) => "Do not rely on this copy: its text can no longer be read.",
        (EvidenceFileState::INTACT, Some(true)) => {
            "The copy is intact, and the records still say the same about its day."
        }
        (EvidenceFileState::INTACT, _) => {
            "The copy is intact. The records say something else about its day by now."
        }
        _ => "Do not rely on this copy: its text no longer has the hash that it was kept with.",
    }
}

/// `2026-11-24T20:00:00.000Z` as people read it.
fn minute(instant: &str) -> String {
    let (day, rest) = instant.split_once('T').unwrap_or((instant, ""));
    let clock = rest.get(..5).unwrap_or_default();
    format!("{day} {clock} UTC")
}

/// A whole number without the digits after the point; an amount of dollars with its sign.
fn amount(value: &str, is_money: bool) -> String {
    if is_money {
        return format!("${value}");
    }
    value.strip_suffix(".00").unwrap_or(value).to_owned()
}

fn offered(agency: &str, school: Option<&str>) -> String {
    match school {
        Some(school) => format!("Offered by {agency} at {school}"),
        None => format!("Offered by {agency}"),
    }
}

fn subject(cip: Option<&str>, soc: &[String]) -> String {
    let field = cip.map(|code| format!("Field of study: CIP {code}."));
    let work = (!soc.is_empty()).then(|| format!("Occupations: SOC {}.", soc.join(", ")));
    let parts: Vec<String> = field.into_iter().chain(work).collect();
    parts.join(" ")
}

/// Both operations answer the same fragment, as types of their own.
macro_rules! shows {
    ($module:ident) => {
        impl From<$module::Evidence> for File {
            fn from(shown: $module::Evidence) -> Self {
                Self {
                    offered: offered(&shown.agency_name, shown.school.as_deref()),
                    subject: subject(shown.cip_code.as_deref(), &shown.soc_codes),
                    program: shown.program_name,
                    as_of: shown.as_of,
                    missing: shown.missing.into_iter().map(|gap| gap.text).collect(),
                    sections: shown.sections.into_iter().map(Section::from).collect(),
                }
            }
        }

        impl From<$module::EvidenceSections> for Section {
            fn from(shown: $module::EvidenceSections) -> Self {
                Self {
                    title: shown.title,
                    lines: shown.lines.into_iter().map(Line::from).collect(),
                    figures: shown.figures.into_iter().map(Figure::from).collect(),
                }
            }
        }

        impl From<$module::EvidenceSectionsLines> for Line {
            fn from(shown: $module::EvidenceSectionsLines) -> Self {
                Self {
                    on: shown.on.unwrap_or_default(),
                    text: shown.text,
                    source: shown.source,
                    record: shown.record_id,
                }
            }
        }

        impl From<$module::EvidenceSectionsFigures> for Figure {
            fn from(shown: $module::EvidenceSectionsFigures) -> Self {
                use $module::SuppressionReason as Reason;
                let is_money = matches!(shown.unit, $module::EvidenceUnit::DOLLARS);
                let hidden = || match &shown.reason {
                    Some(Reason::SMALL_N) => "hidden: too few people",
                    Some(Reason::FEW_EMPLOYERS) => "hidden: too few employers",
                    Some(Reason::DOMINANT_EMPLOYER) => "hidden: nearly all at one employer",
                    Some(Reason::COMPLEMENTARY) => "hidden: it would tell another count",
                    Some(Reason::EXTREME_PERCENT) => "hidden: nearly all, or nearly none",
                    Some(Reason::NOT_YET_DUE) => "not yet due",
                    Some(Reason::NOT_AVAILABLE) => "not available",
                    Some(Reason::Other(_)) | None => "hidden",
                };
                let value = shown.value.as_deref();
                Self {
                    value: value.map_or_else(|| hidden().to_owned(), |value| amount(value, is_money)),
                    label: shown.label,
                    source: shown.source,
                }
            }
        }
    };
}

shows!(show_evidence);
shows!(show_frozen);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_are_written_for_people() {
        assert_eq!(amount("12.00", false), "12");
        assert_eq!(amount("12.50", false), "12.50");
        assert_eq!(amount("12.00", true), "$12.00");
        assert_eq!(minute("2026-11-24T20:05:09.123Z"), "2026-11-24 20:05 UTC");
        assert_eq!(
            subject(Some("51.38"), &["29-1141".to_owned()]),
            "Field of study: CIP 51.38. Occupations: SOC 29-1141."
        );
        assert_eq!(subject(None, &[]), "");
    }
}
