//! The engagement log over the API.

mod contact;
mod last_contact;
mod list;
mod log;
mod update;
mod visibility;

use serde_json::{Value, json};

use crate::support::User;

/// The id of a new employer.
pub async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

const LOG: &str = "mutation($input: EngagementLogInput!) {
    engagementLog(input: $input) { engagement { id } userErrors { code path message } } }";

/// Logs a call with an employer, `more` besides or instead; the id.
pub async fn logged(user: &User<'_>, employer: &Value, more: Value) -> Value {
    let mut input = json!({
        "employerId": employer, "channel": "PHONE", "occurredAt": "2026-11-20T18:00:00Z", "subject": "Talked",
    });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let data = user.gql(LOG, json!({ "input": input })).await;
    assert_eq!(data["engagementLog"]["userErrors"], json!([]));
    data["engagementLog"]["engagement"]["id"].clone()
}
