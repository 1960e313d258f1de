//! The region that is asked about: 10,000 employers, three contacts each, twenty partnerships.

use std::sync::Arc;

use api::{accounts::secrets, app::App, policy::Action, text};
use chrono::{NaiveDate, TimeDelta};
use entities::{
    affiliation, agency, api_token, contact, employer,
    ids::{
        AffiliationId, AgencyId, ApiTokenId, CommitmentId, ContactId, EmployerId, MembershipId,
        PartnershipId, RoleTypeId, UserId,
    },
    membership, partnership, role_commitment, role_type, user_account,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

/// Employers there are.
pub const EMPLOYERS: usize = 10_000;
/// Contacts there are.
pub const CONTACTS: usize = 3 * EMPLOYERS;
const PARTNERSHIPS: usize = 20;
/// Rows of one statement: SQLite takes 32,766 parameters.
const ROWS: usize = 500;
const SECTORS: [&str; 8] = ["62", "23", "31-33", "44-45", "72", "54", "11", "48-49"];
const CODES: [&str; 8] = [
    "622110", "236115", "311411", "445110", "722515", "541330", "111331", "484110",
];

/// What the questions ask about.
pub struct World {
    employers: Vec<EmployerId>,
    /// The token that asks.
    pub token: String,
}

impl World {
    /// The `n`-th employer, scattered over all of them.
    pub fn employer(&self, n: usize) -> String {
        self.employers[n.wrapping_mul(7_919) % self.employers.len()].to_string()
    }

    /// The `n`-th sector.
    pub fn sector(&self, n: usize) -> &'static str {
        SECTORS[n % SECTORS.len()]
    }

    /// Fills an empty database.
    pub async fn fill(app: &Arc<App>) -> Self {
        let agency_id = agency(app).await;
        let token = token(app, agency_id).await;
        let employers: Vec<EmployerId> = (0..EMPLOYERS).map(|_| app.ids.next()).collect();
        insert::<employer::Entity>(
            app,
            employers.iter().enumerate().map(|(n, id)| employer(app, n, *id)),
        )
        .await;
        let contacts: Vec<ContactId> = (0..CONTACTS).map(|_| app.ids.next()).collect();
        insert::<contact::Entity>(
            app,
            contacts.iter().enumerate().map(|(n, id)| contact(app, n, *id)),
        )
        .await;
        let links = contacts
            .iter()
            .enumerate()
            .map(|(n, id)| affiliation(app, n, *id, employers[n / 3]));
        insert::<affiliation::Entity>(app, links).await;
        roles(app, &employers).await;
        app.db.refresh_statistics().await;
        Self { employers, token }
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
    let mut rows = rows.into_iter();
    loop {
        let part: Vec<_> = rows.by_ref().take(ROWS).collect();
        if part.is_empty() {
            return;
        }
        E::insert_many(part)
            .exec_without_returning(db)
            .await
            .expect("rows");
    }
}

async fn agency(app: &Arc<App>) -> AgencyId {
    let (id, now) = (app.ids.next(), app.clock.now());
    let row = agency::Model {
        id,
        name: "Board".into(),
        name_search: "board".into(),
        kind: agency::AgencyKind::WorkforceBoard,
        parent_id: None,
        region: None,
        website: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    };
    insert::<agency::Entity>(app, std::iter::once(row)).await;
    id
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

fn employer(app: &App, n: usize, id: EmployerId) -> employer::Model {
    let now = app.clock.now();
    let name = format!("Employer {:05} of the Valley", n * 37 % EMPLOYERS);
    employer::Model {
        id,
        name_search: text::fold(&name),
        name,
        legal_name: None,
        parent_id: None,
        status: employer::EmployerStatus::Active,
        naics_code: Some(CODES[n % CODES.len()].into()),
        naics_sort: CODES[n % CODES.len()].into(),
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

fn contact(app: &App, n: usize, id: ContactId) -> contact::Model {
    let now = app.clock.now();
    let name = format!("Person {n:05}");
    contact::Model {
        id,
        name_search: text::fold(&name),
        name,
        given_name: None,
        family_name: None,
        preferred_channel: None,
        do_not_contact: false,
        do_not_contact_reason: None,
        language: None,
        note: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

fn affiliation(app: &App, n: usize, contact_id: ContactId, employer_id: EmployerId) -> affiliation::Model {
    let now = app.clock.now();
    let from = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    affiliation::Model {
        id: app.ids.next::<AffiliationId>(),
        contact_id,
        employer_id: Some(employer_id),
        agency_id: None,
        establishment_id: None,
        title: Some("Manager".into()),
        from_on: Some(from),
        to_on: None,
        is_primary: n.is_multiple_of(3),
        sort_from: from,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

/// Every employer is in one partnership and plays one role there.
async fn roles(app: &Arc<App>, employers: &[EmployerId]) {
    let partnerships: Vec<PartnershipId> = (0..PARTNERSHIPS).map(|_| app.ids.next()).collect();
    insert::<partnership::Entity>(
        app,
        partnerships
            .iter()
            .enumerate()
            .map(|(n, id)| partnership(app, n, *id)),
    )
    .await;
    let role_type_id = app.ids.next::<RoleTypeId>();
    insert::<role_type::Entity>(app, std::iter::once(role_type(app, role_type_id))).await;
    let members: Vec<MembershipId> = employers.iter().map(|_| app.ids.next()).collect();
    let rows = employers.iter().zip(&members).enumerate();
    let rows =
        rows.map(|(n, (employer, id))| membership(app, *id, partnerships[n % PARTNERSHIPS], *employer));
    insert::<membership::Entity>(app, rows).await;
    insert::<role_commitment::Entity>(app, members.iter().map(|id| commitment(app, *id, role_type_id))).await;
}

fn partnership(app: &App, n: usize, id: PartnershipId) -> partnership::Model {
    let now = app.clock.now();
    partnership::Model {
        id,
        name: format!("Partnership {n}"),
        name_search: format!("partnership {n}"),
        kind: partnership::PartnershipKind::Sector,
        phase: partnership::PartnershipPhase::Action,
        phase_since: None,
        region: None,
        description: None,
        started_on: None,
        ended_on: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

fn role_type(app: &App, id: RoleTypeId) -> role_type::Model {
    let now = app.clock.now();
    role_type::Model {
        id,
        key: "BENCHMARK".into(),
        label: "Hire completers".into(),
        side: role_type::RoleSide::Employer,
        source: "benchmark".into(),
        source_status: role_type::SourceStatus::Unverified,
        is_toolkit_page_35: false,
        position: 99,
        retired_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

fn membership(
    app: &App,
    id: MembershipId,
    partnership_id: PartnershipId,
    employer: EmployerId,
) -> membership::Model {
    let now = app.clock.now();
    membership::Model {
        id,
        partnership_id,
        employer_id: Some(employer),
        agency_id: None,
        standing: membership::MembershipStanding::Member,
        seat: None,
        term_from_on: None,
        term_to_on: None,
        joined_on: None,
        left_on: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}

fn commitment(app: &App, membership_id: MembershipId, role_type_id: RoleTypeId) -> role_commitment::Model {
    let now = app.clock.now();
    role_commitment::Model {
        id: app.ids.next::<CommitmentId>(),
        membership_id,
        role_type_id,
        state: role_commitment::CommitmentState::Active,
        from_on: None,
        to_on: None,
        note: None,
        created_at: now,
        updated_at: now,
        version: 1,
        trashed_at: None,
    }
}
