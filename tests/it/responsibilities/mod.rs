//! Responsibilities of partners.

mod assign;
mod change;
mod matrix;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const CREATE: &str = "mutation($p: ID!, $input: ResponsibilityCreateInput!) { responsibilityCreate(partnershipId: $p, input: $input) {
    responsibility { id title description position retiredOn version permissions { canUpdate canTrash } } userErrors { code path message } } }";
pub(crate) const ASSIGN: &str = "mutation($id: ID!, $input: ResponsibilityAssignInput!) { responsibilityAssign(responsibilityId: $id, input: $input) {
    assignment { id kind fromOn endedOn isCurrent version membership { employer { name } } responsibility { title } } former { kind endedOn isCurrent version } userErrors { code path message } } }";

/// The id of a responsibility.
pub(crate) async fn responsibility(user: &User<'_>, partnership: &Value, title: &str) -> Value {
    let data = user
        .gql(CREATE, json!({ "p": partnership, "input": { "title": title } }))
        .await;
    assert_eq!(data["responsibilityCreate"]["userErrors"], json!([]));
    data["responsibilityCreate"]["responsibility"]["id"].clone()
}

/// The id of an assignment.
pub(crate) async fn assignment(user: &User<'_>, responsibility: &Value, input: Value) -> Value {
    let data = user
        .gql(ASSIGN, json!({ "id": responsibility, "input": input }))
        .await;
    assert_eq!(data["responsibilityAssign"]["userErrors"], json!([]));
    data["responsibilityAssign"]["assignment"]["id"].clone()
}
