//! Agencies.

use entities::{agency, subject_type::SubjectType};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, KnownAs},
};
use crate::{agencies::reads, app::Cx, error::Result, paging::Keys};

/// Agencies.
pub(in crate::exports) struct Agencies;

impl Kind for Agencies {
    type Table = agency::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "region",
        "website",
        "parentName",
        "parentKind",
    ];

    fn select(cx: &Cx) -> Select<agency::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<agency::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<agency::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Agency, rows.iter().map(|row| row.id)).await?;
        let parents = AgencyNames::of(cx, rows.iter().filter_map(|row| row.parent_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![
                known.id(row.id),
                json!(row.name),
                json!(row.kind.to_value()),
                json!(row.region),
                json!(row.website),
            ];
            line.extend(parents.cells(row.parent_id));
            line
        });
        Ok(lines.collect())
    }
}
