//! Advice about the program and what became of it: "you said, we did".

use chrono::NaiveDate;
use entities::recommendation::{self, Model, RecommendationDecision};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{Subject, names};
use crate::{
    app::Cx,
    error::Result,
    evidence::ops::contents::{Kind, Section, counted, quoted},
    recommendations,
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    use recommendation::Column as C;
    let day = subject.day;
    let rows = recommendations::reads::live(cx)
        .filter(C::ProgramId.eq(subject.program.id))
        .filter(C::SaidOn.gte(subject.from))
        .filter(C::SaidOn.lte(day))
        .all(cx.app.db.read())
        .await?;
    let names = names(cx, rows.iter().filter_map(|row| row.employer_id)).await?;
    let mut section = Section::new(Kind::Advice);
    for row in &rows {
        let said = row.employer_id.and_then(|id| names.get(&id));
        let by = said.map_or_else(String::new, |name| format!(", said for {name}"));
        let text = format!("\u{201c}{}\u{201d}{by}. {}", quoted(&row.text), fate(row, day));
        section.line(text, Some(row.said_on), &row.id, source(row));
    }
    if rows.is_empty() {
        section.lacks("No advice about the program was noted in 24 months.");
    }
    let is_late = |row: &&Model| row.close_by_on < day && !is_past(row.closed_on, day);
    let late = rows.iter().filter(is_late).count();
    if late > 0 {
        let late = i64::try_from(late).unwrap_or(i64::MAX);
        let pieces = counted(late, "piece of advice is", "pieces of advice are");
        section.lacks(format!("{pieces} open twelve months after it was said."));
    }
    let count = |on: fn(&Model) -> Option<NaiveDate>| rows.iter().filter(|row| is_past(on(row), day)).count();
    section.count("Pieces of advice", rows.len());
    section.count("Decided about", count(|row| row.decided_on));
    section.count("Put into practice", count(|row| row.implemented_on));
    section.count("Reported back", count(|row| row.reported_back_on));
    Ok(section.latest_first())
}

fn source(row: &Model) -> String {
    match row.meeting_id {
        Some(meeting) => format!("Said at {meeting}"),
        None => "Said outside of a meeting".to_owned(),
    }
}

fn is_past(on: Option<NaiveDate>, day: NaiveDate) -> bool {
    on.is_some_and(|on| on <= day)
}

/// What had become of a piece of advice by a day.
fn fate(row: &Model, day: NaiveDate) -> String {
    let mut parts = Vec::new();
    let mut note = |on: Option<NaiveDate>, what: &str, words: Option<&String>| {
        if let Some(on) = on.filter(|on| *on <= day) {
            let words = words.map_or_else(String::new, |words| format!(": {}", quoted(words)));
            parts.push(format!("{what} on {on}{words}."));
        }
    };
    if let Some(decision) = row.decision {
        let (what, words) = match decision {
            RecommendationDecision::Accepted => ("Accepted", None),
            RecommendationDecision::AcceptedModified => {
                ("Accepted in another form", row.accepted_text.as_ref())
            }
            RecommendationDecision::Declined => ("Declined", row.reason.as_ref()),
            RecommendationDecision::Deferred => ("Deferred", row.reason.as_ref()),
        };
        note(row.decided_on, what, words);
    }
    note(
        row.implemented_on,
        "Put into practice",
        row.implementation.as_ref(),
    );
    note(row.reported_back_on, "Reported back", row.report.as_ref());
    if parts.is_empty() {
        "Nothing is decided.".to_owned()
    } else {
        parts.join(" ")
    }
}
