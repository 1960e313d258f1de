//! Who is or was where, of people who are not in the trash.

use entities::{affiliation, ids::ContactId, subject_type::SubjectType};
use sea_orm::{QueryFilter as _, Select};
use serde_json::{Value as Json, json};

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, KnownAs},
};
use crate::{app::Cx, contacts::reads, error::Result, paging::Keys};

/// Affiliations.
pub(in crate::exports) struct Affiliations;

impl Kind for Affiliations {
    type Table = affiliation::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "contactId",
        "contactName",
        "employerId",
        "employerName",
        "agencyName",
        "agencyKind",
        "establishmentId",
        "title",
        "fromOn",
        "toOn",
        "isPrimary",
    ];

    fn select(cx: &Cx) -> Select<affiliation::Entity> {
        reads::live_affiliations(cx).filter(reads::of_live_contact())
    }

    fn keys() -> Keys<affiliation::Entity> {
        reads::latest_first()
    }

    async fn lines(cx: &Cx, rows: Vec<affiliation::Model>) -> Result<Vec<Line>> {
        let ids: Vec<ContactId> = rows.iter().map(|row| row.contact_id).collect();
        let contacts = reads::by_ids(cx, &ids).await?;
        let known = KnownAs::of(cx, SubjectType::Contact, ids).await?;
        let employers = EmployerNames::of(cx, rows.iter().filter_map(|row| row.employer_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().filter_map(|row| row.agency_id)).await?;
        let lines = rows.into_iter().map(|row| {
            let contact = contacts.get(&row.contact_id);
            let mut line = vec![
                json!(row.id.to_string()),
                contact.map_or(Json::Null, |contact| known.id(contact.id)),
                json!(contact.map(|contact| &contact.name)),
            ];
            line.extend(employers.cells(row.employer_id));
            line.extend(agencies.cells(row.agency_id));
            line.extend([
                json!(row.establishment_id.map(|id| id.to_string())),
                json!(row.title),
                json!(row.from_on),
                json!(row.to_on),
                json!(row.is_primary),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
