//! Letters that are drafted for people to send.

mod change;
mod closing;
mod list;
mod sending;
mod welcome;

use entities::{
    ids::{ContactId, MailOptOutId},
    mail_opt_out::{self, MailKind},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use crate::{
    meetings::{board, scheduled},
    support::{TestApp, User},
};

/// A person with an address who works for an employer, if one is named.
async fn person(user: &User<'_>, name: &str, employer: Option<&Value>) -> Value {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    person_at(user, name, employer, &[&email]).await
}

/// A person with these addresses.
async fn person_at(user: &User<'_>, name: &str, employer: Option<&Value>, emails: &[&str]) -> Value {
    let query = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let emails: Vec<Value> = emails.iter().map(|email| json!({ "address": email })).collect();
    let mut input = json!({ "name": name, "emails": emails });
    if let Some(employer) = employer {
        input["affiliation"] = json!({ "employerId": employer, "fromOn": "2026-01-01" });
    }
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contactCreate"]["userErrors"], json!([]));
    data["contactCreate"]["contact"]["id"].clone()
}

/// A contact does without letters.
async fn opted_out(t: &TestApp, contact: &Value) {
    let id: ContactId = contact.as_str().expect("an id").parse().expect("an id");
    let row = mail_opt_out::ActiveModel {
        id: Set(t.app.ids.next::<MailOptOutId>()),
        contact_id: Set(Some(id)),
        user_id: Set(None),
        kind: Set(MailKind::Letter),
        created_at: Set(t.clock.now()),
    };
    row.insert(t.app.db.maintenance()).await.expect("an opt-out");
}

/// A meeting of last Friday that was held, with these people present; its id.
async fn held(user: &User<'_>, present: Value) -> Value {
    let board = board(user).await;
    held_of(user, &board, present).await
}

/// The same of a partnership.
async fn held_of(user: &User<'_>, board: &Value, present: Value) -> Value {
    let id = scheduled(
        user,
        board,
        json!({ "localStart": "2026-11-20T09:00", "ownerId": user.id.to_string() }),
    )
    .await;
    let invite = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) { attendeesInvite(meetingId: $id, input: $input, isSilent: true) { userErrors { message } } }";
    let data = user.gql(invite, json!({ "id": id, "input": present })).await;
    assert_eq!(data["attendeesInvite"]["userErrors"], json!([]));
    hold(user, &id).await;
    id
}

/// Says that a meeting took place and everybody came.
async fn hold(user: &User<'_>, id: &Value) {
    let query = "mutation($id: ID!) { meetingHold(id: $id, version: 1, input: {others: PRESENT}) { userErrors { message } } }";
    let data = user.gql(query, json!({ "id": id })).await;
    assert_eq!(data["meetingHold"]["userErrors"], json!([]));
}

/// Closes a meeting.
async fn close(user: &User<'_>, id: &Value, version: i32) {
    let query = "mutation($id: ID!, $version: Int!) { meetingClose(id: $id, version: $version) { userErrors { message } } }";
    let data = user.gql(query, json!({ "id": id, "version": version })).await;
    assert_eq!(data["meetingClose"]["userErrors"], json!([]));
}

/// Opens a meeting again.
async fn reopen(user: &User<'_>, id: &Value, version: i32) {
    let query = "mutation($id: ID!, $version: Int!) { meetingReopen(id: $id, version: $version) { userErrors { message } } }";
    let data = user.gql(query, json!({ "id": id, "version": version })).await;
    assert_eq!(data["meetingReopen"]["userErrors"], json!([]));
}

/// The letters of a meeting, a line each: to whom, what for, where it stands.
async fn letters(user: &User<'_>, meeting: &Value) -> Vec<String> {
    let query = "query($id: ID!) { meeting(id: $id) { letterDrafts { nodes { kind state contact { name } user { role } } totalCount { value } } } }";
    let data = user.gql(query, json!({ "id": meeting })).await;
    let nodes = data["meeting"]["letterDrafts"]["nodes"]
        .as_array()
        .expect("a list");
    assert_eq!(
        data["meeting"]["letterDrafts"]["totalCount"]["value"],
        nodes.len()
    );
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |node: &Value| {
        let name = node["contact"]["name"].as_str().or(node["user"]["role"].as_str());
        let (kind, state) = (text(&node["kind"]), text(&node["state"]));
        format!("{} {kind} {state}", name.unwrap_or("-"))
    };
    nodes.iter().map(line).collect()
}

/// The ids of the letters of a meeting.
async fn ids(user: &User<'_>, meeting: &Value) -> Vec<Value> {
    let query =
        "query($id: ID!) { meeting(id: $id) { letterDrafts(first: 100, state: [DRAFT]) { nodes { id } } } }";
    let data = user.gql(query, json!({ "id": meeting })).await;
    let nodes = data["meeting"]["letterDrafts"]["nodes"]
        .as_array()
        .expect("a list");
    nodes.iter().map(|node| node["id"].clone()).collect()
}

const SEND: &str = "mutation($ids: [ID!]!, $versions: [Int!]) { letterDraftsSend(ids: $ids, versions: $versions) {
    results { letterDraft { state sentAt version mail { letter kind state } } userErrors { code path message } } userErrors { code path message } } }";

/// Sends letters; the payload.
async fn send(user: &User<'_>, ids: &[Value], versions: Value) -> Value {
    let data = user.gql(SEND, json!({ "ids": ids, "versions": versions })).await;
    data["letterDraftsSend"].clone()
}

/// Runs a mutation that takes id and version; the payload.
async fn act(user: &User<'_>, name: &str, id: &Value, version: i32) -> Value {
    let query = format!(
        "mutation($id: ID!, $version: Int!) {{ it: letterDraft{name}(id: $id, version: $version) {{
            letterDraft {{ state version }} userErrors {{ code path message }} }} }}"
    );
    user.gql(&query, json!({ "id": id, "version": version })).await["it"].clone()
}
