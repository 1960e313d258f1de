//! Counts of completers, hires, retention and skill gains. What is too small to be shown is hidden with the reason: the file is
//! for everybody.

use chrono::NaiveDate;

use super::Subject;
use crate::{
    app::Cx,
    error::Result,
    evidence::ops::contents::{Kind, Section},
    outcomes::{
        ops::{self, Count, Counts, GroupBy, Question},
        suppression::Place,
    },
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let question = Question {
        by: GroupBy::ProgramYear,
        program: Some(subject.program.id),
        provider: None,
        year: None,
        day: Some(subject.day),
    };
    let answer = ops::ask(cx, question).await?;
    let mut section = Section::new(Kind::Outcomes);
    let Some(publication) = answer.publication else {
        section.lacks("No outcomes that may be shown were published by then.");
        return Ok(section);
    };
    let floors = publication.floors;
    let source = format!(
        "Counts of outcomes as published on {}; hidden below {} people or {} employers, and where one employer has {} percent",
        publication.as_of, floors.people, floors.employers, floors.dominance_percent
    );
    for (place, counts) in &answer.rows {
        if let Place::ProgramYear(_, year) = place {
            let text = format!("Program year {year}: {}.", told(counts));
            section.line(text, None, &subject.program.id, source.clone());
        }
    }
    let (_, total) = answer.total;
    for (label, count) in measures(&total) {
        section.hidden_or(label, count, &source);
    }
    lacking(&mut section, &total, publication.as_of);
    Ok(section)
}

fn measures(counts: &Counts) -> [(&'static str, Count); 10] {
    [
        ("Completers", counts.completers),
        ("Completers who earned a credential", counts.with_credential),
        ("Completers who were hired", counts.hired),
        (
            "Completers hired in the occupation trained for",
            counts.hired_in_field,
        ),
        ("Employers that hired completers", counts.employers_hiring),
        ("Employed in the second quarter after exit", counts.employed_q2),
        ("Employed in the fourth quarter after exit", counts.employed_q4),
        (
            "Employed in the second quarter, whose fourth has ended",
            counts.retention_base,
        ),
        (
            "Of these, with the same employer in the fourth quarter",
            counts.retained,
        ),
        ("Participants with a measurable skill gain", counts.skill_gains),
    ]
}

/// `completers 14, hired hidden, with the same employer hidden`.
fn told(counts: &Counts) -> String {
    let part = |what: &str, count: Count| match count {
        Ok(count) => format!("{what} {count}"),
        Err(_) => format!("{what} hidden"),
    };
    [
        part("completers", counts.completers),
        part("hired", counts.hired),
        part("with the same employer in the fourth quarter", counts.retained),
    ]
    .join(", ")
}

fn lacking(section: &mut Section, total: &Counts, as_of: NaiveDate) {
    if total.completers == Ok(0) {
        section.lacks(format!(
            "Nobody had completed the program when outcomes were published on {as_of}."
        ));
    } else if total.hired == Ok(0) {
        section.lacks(format!(
            "No hire of a completer was recorded when outcomes were published on {as_of}."
        ));
    }
}
