//! Contributions over the API.

mod list;
mod of;
mod record;
mod totals;

use serde_json::{Value, json};

use crate::support::User;

/// An employer of this name.
pub async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

/// A contribution of these values.
pub async fn contribution(user: &User<'_>, input: Value) -> Value {
    let query = "mutation($input: ContributionRecordInput!) {
        contributionRecord(input: $input) { contribution { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contributionRecord"]["userErrors"], json!([]));
    data["contributionRecord"]["contribution"]["id"].clone()
}
