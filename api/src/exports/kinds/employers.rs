//! Employers; the profile `guildhall-employers` brings them in again.

use std::collections::HashMap;

use entities::{employer, employer_tag, ids::EmployerId, subject_type::SubjectType};
use sea_orm::{ActiveEnum as _, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, KnownAs},
};
use crate::{app::Cx, employers::reads, error::Result, paging::Keys};

/// Employers.
pub(in crate::exports) struct Employers;

impl Kind for Employers {
    type Table = employer::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "legalName",
        "status",
        "naicsCode",
        "website",
        "phone",
        "description",
        "tags",
        "fairChance",
        "fairChanceNote",
        "fidelityBondCount",
        "excludedByLawNote",
        "parentId",
        "parentName",
        "leadAgencyName",
        "leadAgencyKind",
    ];

    fn select(cx: &Cx) -> Select<employer::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<employer::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<employer::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Employer, rows.iter().map(|row| row.id)).await?;
        let parents = EmployerNames::of(cx, rows.iter().filter_map(|row| row.parent_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().filter_map(|row| row.lead_agency_id)).await?;
        let mut tags = tags(cx, &rows).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![
                known.id(row.id),
                json!(row.name),
                json!(row.legal_name),
                json!(row.status.to_value()),
                json!(row.naics_code),
                json!(row.website),
                json!(row.phone),
                json!(row.description),
                json!(tags.remove(&row.id).unwrap_or_default()),
                json!(row.fair_chance.to_value()),
                json!(row.fair_chance_note),
                json!(row.fidelity_bond_count),
                json!(row.excluded_by_law_note),
            ];
            line.extend(parents.cells(row.parent_id));
            line.extend(agencies.cells(row.lead_agency_id));
            line
        });
        Ok(lines.collect())
    }
}

/// The tags of employers that were read through the policy.
async fn tags(cx: &Cx, rows: &[employer::Model]) -> Result<HashMap<EmployerId, Vec<String>>> {
    use employer_tag::Column as C;
    let found = employer_tag::Entity::find()
        .filter(C::EmployerId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(C::TagSearch)
        .all(cx.app.db.read())
        .await?;
    let mut tags: HashMap<EmployerId, Vec<String>> = HashMap::new();
    for tag in found {
        tags.entry(tag.employer_id).or_default().push(tag.tag);
    }
    Ok(tags)
}
