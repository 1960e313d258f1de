//! The lists of meetings over the API.

mod attendance;
mod history;
mod invite;
mod respond;

use serde_json::{Value, json};

use crate::support::User;

const INVITE: &str = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) {
    attendeesInvite(meetingId: $id, input: $input) {
        attendees { version people stakeholder response attendance contact { name } user { role } employer { name } agency { kind } }
        meeting { attendees { people } }
        userErrors { code path message }
    }
}";

/// Puts people on the list of a meeting; the payload.
pub(crate) async fn invited(user: &User<'_>, meeting: &Value, input: Value) -> Value {
    let data = user.gql(INVITE, json!({ "id": meeting, "input": input })).await;
    data["attendeesInvite"].clone()
}

/// The ids of those on the list of a meeting.
pub(crate) async fn attendees(user: &User<'_>, meeting: &Value) -> Vec<Value> {
    let list = "query($id: ID!) { meeting(id: $id) { attendees { id } } }";
    let data = user.gql(list, json!({ "id": meeting })).await;
    let list = data["meeting"]["attendees"].as_array().expect("a list");
    list.iter().map(|one| one["id"].clone()).collect()
}

/// Somebody who has worked for the employer since the start of the year.
pub(crate) async fn contact(user: &User<'_>, name: &str, employer: &Value) -> Value {
    let query = "mutation($name: String!, $employer: ID!) { contactCreate(input: {name: $name,
        affiliation: {employerId: $employer, fromOn: \"2026-01-01\"}}) { contact { id } userErrors { message } } }";
    let data = user
        .gql(query, json!({ "name": name, "employer": employer }))
        .await;
    data["contactCreate"]["contact"]["id"].clone()
}
