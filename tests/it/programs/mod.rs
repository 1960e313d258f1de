//! Programs over the API.

mod change;
mod list;

use serde_json::{Value, json};

use crate::support::User;

/// A program of the user's agency.
pub async fn program(user: &User<'_>, input: Value) -> Value {
    let query = "mutation($input: ProgramCreateInput!) {
        programCreate(input: $input) { program { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["programCreate"]["program"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
