//! Goals of partnerships.

mod adopt;
mod close;
mod list;
mod update;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const ADOPT: &str = "mutation($p: ID!, $input: GoalAdoptInput!) { goalAdopt(partnershipId: $p, input: $input) {
    goal { id title description target dueOn isOverdue adoptedOn state closedOn version owner { employer { name } } backup { agency { kind } }
        successor { noneBecause } wordings { fromOn title target dueOn } permissions { canUpdate canTrash } }
    userErrors { code path message } } }";

/// A goal.
pub(crate) async fn goal(user: &User<'_>, partnership: &Value, input: Value) -> Value {
    let data = user.gql(ADOPT, json!({ "p": partnership, "input": input })).await;
    assert_eq!(data["goalAdopt"]["userErrors"], json!([]));
    data["goalAdopt"]["goal"].clone()
}
