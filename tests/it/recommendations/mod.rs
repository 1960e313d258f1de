//! Recommendations over the API: what was advised, and what became of it.

mod list;
mod record;
mod steps;

use serde_json::{Value, json};

use crate::support::User;

/// What the tests read of a recommendation.
pub const FIELDS: &str = "fragment F on Recommendation { disposition decision decidedOn reason acceptedText implementedOn
    implementation reportedBackOn report closedOn nextDispositions steps { disposition happenedOn note } version }";

/// Records advice of an employer; its id.
pub async fn recorded(user: &User<'_>, input: Value) -> Value {
    let query = "mutation($input: RecommendationRecordInput!) {
        recommendationRecord(input: $input) { recommendation { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["recommendationRecord"]["userErrors"], json!([]));
    data["recommendationRecord"]["recommendation"]["id"].clone()
}

/// Takes a step: the mutation `recommendation<name>`, with this input.
pub async fn step(user: &User<'_>, name: &str, id: &Value, version: i32, input: Value) -> Value {
    let query = format!(
        "mutation($id: ID!, $version: Int!, $input: Recommendation{name}Input!) {{
            it: recommendation{name}(id: $id, version: $version, input: $input) {{
                recommendation {{ ...F }} userErrors {{ code path message }} }} }} {FIELDS}"
    );
    let variables = json!({ "id": id, "version": version, "input": input });
    user.gql(&query, variables).await["it"].clone()
}

/// A partnership of this name that the user's agency convenes.
pub async fn partnership(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($input: PartnershipCreateInput!) {
        partnershipCreate(input: $input) { partnership { id } userErrors { code path message } } }";
    let conveners = json!([{ "agencyId": user.agency_id.to_string() }]);
    let input = json!({ "name": name, "kind": "ADVISORY_BOARD", "conveners": conveners });
    let data = user.gql(query, json!({ "input": input })).await;
    data["partnershipCreate"]["partnership"]["id"].clone()
}
