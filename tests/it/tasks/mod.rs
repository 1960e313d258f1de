//! Tasks over the API.

mod change;
mod list;

use serde_json::{Value, json};

use crate::support::User;

/// Adds a task; its id.
pub async fn task(user: &User<'_>, input: Value) -> Value {
    let query = "mutation($input: TaskCreateInput!) { taskCreate(input: $input) { task { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["taskCreate"]["userErrors"], json!([]));
    data["taskCreate"]["task"]["id"].clone()
}
