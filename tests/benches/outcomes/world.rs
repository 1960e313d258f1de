//! The region that is counted: eight program years of 120 programs of eight providers.

use std::sync::Arc;

use api::{accounts::secrets, app::App, policy::Action};
use chrono::{Months, NaiveDate, TimeDelta};
use entities::{
    agency, api_token, completer, employer,
    employment::{self, EmploymentEvidence, ExitQuarter},
    hire,
    ids::{
        AgencyId, ApiTokenId, CompleterId, CredentialId, EmployerId, EmploymentId, HireId, ProgramId,
        SkillGainId, UserId,
    },
    program, skill_gain, user_account,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel};
use serde_json::json;

/// What there is, in words.
pub const SIZE: &str = "100,000 completers, 40,000 hires, 52,000 records of employment, 20,000 skill gains";
const COMPLETERS: usize = 100_000;
const GAINS: usize = 20_000;
const PROVIDERS: usize = 8;
const PROGRAMS: usize = 120;
const EMPLOYERS: usize = 400;
/// Employers who hire from a program.
const HIRING: usize = 14;
const FIRST_YEAR: i32 = 2018;
const YEARS: usize = 8;
/// Rows of one statement: SQLite takes 32,766 parameters.
const ROWS: usize = 500;

/// What the questions ask about.
pub struct World {
    providers: Vec<AgencyId>,
    programs: Vec<ProgramId>,
    /// The token that asks.
    pub token: String,
}

impl World {
    /// A provider.
    pub fn provider(&self) -> String {
        self.providers[3].to_string()
    }

    /// A program.
    pub fn program(&self) -> String {
        self.programs[42].to_string()
    }

    /// Fills an empty database.
    pub async fn fill(app: &Arc<App>) -> Self {
        let providers: Vec<AgencyId> = (0..PROVIDERS).map(|_| app.ids.next()).collect();
        let rows = providers.iter().enumerate();
        insert::<agency::Entity>(app, rows.map(|(n, id)| agency(app, n, *id))).await;
        let token = token(app, providers[0]).await;
        let programs: Vec<ProgramId> = (0..PROGRAMS).map(|_| app.ids.next()).collect();
        let rows = programs.iter().enumerate();
        let rows = rows.map(|(n, id)| program(app, n, *id, providers[n % PROVIDERS]));
        insert::<program::Entity>(app, rows).await;
        let employers: Vec<EmployerId> = (0..EMPLOYERS).map(|_| app.ids.next()).collect();
        let rows = employers.iter().enumerate();
        insert::<employer::Entity>(app, rows.map(|(n, id)| employer(app, n, *id))).await;
        let world = Self {
            providers,
            programs,
            token,
        };
        world.people(app, &employers).await;
        let vacuum = match app.db.backend() {
            DbBackend::Sqlite => "ANALYZE",
            _ => "VACUUM ANALYZE",
        };
        let swept = app.db.maintenance().execute_unprepared(vacuum);
        swept.await.expect("statistics");
        world
    }

    async fn people(&self, app: &Arc<App>, employers: &[EmployerId]) {
        let completers: Vec<completer::Model> = (0..COMPLETERS).map(|n| self.completer(app, n)).collect();
        let at = |n: usize, of: usize| employers[(n % PROGRAMS * 7 + of % HIRING * 13) % EMPLOYERS];
        // Two of five are hired; some of them are found in the quarters after exit, most with who hired them.
        let hired = || {
            completers
                .iter()
                .enumerate()
                .filter(|(n, _)| n / PROGRAMS % 5 < 2)
        };
        let hires = hired().map(|(n, row)| hire(app, row, at(n, n / 7), n));
        let hires: Vec<hire::Model> = hires.collect();
        let second = hired().filter(|(n, _)| !(n / PROGRAMS).is_multiple_of(10));
        let second = second.map(|(n, row)| employed(app, row, at(n, n / 7), ExitQuarter::Q2));
        let second: Vec<employment::Model> = second.take(28_000).collect();
        let fourth = hired().filter(|(n, _)| n / PROGRAMS % 10 != 5);
        let fourth = fourth.map(|(n, row)| {
            let moved = usize::from(n % 4 == 0);
            employed(app, row, at(n, n / 7 + moved), ExitQuarter::Q4)
        });
        let fourth: Vec<employment::Model> = fourth.take(24_000).collect();
        let gains: Vec<skill_gain::Model> = (0..GAINS).map(|n| self.gain(app, n)).collect();
        insert::<completer::Entity>(app, completers.iter().cloned()).await;
        insert::<hire::Entity>(app, hires.into_iter()).await;
        insert::<employment::Entity>(app, second.into_iter().chain(fourth)).await;
        insert::<skill_gain::Entity>(app, gains.into_iter()).await;
    }

    fn completer(&self, app: &App, n: usize) -> completer::Model {
        let now = app.clock.now();
        let year = FIRST_YEAR + i32::try_from(n / PROGRAMS % YEARS).expect("a year");
        let completed_on = NaiveDate::from_ymd_opt(year, 9, 15).expect("a day");
        completer::Model {
            id: app.ids.next::<CompleterId>(),
            agency_id: self.providers[n % PROVIDERS],
            reference: format!("P-{n}"),
            reference_search: format!("p-{n}"),
            name: None,
            program_id: self.programs[n % PROGRAMS],
            cohort_id: None,
            completed_on,
            program_year: year,
            credential_id: None::<CredentialId>,
            credential_on: None,
            exited_on: Some(completed_on + Months::new(1)),
            is_excluded: n.is_multiple_of(97),
            note: None,
            created_at: now,
            updated_at: now,
            version: 1,
            trashed_at: None,
        }
    }

    fn gain(&self, app: &App, n: usize) -> skill_gain::Model {
        let now = app.clock.now();
        let year = FIRST_YEAR + i32::try_from(n / PROGRAMS % YEARS).expect("a year");
        let participant = format!("q-{}", n / 2);
        skill_gain::Model {
            id: app.ids.next::<SkillGainId>(),
            agency_id: self.providers[n % PROVIDERS],
            participant_reference: participant.clone(),
            participant_search: participant,
            shown_as: None,
            program_id: self.programs[n % PROGRAMS],
            gain_type: skill_gain::SkillGainType::Transcript,
            milestone: None,
            agreed_on: None,
            achieved_on: NaiveDate::from_ymd_opt(year, 10, 1),
            program_year: Some(year),
            evidence: None,
            employer_id: None,
            contact_id: None,
            attest_state: skill_gain::AttestState::NotAsked,
            ask_number: 0,
            asked_at: None,
            attested_at: None,
            attested_by_name: None,
            attest_note: None,
            created_at: now,
            updated_at: now,
            version: 1,
            trashed_at: None,
        }
    }
}

fn hire(app: &App, of: &completer::Model, employer_id: EmployerId, n: usize) -> hire::Model {
    hire::Model {
        id: app.ids.next::<HireId>(),
        completer_id: of.id,
        agency_id: of.agency_id,
        program_id: of.program_id,
        program_year: of.program_year,
        employer_id,
        establishment_id: None,
        soc_code: "51-4121".into(),
        started_on: of.completed_on + Months::new(1),
        ended_on: None,
        hourly_wage_cents: None,
        hours_per_week_hundredths: None,
        is_in_field: (!n.is_multiple_of(3)).then_some(n % 5 > 1),
        referral_id: None,
        source: hire::HireSource::Staff,
        note: None,
        created_at: of.created_at,
        updated_at: of.created_at,
        version: 1,
        trashed_at: None,
    }
}

fn employed(
    app: &App,
    of: &completer::Model,
    employer_id: EmployerId,
    quarter: ExitQuarter,
) -> employment::Model {
    employment::Model {
        id: app.ids.next::<EmploymentId>(),
        completer_id: of.id,
        agency_id: of.agency_id,
        program_id: of.program_id,
        program_year: of.program_year,
        is_excluded: of.is_excluded,
        quarter,
        employer_id: Some(employer_id),
        identifier_id: None,
        is_unsubsidized: true,
        evidence: EmploymentEvidence::UiWageRecord,
        found_on: of.completed_on + Months::new(18),
        note: None,
        created_at: of.created_at,
        updated_at: of.created_at,
        version: 1,
    }
}

async fn insert<E>(app: &Arc<App>, rows: impl Iterator<Item = E::Model>)
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let rows: Vec<E::ActiveModel> = rows.map(IntoActiveModel::into_active_model).collect();
    let db = app.db.maintenance();
    for part in rows.chunks(ROWS) {
        let written = E::insert_many(part.iter().cloned()).exec_without_returning(db);
        written.await.expect("rows");
    }
}

fn agency(app: &App, n: usize, id: AgencyId) -> agency::Model {
    let now = app.clock.now();
    agency::Model {
        id,
        name: format!("College {n}"),
        name_search: format!("college {n}"),
        kind: agency::AgencyKind::College,
        parent_id: None,
        region: None,
        website: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

fn program(app: &App, n: usize, id: ProgramId, agency_id: AgencyId) -> program::Model {
    let now = app.clock.now();
    program::Model {
        id,
        agency_id,
        name: format!("Program {n}"),
        name_search: format!("program {n}"),
        school: None,
        school_search: String::new(),
        county: None,
        sector_label: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
        cip_code: None,
        delivery: None,
        description: None,
        objectives: None,
        approval_number: None,
        approved_on: None,
        approval_expires_on: None,
        advisory_board_id: None,
    }
}

fn employer(app: &App, n: usize, id: EmployerId) -> employer::Model {
    let now = app.clock.now();
    employer::Model {
        id,
        name: format!("Employer {n:03}"),
        name_search: format!("employer {n:03}"),
        legal_name: None,
        parent_id: None,
        status: employer::EmployerStatus::Active,
        naics_code: None,
        naics_sort: String::new(),
        website: None,
        phone: None,
        description: None,
        fair_chance: employer::FairChanceStance::Unknown,
        fair_chance_note: None,
        fidelity_bond_count: 0,
        excluded_by_law_note: None,
        lead_agency_id: None,
        lead_user_id: None,
        backup_user_id: None,
        last_contact_at: None,
        last_contact_sort: chrono::DateTime::UNIX_EPOCH,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

async fn token(app: &Arc<App>, agency_id: AgencyId) -> String {
    let (id, now) = (app.ids.next::<UserId>(), app.clock.now());
    let user = user_account::Model {
        id,
        agency_id,
        name: "Sam".into(),
        name_search: "sam".into(),
        email: "sam@example.org".into(),
        email_search: "sam@example.org".into(),
        role: user_account::UserRole::Staff,
        password_hash: None,
        disabled_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    insert::<user_account::Entity>(app, std::iter::once(user)).await;
    let secret = secrets::generate(secrets::TOKEN_PREFIX)
        .expect("randomness")
        .expose()
        .clone();
    let names: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    let row = api_token::ActiveModel {
        id: Set(app.ids.next::<ApiTokenId>()),
        user_id: Set(id),
        name: Set("benchmark".into()),
        token_hash: Set(secrets::digest(&secret)),
        token_hint: Set("****".into()),
        grants: Set(json!(names)),
        created_at: Set(now),
        expires_at: Set(now + TimeDelta::days(1)),
        last_used_at: Set(Some(now + TimeDelta::hours(12))),
        revoked_at: Set(None),
    };
    row.insert(app.db.maintenance()).await.expect("a token");
    secret
}
