//! Priorities and their champions, action teams, quick wins, and the indicators computed from them.

mod champions;
mod change;
mod indicators;
mod quick_wins;
mod teams;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const CREATE: &str = "mutation($p: ID!, $input: PriorityCreateInput!) { priorityCreate(partnershipId: $p, input: $input) {
    priority { id title description position adoptedOn state closedOn outcome version champions { fromOn } actionTeams { name } permissions { canUpdate canTrash } }
    userErrors { code path message } } }";
pub(crate) const CHAMPION: &str = "mutation($id: ID!, $input: PriorityChampionAssignInput!) { priorityChampionAssign(priorityId: $id, input: $input) {
    champion { id fromOn endedOn version membership { employer { name } } contact { name } priority { title } } userErrors { code path message } } }";

/// The id of a priority.
pub(crate) async fn priority(user: &User<'_>, partnership: &Value, input: Value) -> Value {
    let data = user
        .gql(CREATE, json!({ "p": partnership, "input": input }))
        .await;
    assert_eq!(data["priorityCreate"]["userErrors"], json!([]));
    data["priorityCreate"]["priority"]["id"].clone()
}

/// The id of a champion.
pub(crate) async fn champion(user: &User<'_>, priority: &Value, input: Value) -> Value {
    let data = user
        .gql(CHAMPION, json!({ "id": priority, "input": input }))
        .await;
    assert_eq!(data["priorityChampionAssign"]["userErrors"], json!([]));
    data["priorityChampionAssign"]["champion"]["id"].clone()
}

/// The codes of each mutation's first error.
pub(crate) async fn codes(user: &User<'_>, id: &Value, mutations: &[&str]) -> Vec<Value> {
    let mut codes = Vec::new();
    for mutation in mutations {
        let data = user.gql(mutation, json!({ "id": id, "version": 1 })).await;
        let payload = data.as_object().unwrap().values().next().unwrap();
        codes.push(payload["userErrors"][0]["code"].clone());
    }
    codes
}
