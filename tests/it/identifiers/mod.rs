//! Identifiers over the API.

mod change;
mod record;
mod visible;

use serde_json::{Value, json};

use crate::support::User;

const RECORD: &str = "mutation($input: IdentifierRecordInput!, $insist: Boolean = false) {
    identifierRecord(input: $input, allowDuplicates: $insist) {
        identifier { system value fromOn toOn confidentiality version establishment { name } permissions { canUpdate canTrash } }
        candidates { name }
        userErrors { code path message }
    }
}";

/// An employer with this name.
async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

/// An identifier of an employer.
async fn identifier(user: &User<'_>, employer: &Value, system: &str, value: &str, label: &str) -> Value {
    let query = "mutation($input: IdentifierRecordInput!) {
        identifierRecord(input: $input, allowDuplicates: true) { identifier { id } userErrors { message } } }";
    let input = json!({ "employerId": employer, "system": system, "value": value, "confidentiality": label });
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["identifierRecord"]["identifier"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
