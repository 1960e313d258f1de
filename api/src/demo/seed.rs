//! Fills an empty database with the Alder Valley.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entities::{
    agency, audit_entry, contribution, employer,
    ids::{AgencyId, EmployerId, RoleTypeId, UserId},
    user_account::{self, UserRole},
    values::{Money, Secret},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};

use super::{employers::EMPLOYERS, region::AGENCIES};
use crate::{
    accounts::ops::{NewToken, NewUser, create_token, create_user},
    agencies,
    app::Cx,
    contributions,
    employers::ops as employer_ops,
    error::{Error, Result},
    policy::{Action, granted},
    roles, startup,
};

/// The password of every demo sign-in.
const PASSWORD: &str = "alder-valley-demo";
/// People: name, role, and the agency's place; one of each role at first, then staff of the others.
const STAFF: [(&str, UserRole, usize); 10] = [
    ("Ada Okafor", UserRole::Admin, 0),
    ("Cora Lindqvist", UserRole::Convener, 0),
    ("Sam Reyes", UserRole::Staff, 2),
    ("Vera Holloway", UserRole::Viewer, 6),
    ("Jonas Castillo", UserRole::Staff, 0),
    ("Keisha Baptiste", UserRole::Staff, 1),
    ("Hiro Nakamura", UserRole::Convener, 2),
    ("Rosa Ibarra", UserRole::Staff, 3),
    ("Omar Petrov", UserRole::Staff, 4),
    ("Grace Fontaine", UserRole::Staff, 7),
];
/// So many of them can sign in: one of each role.
const SIGN_INS: usize = 4;
/// Why the demo's rows were written, as the audit shows it.
pub const REASON: &str = "demo data";

/// What a newcomer needs to look around.
#[derive(Debug)]
pub struct Demo {
    /// Who can sign in.
    pub sign_ins: Vec<SignIn>,
    /// An API token of the convener.
    pub token: Secret<String>,
    /// How many employers there are.
    pub employers: usize,
}

/// A demo sign-in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The role.
    pub role: &'static str,
    /// The address.
    pub email: String,
    /// The password.
    pub password: &'static str,
}

/// Fills an empty database.
///
/// # Errors
/// `STATE` when the database holds agencies already; faults of the database.
pub async fn fill(cx: &Cx) -> Result<Demo> {
    if agency::Entity::find().count(cx.app.db.read()).await? > 0 {
        return Err(Error::state(
            "",
            "This database holds data already; the demo fills an empty one only.",
        ));
    }
    roles::ops::seed(cx).await?;
    let agencies = agencies(cx).await?;
    let people = people(cx, &agencies).await?;
    let employers = employers(cx, &agencies, &people).await?;
    contributions(cx, &agencies, &employers).await?;
    opened(cx, &people, employers.len()).await
}

/// Whether the database holds the demo.
///
/// # Errors
/// Database errors.
pub async fn is_there(cx: &Cx) -> Result<bool> {
    let entries = audit_entry::Entity::find().filter(audit_entry::Column::Reason.eq(REASON));
    Ok(entries.count(cx.app.db.read()).await? > 0)
}

/// Opens a database that holds the demo: the same region, and a token of its own.
///
/// # Errors
/// `NOT_FOUND` when the convener is gone; faults of the database.
pub async fn reopen(cx: &Cx) -> Result<Demo> {
    let emails: Vec<String> = STAFF
        .iter()
        .map(|(name, _, agency)| email(name, *agency))
        .collect();
    let mut people = Vec::new();
    for email in emails.iter().take(SIGN_INS) {
        let found = user_account::Entity::find().filter(user_account::Column::Email.eq(email));
        people.push(found.one(cx.app.db.read()).await?.ok_or(Error::NotFound)?);
    }
    let count = employer::Entity::find().count(cx.app.db.read()).await?;
    opened(cx, &people, usize::try_from(count).unwrap_or(usize::MAX)).await
}

async fn opened(cx: &Cx, people: &[user_account::Model], employers: usize) -> Result<Demo> {
    let (_, token) = create_token(cx, token_of(cx, &people[1])).await?;
    let sign_ins = people.iter().take(SIGN_INS).map(|user| SignIn {
        role: name_of(user.role),
        email: user.email.clone(),
        password: PASSWORD,
    });
    Ok(Demo {
        sign_ins: sign_ins.collect(),
        token,
        employers,
    })
}

/// Whether everything in the database was written by the demo.
///
/// # Errors
/// Database errors.
pub async fn is_untouched(cx: &Cx) -> Result<bool> {
    // The lists that every start fills where they are empty are nobody's work.
    let other = audit_entry::Entity::find().filter(
        audit_entry::Column::Reason
            .is_null()
            .or(audit_entry::Column::Reason.is_not_in([REASON, startup::REASON])),
    );
    Ok(other.count(cx.app.db.read()).await? == 0)
}

async fn agencies(cx: &Cx) -> Result<Vec<AgencyId>> {
    let mut ids = Vec::new();
    for (kind, name, domain) in AGENCIES {
        let row = agency::ActiveModel {
            name: Set(name.to_owned()),
            kind: Set(kind),
            region: Set(Some("Alder Valley".to_owned())),
            website: Set(Some(format!("https://{domain}"))),
            ..Default::default()
        };
        ids.push(agencies::ops::create(cx, agencies::ops::Draft(row)).await?.id);
    }
    Ok(ids)
}

/// One of each role at first, then staff at every agency.
async fn people(cx: &Cx, agencies: &[AgencyId]) -> Result<Vec<user_account::Model>> {
    let mut users = Vec::new();
    for (place, (name, role, agency)) in STAFF.into_iter().enumerate() {
        let new = NewUser {
            name: name.to_owned(),
            email: email(name, agency),
            role,
            agency_id: agencies[agency],
            // The rest of the staff is there to be named; who looks around needs one of each role.
            password: (place < SIGN_INS).then(|| Secret::new(PASSWORD.to_owned())),
        };
        users.push(create_user(cx, new).await?);
    }
    Ok(users)
}

fn email(name: &str, agency: usize) -> String {
    let given = name.split(' ').next().unwrap_or(name).to_lowercase();
    format!("{given}@{}", AGENCIES[agency].2)
}

fn name_of(role: UserRole) -> &'static str {
    match role {
        UserRole::Admin => "admin",
        UserRole::Convener => "convener",
        UserRole::Staff => "staff",
        UserRole::Viewer => "viewer",
    }
}

fn token_of(cx: &Cx, user: &user_account::Model) -> NewToken {
    let may = |action: &Action| granted(*action, user.role).is_some();
    NewToken {
        user_id: user.id,
        name: "demo".to_owned(),
        grants: Action::ALL.iter().copied().filter(may).collect(),
        expires_at: cx.app.clock.now() + TimeDelta::days(90),
    }
}

async fn employers(
    cx: &Cx,
    agencies: &[AgencyId],
    people: &[user_account::Model],
) -> Result<Vec<EmployerId>> {
    use employer::{EmployerStatus, FairChanceStance};
    let staff: Vec<UserId> = people
        .iter()
        .filter(|user| user.role != UserRole::Viewer)
        .map(|user| user.id)
        .collect();
    let mut ids = Vec::new();
    for (place, (name, naics, tag)) in EMPLOYERS.into_iter().enumerate() {
        let status = [
            EmployerStatus::Active,
            EmployerStatus::Active,
            EmployerStatus::Prospect,
            EmployerStatus::Dormant,
        ];
        let stance = [
            FairChanceStance::Unknown,
            FairChanceStance::Yes,
            FairChanceStance::No,
            FairChanceStance::Unknown,
        ];
        let domain: String = name
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let row = employer::ActiveModel {
            name: Set(name.to_owned()),
            naics_code: Set(Some(naics.to_owned())),
            status: Set(status[place % 4]),
            fair_chance: Set(stance[place % 4]),
            fidelity_bond_count: Set(i32::from(place % 7 == 1)),
            website: Set(Some(format!("https://{domain}.example.org"))),
            phone: Set(Some(format!("555-01{:02}", place % 100))),
            lead_agency_id: Set(Some(agencies[place % 4])),
            lead_user_id: Set(Some(staff[place % staff.len()])),
            backup_user_id: Set(Some(staff[(place + 1) % staff.len()])),
            ..Default::default()
        };
        let tags = vec![
            tag.to_owned(),
            if place % 3 == 0 {
                "Priority"
            } else {
                "Alder Valley"
            }
            .to_owned(),
        ];
        let draft = employer_ops::Draft {
            row,
            tags: Some(tags),
            ..employer_ops::Draft::default()
        };
        if let employer_ops::Created::Employer(row) = employer_ops::create(cx, draft, false).await? {
            ids.push(row.id);
        }
    }
    Ok(ids)
}

/// What employers gave over the last eighteen months: time for the most part, money and machines now and then.
async fn contributions(cx: &Cx, agencies: &[AgencyId], employers: &[EmployerId]) -> Result<()> {
    use contribution::Activity;
    const KINDS: [(Activity, &str, &str, i32, i64); 6] = [
        (Activity::Advisory, "HELP_DESIGN", "Advisory board", 1, 200),
        (
            Activity::GuestSpeaker,
            "ASSIST_INSTRUCTION",
            "Guest lecture",
            1,
            150,
        ),
        (Activity::WorksiteTour, "HOST_WBL", "Tour for learners", 2, 500),
        (Activity::MockInterview, "HOST_WBL", "Interview day", 3, 1_200),
        (
            Activity::InternshipPaid,
            "HOST_WBL",
            "Summer internship",
            1,
            12_000,
        ),
        (Activity::CareerFair, "HOST_WBL", "Career fair", 2, 800),
    ];
    let today = cx.app.clock.now();
    for place in 0..150 {
        let (activity, role, event, people, hours) = KINDS[place % KINDS.len()];
        let gift = if place % 19 == 0 { 250_000 } else { 0 };
        let row = contribution::ActiveModel {
            employer_id: Set(employers[place * 7 % employers.len()]),
            agency_id: Set(agencies[2 + place % 3]),
            role_type_id: Set(Some(role_type(cx, role).await?)),
            activity: Set(Some(activity)),
            contributed_on: Set(Some(day(today, i64::try_from(place).unwrap_or(0) * 3 + 5))),
            event_name: Set(Some(event.to_owned())),
            people: Set(people),
            hours_hundredths: Set(hours),
            cash_cents: Set(Money::from_cents(gift)),
            equipment_cents: Set(Money::from_cents(if place % 23 == 0 { 480_000 } else { 0 })),
            ..Default::default()
        };
        contributions::ops::record(cx, contributions::ops::Draft { row }).await?;
    }
    Ok(())
}

async fn role_type(cx: &Cx, key: &str) -> Result<RoleTypeId> {
    Ok(roles::reads::type_by_key(cx, cx.app.db.read(), key).await?.id)
}

/// A day so many days ago.
fn day(now: DateTime<Utc>, ago: i64) -> NaiveDate {
    (now - TimeDelta::days(ago)).date_naive()
}
