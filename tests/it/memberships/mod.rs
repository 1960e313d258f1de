//! Memberships and representatives.

mod list;
mod representatives;
mod start;
mod update;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const START: &str = "mutation($p: ID!, $input: MembershipStartInput!) {
    membershipStart(partnershipId: $p, input: $input) {
        membership { id standing seat termFromOn termToOn joinedOn leftOn isCurrent isTermOver isTermEndingSoon version
            employer { name } agency { kind } partnership { name } }
        userErrors { code path message } } }";

/// An employer.
pub(crate) async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

/// A membership.
pub(crate) async fn membership(user: &User<'_>, partnership: &Value, input: Value) -> Value {
    let data = user.gql(START, json!({ "p": partnership, "input": input })).await;
    assert_eq!(data["membershipStart"]["userErrors"], json!([]));
    data["membershipStart"]["membership"]["id"].clone()
}
