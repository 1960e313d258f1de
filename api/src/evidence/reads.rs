//! Selects of frozen copies, and the building of evidence files; who may read evidence files reads all of what is in them.

mod sections;

use std::collections::HashMap;

use chrono::{Months, NaiveDate};
use entities::{
    evidence_file,
    ids::{EvidenceFileId, ProgramId},
    program,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use super::ops::contents::{About, Contents, FORM};
use crate::{
    agencies,
    app::Cx,
    db,
    error::{Error, Result},
    paging::{Keys, Sort},
    policy::{self, Action},
    programs,
};

/// For how long before its day a file takes evidence into account.
const MONTHS: Months = Months::new(24);

/// The frozen copies the actor may see.
pub fn visible(cx: &Cx) -> Select<evidence_file::Entity> {
    evidence_file::Entity::find().filter(policy::visible_shared(&cx.actor, Action::EvidenceRead))
}

/// These frozen copies, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[EvidenceFileId],
) -> Result<HashMap<EvidenceFileId, evidence_file::Model>> {
    let select = visible(cx).filter(evidence_file::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The latest copy first.
pub fn keys() -> Keys<evidence_file::Entity> {
    let at = Sort::descending(evidence_file::Column::CreatedAt);
    Keys::new(vec![at], evidence_file::Column::Id)
}

/// What a file is built from: the program and the days that count.
struct Subject {
    program: program::Model,
    occupations: Vec<String>,
    /// The first day that counts.
    from: NaiveDate,
    /// The day that the file is about: the last one that counts.
    day: NaiveDate,
}

/// The evidence file of a program, in the trash or not, as of a day. All of it is read of one moment.
///
/// # Errors
/// `NOT_FOUND` when there is no such program or the actor may not see its file; `INVALID` at `asOf` for a day that has begun
/// nowhere yet; database errors.
pub async fn contents(cx: &Cx, id: ProgramId, day: NaiveDate) -> Result<Contents> {
    if cx.may(Action::EvidenceRead).is_err() {
        return Err(Error::NotFound);
    }
    if day > cx.app.clock.latest_day() {
        return Err(Error::invalid("asOf", "This day is still to come."));
    }
    // Everybody gets the same file: it is not built with what the asker may see, but with what the network may.
    let network = cx.app.system("builds an evidence file");
    db::snapshot(&network, async |cx| built(cx, id, day).await).await
}

async fn built(cx: &Cx, id: ProgramId, day: NaiveDate) -> Result<Contents> {
    let program = programs::reads::by_id(cx, cx.app.db.read(), id).await?;
    let occupations = programs::reads::occupations(cx, &[id]).await?;
    let subject = Subject {
        occupations: occupations.into_iter().map(|row| row.soc_code).collect(),
        from: first_day(day),
        day,
        program,
    };
    Ok(Contents {
        form: FORM.to_owned(),
        as_of: day,
        program: about(cx, &subject).await?,
        sections: sections::all(cx, &subject).await?,
    })
}

/// Days before 1900 are no days of ours, and the databases write some of them in different forms.
fn first_day(day: NaiveDate) -> NaiveDate {
    let earliest = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
    day.checked_sub_months(MONTHS)
        .map_or(earliest, |first| first.max(earliest))
}

async fn about(cx: &Cx, subject: &Subject) -> Result<About> {
    let program = &subject.program;
    let agency = agencies::reads::by_id(cx, cx.app.db.read(), program.agency_id).await?;
    Ok(About {
        id: program.id.to_string(),
        name: program.name.clone(),
        school: program.school.clone(),
        agency_id: agency.id.to_string(),
        agency: agency.name,
        cip_code: program.cip_code.clone(),
        occupations: subject.occupations.clone(),
    })
}
