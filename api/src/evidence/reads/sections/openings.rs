//! Openings and forecasts of the program's occupations that the whole network may see.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use entities::{
    credential,
    engagement::EngagementVisibility,
    ids::{CredentialId, OpeningId},
    opening::{self, Model, OpeningDemand, OpeningKind},
    opening_requirement::{self, RequirementStrength},
};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{Subject, names};
use crate::{
    app::Cx,
    credentials, employers,
    error::Result,
    evidence::ops::contents::{Kind, Section, Unit, counted},
    openings,
    scalars::hundredths,
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let mut section = Section::new(Kind::Openings);
    if subject.occupations.is_empty() {
        section.lacks("No occupation is named that the program leads to.");
        return Ok(section);
    }
    let rows = of_network(cx, subject).await?;
    if rows.is_empty() {
        section
            .lacks("No opening or forecast for its occupations was recorded for the network in 24 months.");
    }
    let names = names(cx, rows.iter().map(|row| row.employer_id)).await?;
    let requirements = requirements(cx, &rows).await?;
    for row in &rows {
        let name = names.get(&row.employer_id).map_or("An employer", String::as_str);
        let asked = requirements.get(&row.id).map_or("", String::as_str);
        let text = format!("{name}: {}{asked}.", what(row, subject.day));
        let source = format!("{}, as of {}", row.source, row.as_of);
        section.line(text, Some(row.as_of), &row.id, source);
    }
    let employers: BTreeSet<_> = rows.iter().map(|row| row.employer_id).collect();
    section.count("Employers with openings or forecasts", employers.len());
    let sum = |kind, of: fn(&Model) -> i32| -> i64 {
        let is_over = |row: &&Model| row.closes_on.is_some_and(|last| last < subject.day);
        let of_kind = rows.iter().filter(|row| row.kind == kind && !is_over(row));
        of_kind.map(|row| i64::from(of(row))).sum()
    };
    let open = sum(OpeningKind::Opening, |row| row.positions - row.filled);
    section.figure("Positions of openings that are not filled", Unit::Count, open);
    let all = rows.iter().filter(|row| row.kind == OpeningKind::Opening);
    let filled = all.map(|row| i64::from(row.filled)).sum();
    section.figure("Positions of openings that are filled", Unit::Count, filled);
    let forecast = sum(OpeningKind::Forecast, |row| row.positions);
    section.figure("Positions of forecasts", Unit::Count, forecast);
    Ok(section.latest_first())
}

/// What was said in the months that count, for the whole network.
async fn of_network(cx: &Cx, subject: &Subject) -> Result<Vec<Model>> {
    use opening::Column as C;
    Ok(openings::reads::live(cx)
        .filter(C::Visibility.eq(EngagementVisibility::Network))
        .filter(C::EmployerId.in_subquery(employers::reads::live_ids()))
        .filter(C::SocCode.is_in(subject.occupations.iter().map(String::as_str)))
        .filter(C::AsOf.gte(subject.from))
        .filter(C::AsOf.lte(subject.day))
        .all(cx.app.db.read())
        .await?)
}

/// What each of these openings asks for, in words.
async fn requirements(cx: &Cx, rows: &[Model]) -> Result<HashMap<OpeningId, String>> {
    let ids: Vec<OpeningId> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let asked = openings::reads::requirements(cx, cx.app.db.read(), &ids).await?;
    let credentials = credentials_of(cx, &asked).await?;
    let mut words: HashMap<OpeningId, Vec<String>> = HashMap::new();
    for row in &asked {
        let credential = row.credential_id.and_then(|id| credentials.get(&id));
        let name = credential.map_or(row.text.as_deref(), |credential| Some(credential.name.as_str()));
        if let Some(name) = name {
            let of = words.entry(row.opening_id).or_default();
            of.push(format!("{name} ({})", strength(row.strength)));
        }
    }
    Ok(words
        .into_iter()
        .map(|(id, words)| (id, format!("; asks for {}", words.join(", "))))
        .collect())
}

async fn credentials_of(
    cx: &Cx,
    asked: &[opening_requirement::Model],
) -> Result<HashMap<CredentialId, credential::Model>> {
    let ids: BTreeSet<CredentialId> = asked.iter().filter_map(|row| row.credential_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<CredentialId> = ids.into_iter().collect();
    credentials::reads::by_ids(cx, &ids).await
}

/// How many of what, when and for how much.
fn what(row: &Model, day: NaiveDate) -> String {
    let is_over = row.closes_on.is_some_and(|last| last < day);
    let of = match row.kind {
        _ if is_over => ("position until then", "positions until then"),
        OpeningKind::Opening => ("position open", "positions open"),
        OpeningKind::Forecast => ("position expected", "positions expected"),
    };
    let count = counted(i64::from(row.positions), of.0, of.1);
    let title = row
        .title
        .as_deref()
        .map_or_else(String::new, |title| format!(" ({title})"));
    let until = row.closes_on.map_or_else(String::new, |day| format!(" to {day}"));
    let filled = match row.filled {
        0 => String::new(),
        filled => format!(", {filled} of them filled"),
    };
    let why = match row.demand {
        OpeningDemand::New => "new",
        OpeningDemand::Replacement => "to replace who leaves",
        OpeningDemand::Upskill => "to raise skills",
    };
    format!(
        "{count}{filled} for {}{title}, {why}, from {}{until}{}",
        row.soc_code,
        row.opens_on,
        wage(row)
    )
}

fn wage(row: &Model) -> String {
    let low = row.wage_low_cents.map(|wage| hundredths(wage.cents()));
    let high = row.wage_high_cents.map(|wage| hundredths(wage.cents()));
    match (low, high) {
        (Some(low), Some(high)) => format!(", ${low} to ${high} an hour"),
        (Some(low), None) => format!(", ${low} an hour or more"),
        (None, Some(high)) => format!(", up to ${high} an hour"),
        (None, None) => String::new(),
    }
}

fn strength(strength: RequirementStrength) -> &'static str {
    match strength {
        RequirementStrength::Required => "required",
        RequirementStrength::Preferred => "preferred",
        RequirementStrength::RequiredAtHiring => "required at hiring",
        RequirementStrength::AcquiredInternally => "acquired internally",
    }
}
