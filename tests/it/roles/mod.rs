//! Roles over the API.

mod commitments;
mod coverage;
mod role_types;

use api::roles;
use entities::{
    ids::{EmployerId, MembershipId, PartnershipId},
    membership::{self, MembershipStanding},
    partnership::{self, PartnershipKind, PartnershipPhase},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use crate::support::{TestApp, User};

/// The role types that Guildhall ships with.
pub async fn seed(t: &TestApp) {
    roles::ops::seed(&t.app.system("test")).await.expect("role types");
}

/// The id of a role type.
pub async fn role(user: &User<'_>, key: &str) -> Value {
    let query = "query($key: String) { roleType(key: $key) { id } }";
    user.gql(query, json!({ "key": key })).await["roleType"]["id"].clone()
}

/// An employer of this name.
pub async fn employer(user: &User<'_>, name: &str) -> EmployerId {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    let data = user.gql(query, json!({ "name": name })).await;
    data["employerCreate"]["employer"]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

/// A sector partnership of this name.
pub async fn partnership(t: &TestApp, name: &str) -> PartnershipId {
    let (id, now) = (t.app.ids.next(), t.clock.now());
    let row = partnership::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        name_search: Set(name.to_lowercase()),
        kind: Set(PartnershipKind::Sector),
        phase: Set(PartnershipPhase::Action),
        phase_since: Set(None),
        region: Set(None),
        description: Set(None),
        started_on: Set(None),
        ended_on: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        trashed_at: Set(None),
    };
    row.insert(t.app.db.maintenance()).await.expect("a partnership");
    id
}

/// A membership that began with this year, of an employer or, without one, of the agency.
pub async fn member(
    t: &TestApp,
    partnership: PartnershipId,
    employer: Option<EmployerId>,
    user: &User<'_>,
) -> MembershipId {
    let (id, now) = (t.app.ids.next(), t.clock.now());
    let row = membership::ActiveModel {
        id: Set(id),
        partnership_id: Set(partnership),
        employer_id: Set(employer),
        agency_id: Set(employer.is_none().then_some(user.agency_id)),
        standing: Set(MembershipStanding::Member),
        seat: Set(None),
        term_from_on: Set(None),
        term_to_on: Set(None),
        joined_on: Set("2026-01-01".parse().ok()),
        left_on: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        trashed_at: Set(None),
    };
    row.insert(t.app.db.maintenance()).await.expect("a membership");
    id
}

/// A commitment of a membership to a role.
pub async fn propose(user: &User<'_>, membership: MembershipId, key: &str) -> Value {
    let query = "mutation($input: CommitmentProposeInput!) {
        commitmentPropose(input: $input) { commitment { id } userErrors { message } } }";
    let input = json!({ "membershipId": membership.to_string(), "roleTypeId": role(user, key).await, "fromOn": "2026-02-01" });
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["commitmentPropose"]["userErrors"], json!([]));
    data["commitmentPropose"]["commitment"]["id"].clone()
}
