//! The numbers of employers and worksites: to each only those that the actor may see.

use entities::employer_identifier;
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{Kind, Line, names::EmployerNames};
use crate::{
    app::Cx,
    error::Result,
    identifiers::reads,
    paging::{Keys, Sort},
};

/// Identifiers.
pub(in crate::exports) struct Identifiers;

impl Kind for Identifiers {
    type Table = employer_identifier::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "establishmentId",
        "system",
        "value",
        "fromOn",
        "toOn",
        "confidentiality",
    ];

    fn select(cx: &Cx) -> Select<employer_identifier::Entity> {
        reads::visible(cx)
    }

    fn keys() -> Keys<employer_identifier::Entity> {
        use employer_identifier::Column as C;
        Keys::new(vec![Sort::ascending(C::EmployerId)], C::Id)
    }

    async fn lines(cx: &Cx, rows: Vec<employer_identifier::Model>) -> Result<Vec<Line>> {
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![json!(row.id.to_string())];
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend([
                json!(row.establishment_id.map(|id| id.to_string())),
                json!(row.system.to_value()),
                json!(row.value),
                json!(row.from_on),
                json!(row.to_on),
                json!(row.confidentiality.to_value()),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
