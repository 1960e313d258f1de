//! Outcomes: counts, and what is hidden of them.

mod ask;
mod attack;
mod hidden;
mod plans;
mod publication;
mod retention;

use std::str::FromStr;

use chrono::{NaiveDate, TimeDelta};
use entities::{
    completer,
    employment::{self, EmploymentEvidence, ExitQuarter},
    hire,
    ids::{AgencyId, CompleterId, CredentialId, EmployerId, EmploymentId, HireId, IdentifierId, ProgramId},
};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

use crate::support::{TestApp, User};

/// All counts of a row.
pub(crate) const COUNTS: &str = "completers { value reason } withCredential { value reason } hired { value reason } hiredInField { value reason }
    employersHiring { value reason } employedQ2 { value reason } employedQ4 { value reason } skillGains { value reason }
    retention { numerator { value reason } denominator { value reason } rate { percent reason } }";

/// The id in an answer.
fn id<T: FromStr>(value: &Value) -> T {
    let parsed = value.as_str().expect("a text").parse();
    parsed.unwrap_or_else(|_| panic!("no id: {value}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Rows about completers, written as they are stored.
struct Rows<'t> {
    t: &'t TestApp,
    agency: AgencyId,
    completers: Vec<completer::Model>,
    hires: Vec<hire::Model>,
    employment: Vec<employment::Model>,
}

impl<'t> Rows<'t> {
    fn of(t: &'t TestApp, user: &User<'_>) -> Self {
        Self {
            t,
            agency: user.agency_id,
            completers: Vec::new(),
            hires: Vec::new(),
            employment: Vec::new(),
        }
    }

    /// So many completers of a program; their places.
    fn complete(&mut self, program: &Value, on: &str, people: usize) -> std::ops::Range<usize> {
        let (first, now) = (self.completers.len(), self.t.clock.now());
        let program_id: ProgramId = id(program);
        for n in 0..people {
            let reference = format!("p-{}", first + n);
            self.completers.push(completer::Model {
                id: self.t.app.ids.next::<CompleterId>(),
                agency_id: self.agency,
                reference_search: reference.clone(),
                reference,
                name: None,
                program_id,
                cohort_id: None,
                completed_on: day(on),
                program_year: api::completers::quarters::program_year(day(on)),
                credential_id: None,
                credential_on: None,
                exited_on: None,
                is_excluded: false,
                note: None,
                created_at: now,
                updated_at: now,
                version: 1,
                trashed_at: None,
            });
        }
        first..first + people
    }

    /// They exit on a day.
    fn exit(&mut self, people: std::ops::Range<usize>, on: &str) {
        for completer in &mut self.completers[people] {
            completer.exited_on = Some(day(on));
        }
    }

    /// They earn a credential.
    fn earn(&mut self, people: std::ops::Range<usize>, credential: CredentialId) {
        for completer in &mut self.completers[people] {
            completer.credential_id = Some(credential);
        }
    }

    /// An employer hires them.
    fn hire(&mut self, people: std::ops::Range<usize>, employer: &Value, is_in_field: Option<bool>) {
        let now = self.t.clock.now();
        for completer in &self.completers[people] {
            self.hires.push(hire::Model {
                id: self.t.app.ids.next::<HireId>(),
                completer_id: completer.id,
                agency_id: completer.agency_id,
                program_id: completer.program_id,
                program_year: completer.program_year,
                employer_id: id::<EmployerId>(employer),
                establishment_id: None,
                soc_code: "51-4121".into(),
                started_on: day("2026-09-01"),
                ended_on: None,
                hourly_wage_cents: None,
                hours_per_week_hundredths: None,
                is_in_field,
                referral_id: None,
                source: hire::HireSource::Staff,
                note: None,
                created_at: now,
                updated_at: now,
                version: 1,
                trashed_at: None,
            });
        }
    }

    /// An employer is found to employ them in a quarter after exit.
    fn employ(
        &mut self,
        people: std::ops::Range<usize>,
        quarter: ExitQuarter,
        employer: &Value,
        number: Option<IdentifierId>,
    ) {
        let now = self.t.clock.now();
        for completer in &self.completers[people] {
            self.employment.push(employment::Model {
                id: self.t.app.ids.next::<EmploymentId>(),
                completer_id: completer.id,
                agency_id: completer.agency_id,
                program_id: completer.program_id,
                program_year: completer.program_year,
                is_excluded: completer.is_excluded,
                quarter,
                employer_id: Some(id::<EmployerId>(employer)),
                identifier_id: number,
                is_unsubsidized: true,
                evidence: EmploymentEvidence::UiWageRecord,
                found_on: day("2026-11-01"),
                note: None,
                created_at: now,
                updated_at: now,
                version: 1,
            });
        }
    }

    /// Writes what was said.
    async fn write(self) {
        insert::<completer::Entity>(self.t, self.completers).await;
        insert::<hire::Entity>(self.t, self.hires).await;
        insert::<employment::Entity>(self.t, self.employment).await;
    }
}

async fn insert<E>(t: &TestApp, rows: Vec<E::Model>)
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    for part in rows.chunks(500) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        let written = E::insert_many(rows).exec_without_returning(t.app.db.maintenance());
        written.await.expect("rows");
    }
}

/// The answer to a question about groups, after publishing what there is.
async fn ask(user: &User<'_>, by: &str, filter: Value, selection: &str) -> Value {
    publish(user.t).await;
    answer(user, by, filter, selection).await
}

/// Publishes what there is, a moment later.
pub(crate) async fn publish(t: &TestApp) {
    t.clock.advance(TimeDelta::milliseconds(1));
    let published = api::outcomes::ops::publish(&t.app.system("a test")).await;
    published.expect("a publication");
}

/// The answer to a question about groups, from what was published.
async fn answer(user: &User<'_>, by: &str, filter: Value, selection: &str) -> Value {
    let query = format!(
        "query($by: OutcomeGroupBy!, $where: OutcomeWhere) {{ outcomes(groupBy: $by, where: $where) {{
            rows {{ program {{ name }} provider {{ name }} programYear {selection} }}
            total {{ program {{ name }} provider {{ name }} programYear {selection} }} asOf floors {{ people employers dominancePercent }} }} }}"
    );
    let mut data = user.gql(&query, json!({ "by": by, "where": filter })).await;
    data["outcomes"].take()
}

/// A count in short: the number, or the reason.
fn short(count: &Value) -> Value {
    assert_ne!(count["value"].is_null(), count["reason"].is_null(), "{count}");
    let value = &count["value"];
    if value.is_null() {
        count["reason"].clone()
    } else {
        value.clone()
    }
}
