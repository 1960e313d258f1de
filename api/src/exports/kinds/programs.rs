//! Programs of study; the profile `guildhall-programs` brings them in again.

use entities::{program, subject_type::SubjectType};
use sea_orm::Select;
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, KnownAs},
};
use crate::{app::Cx, error::Result, paging::Keys, programs::reads};

/// Programs.
pub(in crate::exports) struct Programs;

impl Kind for Programs {
    type Table = program::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "agencyName",
        "agencyKind",
        "school",
        "county",
        "sectorLabel",
    ];

    fn select(cx: &Cx) -> Select<program::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<program::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<program::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Program, rows.iter().map(|row| row.id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![known.id(row.id), json!(row.name)];
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([json!(row.school), json!(row.county), json!(row.sector_label)]);
            line
        });
        Ok(lines.collect())
    }
}
