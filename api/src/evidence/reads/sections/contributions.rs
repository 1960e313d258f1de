//! What employers gave to the program: who, in which role, how many hours, what it is worth.

use std::collections::{BTreeSet, HashMap};

use entities::{
    contribution::{self, Activity, Model, RecordSource},
    ids::RoleTypeId,
    role_type,
    values::Money,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use super::{Subject, names};
use crate::{
    app::Cx,
    contributions, employers,
    error::Result,
    evidence::ops::contents::{Kind, Section, Unit, counted},
    roles,
    scalars::hundredths,
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let (rows, undated): (Vec<Model>, Vec<Model>) = given(cx, subject)
        .await?
        .into_iter()
        .partition(|row| row.contributed_on.is_some());
    let names = names(cx, rows.iter().map(|row| row.employer_id)).await?;
    let types = role_types(cx, &rows).await?;
    let mut section = Section::new(Kind::Contributions);
    for row in &rows {
        let name = names.get(&row.employer_id).map_or("An employer", String::as_str);
        let role = row.role_type_id.and_then(|id| types.get(&id));
        let text = format!("{name}: {}.", what(row, role));
        section.line(text, row.contributed_on, &row.id, source(row.recorded_from));
    }
    if rows.is_empty() {
        section.lacks("No employer contributed to the program in 24 months.");
    }
    if !undated.is_empty() {
        let count = i64::try_from(undated.len()).unwrap_or(i64::MAX);
        let are = counted(count, "contribution has", "contributions have");
        section.lacks(format!("{are} no day and cannot be counted."));
    }
    let employers: BTreeSet<_> = rows.iter().map(|row| row.employer_id).collect();
    section.count("Contributions", rows.len());
    section.count("Employers that contributed", employers.len());
    let hours = rows.iter().map(|row| row.hours_hundredths).sum();
    section.figure("Hours given", Unit::HourHundredths, hours);
    let value: Money = rows.iter().map(value).sum();
    section.figure("Money and goods given", Unit::Cents, value.cents());
    Ok(section.latest_first())
}

/// The contributions to the program of the months that count, and those of which nobody knows the day.
async fn given(cx: &Cx, subject: &Subject) -> Result<Vec<Model>> {
    use contribution::Column as C;
    let counts = Condition::all()
        .add(C::ContributedOn.gte(subject.from))
        .add(C::ContributedOn.lte(subject.day));
    let days = Condition::any().add(C::ContributedOn.is_null()).add(counts);
    Ok(contributions::reads::live(cx)
        .filter(C::ProgramId.eq(subject.program.id))
        .filter(C::EmployerId.in_subquery(employers::reads::live_ids()))
        .filter(days)
        .all(cx.app.db.read())
        .await?)
}

async fn role_types(cx: &Cx, rows: &[Model]) -> Result<HashMap<RoleTypeId, role_type::Model>> {
    let ids: BTreeSet<RoleTypeId> = rows.iter().filter_map(|row| row.role_type_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<RoleTypeId> = ids.into_iter().collect();
    roles::reads::types_by_ids(cx, &ids).await
}

fn value(row: &Model) -> Money {
    [
        row.cash_cents,
        row.equipment_cents,
        row.scholarship_cents,
        row.stipend_cents,
        row.other_cents,
    ]
    .into_iter()
    .sum()
}

/// What was given, in a few words.
fn what(row: &Model, role: Option<&role_type::Model>) -> String {
    let mut parts = vec![row.activity.map_or("money or goods", spoken).to_owned()];
    if let Some(event) = &row.event_name {
        parts.push(format!("at {event}"));
    }
    if row.people > 0 {
        parts.push(counted(i64::from(row.people), "person", "people"));
    }
    if row.hours_hundredths > 0 {
        parts.push(format!("{} hours", hundredths(row.hours_hundredths)));
    }
    let given = value(row).cents();
    if given > 0 {
        parts.push(format!("worth ${}", hundredths(given)));
    }
    if let Some(role) = role {
        parts.push(format!("in the role \u{201c}{}\u{201d}", role.label));
    }
    parts.join(", ")
}

fn source(from: RecordSource) -> &'static str {
    match from {
        RecordSource::Manual => "Typed in by a person",
        RecordSource::Import => "Read from a file",
        RecordSource::Api => "Sent by a program",
    }
}

fn spoken(activity: Activity) -> &'static str {
    match activity {
        Activity::Advisory => "advisory council",
        Activity::CareerFair => "career fair",
        Activity::GuestSpeaker => "guest speaker",
        Activity::WorksiteTour => "worksite tour",
        Activity::InformationalInterview => "informational interview",
        Activity::JobShadow => "job shadow",
        Activity::MockInterview => "mock interview",
        Activity::InternshipPaid => "paid internship",
        Activity::InternshipUnpaid => "unpaid internship",
        Activity::Apprenticeship => "registered apprenticeship",
        Activity::PreApprenticeship => "pre-apprenticeship",
        Activity::Clinical => "clinical placement",
        Activity::CoOp => "cooperative education",
        Activity::TeacherExternship => "teacher externship",
        Activity::Ojt => "on-the-job training",
    }
}
