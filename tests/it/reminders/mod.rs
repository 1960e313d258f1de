//! Reminders of meetings: when they are planned, and what becomes of them.

mod calendars;
mod plan;
mod property;
mod rules;
pub mod sending;
mod trouble;

use serde_json::{Value, json};

use crate::support::User;

const ADD: &str = "mutation($input: ReminderRuleAddInput!) { reminderRuleAdd(input: $input) {
    reminderRule { id version } userErrors { code path message } } }";

/// Adds a rule to a partnership or meeting; its id.
pub async fn rule(user: &User<'_>, of: Value, offset: Value, audience: &str) -> Value {
    let input = json!({ "of": of, "offset": offset, "audience": audience });
    let data = user.gql(ADD, json!({ "input": input })).await;
    assert_eq!(data["reminderRuleAdd"]["userErrors"], json!([]));
    data["reminderRuleAdd"]["reminderRule"]["id"].clone()
}

/// A partnership's rule: so many minutes before, everybody.
pub async fn minutes(user: &User<'_>, board: &Value, minutes: i32) -> Value {
    let of = json!({ "partnershipId": board });
    rule(user, of, json!({ "minutesBefore": minutes }), "ATTENDEES").await
}

/// A contact with an e-mail address; its id.
pub async fn contact(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!, $email: String!) { contactCreate(input: {name: $name,
        emails: [{address: $email}]}) { contact { id } userErrors { message } } }";
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let data = user.gql(query, json!({ "name": name, "email": email })).await;
    data["contactCreate"]["contact"]["id"].clone()
}

/// Puts people on the list of a meeting; the attendees' ids.
pub async fn invited(user: &User<'_>, meeting: &Value, list: Value) -> Vec<Value> {
    let query = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) {
        attendeesInvite(meetingId: $id, input: $input) { attendees { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "id": meeting, "input": list })).await;
    assert_eq!(data["attendeesInvite"]["userErrors"], json!([]));
    let attendees = data["attendeesInvite"]["attendees"].as_array().expect("a list");
    attendees.iter().map(|one| one["id"].clone()).collect()
}

/// The reminders of a meeting, a line each: whose in the order of the list, when, where it stands.
pub async fn reminders(user: &User<'_>, meeting: &Value) -> Vec<String> {
    let query = "query($id: ID!) { meeting(id: $id) { attendees {
        contact { name } reminders { dueAt state reason rule { minutesBefore daysBefore } } } } }";
    let data = user.gql(query, json!({ "id": meeting })).await;
    let mut lines = Vec::new();
    for attendee in data["meeting"]["attendees"].as_array().expect("a list") {
        let name = attendee["contact"]["name"].as_str().unwrap_or("staff");
        for one in attendee["reminders"].as_array().expect("a list") {
            let rule = &one["rule"];
            let offset = match rule["minutesBefore"].as_i64() {
                Some(minutes) => format!("{minutes} min"),
                None => format!("{} d", rule["daysBefore"]),
            };
            let due = one["dueAt"]
                .as_str()
                .expect("an instant")
                .replace(":00.000Z", "Z");
            let (state, reason) = (&one["state"], one["reason"].as_str().unwrap_or("-"));
            lines.push(format!(
                "{name} {offset} {due} {} {reason}",
                state.as_str().expect("a state")
            ));
        }
    }
    lines
}
