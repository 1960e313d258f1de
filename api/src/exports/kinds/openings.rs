//! Openings and forecasts, as they are listed; the profile `guildhall-openings` brings them in again. What is required is in words,
//! parted by semicolons, without how strongly.

use std::collections::HashMap;

use entities::{
    ids::{CredentialId, EstablishmentId, OpeningId},
    opening,
    subject_type::SubjectType,
    values::Money,
};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, KnownAs},
};
use crate::{
    app::Cx, credentials, error::Result, establishments, openings::reads, paging::Keys, scalars::hundredths,
};

/// Openings.
pub(in crate::exports) struct Openings;

impl Kind for Openings {
    type Table = opening::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "establishmentName",
        "agencyName",
        "agencyKind",
        "kind",
        "socCode",
        "title",
        "positions",
        "filled",
        "demand",
        "opensOn",
        "closesOn",
        "wageLow",
        "wageHigh",
        "minimumEducation",
        "requirements",
        "source",
        "asOf",
        "visibility",
        "note",
    ];

    fn select(cx: &Cx) -> Select<opening::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<opening::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<opening::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Opening, rows.iter().map(|row| row.id)).await?;
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let sites: Vec<EstablishmentId> = rows.iter().filter_map(|row| row.establishment_id).collect();
        let sites = establishments::reads::by_ids(cx, &sites).await?;
        let mut requirements = requirements(cx, &rows).await?;
        let dollars = |wage: Option<Money>| json!(wage.map(Money::cents).map(hundredths));
        let lines = rows.into_iter().map(|row| {
            let site = row.establishment_id.and_then(|id| sites.get(&id));
            let mut line = vec![known.id(row.id)];
            line.extend(employers.cells(Some(row.employer_id)));
            line.push(json!(site.map(|site| &site.name)));
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([
                json!(row.kind.to_value()),
                json!(row.soc_code),
                json!(row.title),
                json!(row.positions),
                json!(row.filled),
                json!(row.demand.to_value()),
                json!(row.opens_on),
                json!(row.closes_on),
                dollars(row.wage_low_cents),
                dollars(row.wage_high_cents),
                json!(row.minimum_education.map(|education| education.to_value())),
                json!(requirements.remove(&row.id).unwrap_or_default()),
                json!(row.source),
                json!(row.as_of),
                json!(row.visibility.to_value()),
                json!(row.note),
            ]);
            line
        });
        Ok(lines.collect())
    }
}

/// What each asks for, in its order; a semicolon would part it in two.
async fn requirements(cx: &Cx, rows: &[opening::Model]) -> Result<HashMap<OpeningId, Vec<String>>> {
    let ids: Vec<OpeningId> = rows.iter().map(|row| row.id).collect();
    let stored = reads::requirements(cx, cx.app.db.read(), &ids).await?;
    let named: Vec<CredentialId> = stored.iter().filter_map(|one| one.credential_id).collect();
    let named = credentials::reads::by_ids(cx, &named).await?;
    let mut of: HashMap<OpeningId, Vec<String>> = HashMap::new();
    for one in stored {
        let credential = one.credential_id.and_then(|id| named.get(&id));
        let words = credential.map(|credential| credential.name.clone()).or(one.text);
        if let Some(words) = words {
            of.entry(one.opening_id)
                .or_default()
                .push(words.replace(';', ","));
        }
    }
    Ok(of)
}
