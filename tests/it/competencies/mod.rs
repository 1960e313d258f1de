//! Lists of competencies, and their editions.

mod change;
mod publish;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const PUBLISH: &str = "mutation($list: ID!, $input: CompetencyEditionInput!) {
    competencyEditionPublish(competencyListId: $list, input: $input) {
        competencyEdition { id edition publishedOn list { title } competencies { id position code text } }
        userErrors { code path message } } }";

/// A list of technical competencies.
pub(crate) async fn list(user: &User<'_>, title: &str) -> Value {
    let query = "mutation($input: CompetencyListCreateInput!) { competencyListCreate(input: $input) { competencyList { id } userErrors { message } } }";
    let data = user
        .gql(
            query,
            json!({ "input": { "title": title, "kind": "TECHNICAL", "source": "Ours" } }),
        )
        .await;
    let id = data["competencyListCreate"]["competencyList"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}

/// An edition of a list, with two competencies.
pub(crate) async fn edition(user: &User<'_>, list: &Value, name: &str, on: &str) -> Value {
    let input = json!({ "edition": name, "publishedOn": on, "competencies": [{ "code": "A.1", "text": "Reads a drawing" }, { "text": "Measures" }] });
    let data = user.gql(PUBLISH, json!({ "list": list, "input": input })).await;
    let made = data["competencyEditionPublish"]["competencyEdition"].clone();
    assert!(made["id"].is_string(), "{data}");
    made
}
