//! Worksites.

use entities::{establishment, subject_type::SubjectType};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{EmployerNames, KnownAs},
};
use crate::{app::Cx, error::Result, establishments::reads, paging::Keys};

/// Establishments.
pub(in crate::exports) struct Establishments;

impl Kind for Establishments {
    type Table = establishment::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "name",
        "street",
        "city",
        "state",
        "postalCode",
        "countyFips",
        "naicsCode",
        "sizeClass",
        "openedOn",
        "closedOn",
    ];

    fn select(cx: &Cx) -> Select<establishment::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<establishment::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<establishment::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Establishment, rows.iter().map(|row| row.id)).await?;
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![known.id(row.id)];
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend([
                json!(row.name),
                json!(row.street),
                json!(row.city),
                json!(row.state),
                json!(row.postal_code),
                json!(row.county_fips),
                json!(row.naics_code),
                json!(row.size_class.map(|class| class.to_value())),
                json!(row.opened_on),
                json!(row.closed_on),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
