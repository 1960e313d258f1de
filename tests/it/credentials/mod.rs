//! Credentials.

mod change;
mod list;
mod stack;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: CredentialUpdateInput!) {
    credentialUpdate(id: $id, version: $version, input: $input) {
        credential { name kind issuerName registryCtid renewalMonths leadsTo { name } version } changes { field before after }
        userErrors { code path message } } }";

/// A credential: a license, unless the input says otherwise.
pub(crate) async fn credential(user: &User<'_>, name: &str, mut input: Value) -> Value {
    input["name"] = json!(name);
    if input["kind"].is_null() {
        input["kind"] = json!("LICENSE");
    }
    let query = "mutation($input: CredentialCreateInput!) { credentialCreate(input: $input) { credential { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["credentialCreate"]["credential"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
