//! Establishments over the API.

mod create;
mod list;
mod update;

use serde_json::{Value, json};

use crate::support::User;

/// An employer with this name.
async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

/// An establishment of an employer; the input without them.
async fn site(user: &User<'_>, employer: &Value, mut input: Value) -> Value {
    input["employerId"] = employer.clone();
    let query = "mutation($input: EstablishmentCreateInput!) {
        establishmentCreate(input: $input) { establishment { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["establishmentCreate"]["establishment"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
