//! What employers say about credentials and lists of competencies, the latest first; the profile `guildhall-affirmations` brings them in
//! again, without competencies that were rejected one by one.

use std::collections::HashMap;

use entities::{
    affirmation,
    contact_point::ContactPointKind,
    ids::{CompetencyEditionId, CompetencyListId, ContactId, CredentialId, ProgramId},
    subject_type::SubjectType,
};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::{Value as Json, json};

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, KnownAs},
};
use crate::{
    affirmations::reads, app::Cx, competencies, contacts, credentials, error::Result, paging::Keys, programs,
};

/// Affirmations.
pub(in crate::exports) struct Affirmations;

impl Kind for Affirmations {
    type Table = affirmation::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "employerId",
        "employerName",
        "contactName",
        "contactEmail",
        "agencyName",
        "agencyKind",
        "socCode",
        "credentialName",
        "competencyList",
        "competencyEdition",
        "answer",
        "affirmedOn",
        "expiresOn",
        "programName",
        "programSchool",
        "source",
        "note",
    ];

    fn select(cx: &Cx) -> Select<affirmation::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<affirmation::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<affirmation::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Affirmation, rows.iter().map(|row| row.id)).await?;
        let employers = EmployerNames::of(cx, rows.iter().map(|row| row.employer_id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let people = People::of(cx, rows.iter().map(|row| row.contact_id)).await?;
        let subjects = Subjects::of(cx, &rows).await?;
        let programs: Vec<ProgramId> = rows.iter().filter_map(|row| row.program_id).collect();
        let programs = programs::reads::by_ids(cx, &programs).await?;
        let lines = rows.into_iter().map(|row| {
            let program = row.program_id.and_then(|id| programs.get(&id));
            let mut line = vec![known.id(row.id)];
            line.extend(employers.cells(Some(row.employer_id)));
            line.extend(people.cells(row.contact_id));
            line.extend(agencies.cells(Some(row.agency_id)));
            line.push(json!(row.soc_code));
            line.extend(subjects.cells(&row));
            line.extend([
                json!(row.answer.to_value()),
                json!(row.affirmed_on),
                json!(row.expires_on),
                json!(program.map(|program| &program.name)),
                json!(program.and_then(|program| program.school.as_ref())),
                json!(row.source),
                json!(row.note),
            ]);
            line
        });
        Ok(lines.collect())
    }
}

/// Who said so: the name and the first e-mail address.
struct People(HashMap<ContactId, (String, Option<String>)>);

impl People {
    async fn of(cx: &Cx, ids: impl IntoIterator<Item = ContactId>) -> Result<Self> {
        let ids: Vec<ContactId> = ids.into_iter().collect();
        let rows = contacts::reads::by_ids(cx, &ids).await?;
        let ids: Vec<ContactId> = rows.keys().copied().collect();
        let mut people: HashMap<_, _> = rows.into_iter().map(|(id, row)| (id, (row.name, None))).collect();
        for point in contacts::reads::points(cx.app.db.read(), &ids).await? {
            if let Some((_, email)) = people.get_mut(&point.contact_id)
                && point.kind == ContactPointKind::Email
            {
                email.get_or_insert(point.value);
            }
        }
        Ok(Self(people))
    }

    fn cells(&self, id: ContactId) -> [Json; 2] {
        match self.0.get(&id) {
            Some((name, email)) => [json!(name), json!(email)],
            None => [Json::Null, Json::Null],
        }
    }
}

/// What it is about: a credential, or an edition of a list.
struct Subjects {
    credentials: HashMap<CredentialId, entities::credential::Model>,
    editions: HashMap<CompetencyEditionId, entities::competency_edition::Model>,
    lists: HashMap<CompetencyListId, entities::competency_list::Model>,
}

impl Subjects {
    async fn of(cx: &Cx, rows: &[affirmation::Model]) -> Result<Self> {
        let credentials: Vec<CredentialId> = rows.iter().filter_map(|row| row.credential_id).collect();
        let editions: Vec<_> = rows.iter().filter_map(|row| row.competency_edition_id).collect();
        let editions = competencies::reads::editions_by_ids(cx, &editions).await?;
        let lists: Vec<CompetencyListId> = editions.values().map(|edition| edition.list_id).collect();
        Ok(Self {
            credentials: credentials::reads::by_ids(cx, &credentials).await?,
            lists: competencies::reads::by_ids(cx, &lists).await?,
            editions,
        })
    }

    fn cells(&self, row: &affirmation::Model) -> [Json; 3] {
        let credential = row.credential_id.and_then(|id| self.credentials.get(&id));
        let edition = row.competency_edition_id.and_then(|id| self.editions.get(&id));
        let list = edition.and_then(|edition| self.lists.get(&edition.list_id));
        [
            json!(credential.map(|credential| &credential.name)),
            json!(list.map(|list| &list.title)),
            json!(edition.map(|edition| &edition.edition)),
        ]
    }
}
