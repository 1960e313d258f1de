//! The log of calls, visits and meetings, the latest first: to each only what the actor may read.

use entities::engagement;
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames},
};
use crate::{app::Cx, engagements::reads, error::Result, paging::Keys};

/// Engagements.
pub(in crate::exports) struct Engagements;

impl Kind for Engagements {
    type Table = engagement::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "agencyName",
        "agencyKind",
        "channel",
        "occurredAt",
        "subject",
        "body",
        "nextStep",
        "nextStepDueOn",
        "visibility",
    ];

    fn select(cx: &Cx) -> Select<engagement::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<engagement::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<engagement::Model>) -> Result<Vec<Line>> {
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![json!(row.id.to_string())];
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([
                json!(row.channel.to_value()),
                json!(row.occurred_at.to_rfc3339()),
                json!(row.subject),
                json!(row.body),
                json!(row.next_step),
                json!(row.next_step_due_on),
                json!(row.visibility.to_value()),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
