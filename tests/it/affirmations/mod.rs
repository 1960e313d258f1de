//! Affirmations over the API: what employers say of credentials and competencies, how it stands, and what it counts for.

mod change;
mod counts;
mod evidence;
mod list;
mod record;
mod standing;

use serde_json::{Value, json};

use crate::{contributions::employer, support::User};

pub(crate) const RECORD: &str =
    "mutation($input: AffirmationRecordInput!) { affirmationRecord(input: $input) {
    affirmation { id } userErrors { code path message } } }";

/// A person who has worked for the employer since 2020.
pub(crate) async fn person(user: &User<'_>, employer: &Value, name: &str) -> Value {
    let query = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let input = json!({ "name": name, "affiliation": { "employerId": employer, "fromOn": "2020-01-01" } });
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["contactCreate"]["contact"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}

/// An employer of this name and a person there.
pub(crate) async fn firm(user: &User<'_>, name: &str) -> (Value, Value) {
    let id = employer(user, name).await;
    let ann = person(user, &id, &format!("Ann of {name}")).await;
    (id, ann)
}

/// That registered nurses need it, said on the first of November 2026; `more` besides or instead.
pub(crate) fn input((employer, contact): &(Value, Value), more: Value) -> Value {
    let mut input = json!({
        "employerId": employer, "contactId": contact, "occupation": "29-1141", "answer": "REQUIRED", "affirmedOn": "2026-11-01",
    });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

/// Records it; the id.
pub(crate) async fn affirmed(user: &User<'_>, firm: &(Value, Value), more: Value) -> Value {
    let data = user.gql(RECORD, json!({ "input": input(firm, more) })).await;
    assert_eq!(data["affirmationRecord"]["userErrors"], json!([]));
    data["affirmationRecord"]["affirmation"]["id"].clone()
}

/// How these affirmations stand.
async fn states(user: &User<'_>, ids: &[&Value]) -> Vec<Value> {
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Affirmation { state } } }";
    let data = user.gql(query, json!({ "ids": ids })).await;
    let nodes = data["nodes"].as_array().expect("nodes").iter();
    nodes.map(|node| node["state"].clone()).collect()
}
