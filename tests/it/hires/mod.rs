//! Hires, and employment after exit, over the API.

mod employment;
mod record;
mod retention;

use serde_json::{Value, json};

use crate::support::User;

/// A hire as a registered nurse on 15 July 2024, `more` besides or instead; the id.
pub(crate) async fn hired(user: &User<'_>, completer: &Value, employer: &Value, more: Value) -> Value {
    let mut input = json!({ "completerId": completer, "employerId": employer, "socCode": "29-1141", "startedOn": "2024-07-15" });
    add(&mut input, &more);
    let query = "mutation($input: HireRecordInput!) { hireRecord(input: $input) { hire { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["hireRecord"]["userErrors"], json!([]));
    data["hireRecord"]["hire"]["id"].clone()
}

/// Employment in a quarter by a pay stub, `more` besides or instead; the id.
pub(crate) async fn employed(user: &User<'_>, completer: &Value, quarter: &str, more: Value) -> Value {
    let mut input = json!({ "completerId": completer, "quarter": quarter, "evidence": "PAY_STUB" });
    add(&mut input, &more);
    let query = "mutation($input: EmploymentRecordInput!) { employmentRecord(input: $input) { employment { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["employmentRecord"]["userErrors"], json!([]));
    data["employmentRecord"]["employment"]["id"].clone()
}

/// A number of an employer that everybody may read; the id.
async fn number(user: &User<'_>, employer: &Value, system: &str, value: &str) -> Value {
    let input =
        json!({ "employerId": employer, "system": system, "value": value, "confidentiality": "NETWORK" });
    let query = "mutation($input: IdentifierRecordInput!) { identifierRecord(input: $input, allowDuplicates: true) { identifier { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["identifierRecord"]["identifier"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}

/// Puts what `more` holds into an input.
fn add(input: &mut Value, more: &Value) {
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
}
