//! Completers over the API.

mod change;
mod hidden;
mod list;

use serde_json::{Value, json};

use crate::support::User;

const RECORD: &str = "mutation($input: CompleterRecordInput!) { completerRecord(input: $input) {
    completer { id reference name program { name } cohort { name } completedOn programYear credential { name } credentialOn exitedOn
        isExcluded note version permissions { canUpdate canTrash hiddenFields } } userErrors { code path message } } }";

/// A completer of the user's agency, who completed a program on 12 June 2024 unless the input says otherwise; the id.
pub(crate) async fn completer(user: &User<'_>, program: &Value, reference: &str, more: Value) -> Value {
    let mut input = json!({ "reference": reference, "programId": program, "completedOn": "2024-06-12" });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let data = user.gql(RECORD, json!({ "input": input })).await;
    assert_eq!(data["completerRecord"]["userErrors"], json!([]));
    data["completerRecord"]["completer"]["id"].clone()
}

/// What a payload asks to mend: each code with its place.
pub(crate) fn problems(payload: &Value) -> Vec<String> {
    let errors = payload["userErrors"].as_array().expect("user errors");
    let path = |error: &Value| {
        let parts = error["path"].as_array().expect("a path");
        let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
        parts.join(".")
    };
    let one = |error: &Value| format!("{} {}", error["code"].as_str().expect("a code"), path(error));
    errors.iter().map(one).collect()
}
