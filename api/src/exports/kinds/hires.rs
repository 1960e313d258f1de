//! Who hired completers, the latest first; the profile `guildhall-hires` brings them in again. Hours and dollars are decimal numbers.

use entities::{hire, ids::EstablishmentId, subject_type::SubjectType, values::Money};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, KnownAs},
};
use crate::{
    app::Cx, completers, error::Result, establishments, hires::reads, paging::Keys, programs,
    scalars::hundredths,
};

/// Hires of completers of the actor's own agency.
pub(in crate::exports) struct Hires;

impl Kind for Hires {
    type Table = hire::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "completerReference",
        "agencyName",
        "agencyKind",
        "programName",
        "programSchool",
        "employerId",
        "employerName",
        "establishmentName",
        "socCode",
        "startedOn",
        "endedOn",
        "hourlyWage",
        "hoursPerWeek",
        "isInField",
        "source",
        "note",
    ];

    fn select(cx: &Cx) -> Select<hire::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<hire::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<hire::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Hire, rows.iter().map(|row| row.id)).await?;
        let completers: Vec<_> = rows.iter().map(|row| row.completer_id).collect();
        let completers = completers::reads::by_ids(cx, &completers).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let programs: Vec<_> = rows.iter().map(|row| row.program_id).collect();
        let programs = programs::reads::by_ids(cx, &programs).await?;
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let sites: Vec<EstablishmentId> = rows.iter().filter_map(|row| row.establishment_id).collect();
        let sites = establishments::reads::by_ids(cx, &sites).await?;
        let lines = rows.into_iter().map(|row| {
            let program = programs.get(&row.program_id);
            let site = row.establishment_id.and_then(|id| sites.get(&id));
            let completer = completers.get(&row.completer_id);
            let mut line = vec![
                known.id(row.id),
                json!(completer.map(|completer| &completer.reference)),
            ];
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([
                json!(program.map(|program| &program.name)),
                json!(program.and_then(|program| program.school.as_ref())),
            ]);
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend([
                json!(site.map(|site| &site.name)),
                json!(row.soc_code),
                json!(row.started_on),
                json!(row.ended_on),
                json!(row.hourly_wage_cents.map(Money::cents).map(hundredths)),
                json!(row.hours_per_week_hundredths.map(hundredths)),
                json!(row.is_in_field),
                json!(row.source.to_value()),
                json!(row.note),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
