//! The groups of students that take the program, with their days and seats.

use chrono::Months;
use entities::cohort::{self, Model};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::Subject;
use crate::{
    app::Cx,
    cohorts,
    error::Result,
    evidence::ops::contents::{Kind, Section, Unit, counted},
};

/// For how long after its day a file shows cohorts that are planned.
const AHEAD: Months = Months::new(12);

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    use cohort::Column as C;
    let until = subject.day.checked_add_months(AHEAD).unwrap_or(subject.day);
    let rows = cohorts::reads::live(cx)
        .filter(C::ProgramId.eq(subject.program.id))
        .filter(C::StartsOn.gte(subject.from))
        .filter(C::StartsOn.lte(until))
        .order_by_asc(C::StartsOn)
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?;
    let mut section = Section::new(Kind::Cohorts);
    for row in &rows {
        section.line(what(row), Some(row.starts_on), &row.id, "Record of the cohort");
        if row.seats.is_none() {
            section.lacks(format!("Nobody noted the seats of the cohort {}.", row.name));
        }
    }
    if rows.is_empty() {
        section.lacks("No cohort began in 24 months, and none is planned for the next 12.");
    }
    section.count("Cohorts", rows.len());
    let seats = rows.iter().filter_map(|row| row.seats).map(i64::from).sum();
    section.figure("Seats", Unit::Count, seats);
    Ok(section.latest_first())
}

fn what(row: &Model) -> String {
    let until = row.ends_on.map_or_else(String::new, |day| format!(" to {day}"));
    let seats = row.seats.map_or_else(String::new, |seats| {
        format!(", {}", counted(i64::from(seats), "seat", "seats"))
    });
    format!("{}: from {}{until}{seats}.", row.name, row.starts_on)
}
