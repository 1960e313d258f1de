//! What employers gave, the latest first. Hours and dollars are decimal numbers.

use entities::{contribution, ids::ProgramId, values::Money};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::{Value as Json, json};

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, role_types},
};
use crate::{app::Cx, contributions::reads, error::Result, paging::Keys, programs, scalars::hundredths};

/// Contributions.
pub(in crate::exports) struct Contributions;

impl Kind for Contributions {
    type Table = contribution::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "agencyName",
        "agencyKind",
        "programName",
        "programSchool",
        "roleType",
        "activity",
        "contributedOn",
        "eventName",
        "people",
        "hours",
        "internshipHours",
        "cash",
        "equipment",
        "scholarship",
        "stipend",
        "other",
        "note",
    ];

    fn select(cx: &Cx) -> Select<contribution::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<contribution::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<contribution::Model>) -> Result<Vec<Line>> {
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let programs: Vec<ProgramId> = rows.iter().filter_map(|row| row.program_id).collect();
        let programs = programs::reads::by_ids(cx, &programs).await?;
        let roles = role_types(cx).await?;
        let lines = rows.into_iter().map(|row| {
            let program = row.program_id.and_then(|id| programs.get(&id));
            let mut line = vec![json!(row.id.to_string())];
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([
                json!(program.map(|program| &program.name)),
                json!(program.and_then(|program| program.school.as_ref())),
                json!(row.role_type_id.and_then(|id| roles.get(&id))),
                json!(row.activity.map(|activity| activity.to_value())),
                json!(row.contributed_on),
                json!(row.event_name),
                json!(row.people),
                json!(hundredths(row.hours_hundredths)),
                json!(hundredths(row.internship_hours_hundredths)),
            ]);
            line.extend(dollars(&row));
            line.push(json!(row.note));
            line
        });
        Ok(lines.collect())
    }
}

fn dollars(row: &contribution::Model) -> [Json; 5] {
    let dollars = |money: Money| json!(hundredths(money.cents()));
    [
        dollars(row.cash_cents),
        dollars(row.equipment_cents),
        dollars(row.scholarship_cents),
        dollars(row.stipend_cents),
        dollars(row.other_cents),
    ]
}
