//! Cohorts of the programs, and what is known of the demand for them.

use chrono::{Datelike as _, NaiveDate};
use entities::{
    cohort,
    demand_figure::{self, DemandKind},
    ids::ProgramId,
};
use sea_orm::ActiveValue::Set;

use super::Stage;
use crate::{cohorts, db::Tx, demand, demo::region::agencies::Program, error::Result};

/// Whose figures they are, and where they are from.
const FIGURES: [(DemandKind, &str, &str); 3] = [
    (
        DemandKind::ProjectedOpenings,
        "Openings a year in Alder Valley",
        "State labor market projections (made up)",
    ),
    (
        DemandKind::RegionalGraduates,
        "Graduates of the valley's other programs",
        "Agencies' own counts (made up)",
    ),
    (
        DemandKind::PlannedStudents,
        "Students planned for",
        "The program's plan (made up)",
    ),
];

/// The first cohorts and the figures of a new program.
pub(super) async fn planned(tx: &Tx, stage: &Stage, program: ProgramId, one: &Program) -> Result<()> {
    let year = stage.today().year();
    for (name, starts_on, ends_on) in [
        (format!("Fall {year}"), day(year, 9, 1), day(year, 12, 18)),
        (
            format!("Spring {}", year + 1),
            day(year + 1, 1, 11),
            day(year + 1, 5, 28),
        ),
    ] {
        let row = cohort::ActiveModel {
            name: Set(name),
            starts_on: Set(starts_on),
            ends_on: Set(Some(ends_on)),
            seats: Set(Some(18)),
            ..Default::default()
        };
        cohorts::ops::create_in(tx, &stage.cx, program, cohorts::ops::Draft { row }).await?;
    }
    for ((kind, label, source), value) in FIGURES.into_iter().zip(one.demand) {
        if value == 0 {
            continue;
        }
        let row = demand_figure::ActiveModel {
            kind: Set(kind),
            value: Set(value),
            label: Set(label.to_owned()),
            source: Set(source.to_owned()),
            vintage: Set(year.to_string()),
            ..Default::default()
        };
        demand::ops::create_in(tx, &stage.cx, program, demand::ops::Draft { row }).await?;
    }
    Ok(())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}
