//! Who completed a program, the latest first; the profile `guildhall-completers` brings them in again, without names and cohorts.

use entities::{
    completer,
    ids::{CohortId, CredentialId},
    subject_type::SubjectType,
};
use sea_orm::Select;
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, KnownAs},
};
use crate::{app::Cx, cohorts, completers::reads, credentials, error::Result, paging::Keys, programs};

/// Completers of the actor's own agency. A name is in it only where the deployment keeps names.
pub(in crate::exports) struct Completers;

impl Kind for Completers {
    type Table = completer::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "reference",
        "name",
        "agencyName",
        "agencyKind",
        "programName",
        "programSchool",
        "cohortName",
        "completedOn",
        "credentialName",
        "credentialOn",
        "exitedOn",
        "isExcluded",
        "note",
    ];

    fn select(cx: &Cx) -> Select<completer::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<completer::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<completer::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Completer, rows.iter().map(|row| row.id)).await?;
        let agencies = AgencyNames::of(cx, rows.iter().map(|row| row.agency_id)).await?;
        let programs: Vec<_> = rows.iter().map(|row| row.program_id).collect();
        let programs = programs::reads::by_ids(cx, &programs).await?;
        let cohorts: Vec<CohortId> = rows.iter().filter_map(|row| row.cohort_id).collect();
        let cohorts = cohorts::reads::by_ids(cx, &cohorts).await?;
        let credentials: Vec<CredentialId> = rows.iter().filter_map(|row| row.credential_id).collect();
        let credentials = credentials::reads::by_ids(cx, &credentials).await?;
        let keeps_names = cx.app.config.completers.keeps_names;
        let lines = rows.into_iter().map(|row| {
            let program = programs.get(&row.program_id);
            let cohort = row.cohort_id.and_then(|id| cohorts.get(&id));
            let credential = row.credential_id.and_then(|id| credentials.get(&id));
            let name = row.name.filter(|_| keeps_names);
            let mut line = vec![known.id(row.id), json!(row.reference), json!(name)];
            line.extend(agencies.cells(Some(row.agency_id)));
            line.extend([
                json!(program.map(|program| &program.name)),
                json!(program.and_then(|program| program.school.as_ref())),
                json!(cohort.map(|cohort| &cohort.name)),
                json!(row.completed_on),
                json!(credential.map(|credential| &credential.name)),
                json!(row.credential_on),
                json!(row.exited_on),
                json!(row.is_excluded),
                json!(row.note),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
