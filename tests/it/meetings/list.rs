//! Lists of meetings.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{board, scheduled};
use crate::{
    partnerships::partnership,
    support::{User, assert_json, on_both},
};

async fn titles(user: &User<'_>, filter: &str) -> Value {
    let query = format!("{{ meetings{filter} {{ nodes {{ title }} }} }}");
    let data = user.gql(&query, json!({})).await;
    let nodes = data["meetings"]["nodes"].as_array().expect("nodes");
    nodes.iter().map(|node| node["title"].clone()).collect()
}

on_both! {
    async fn meetings_are_found_and_ordered(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let other = partnership(&cora, "Health", "SECTOR").await;
        scheduled(&cora, &board, json!({ "title": "B", "localStart": "2027-03-10T09:00", "timeZone": "America/New_York" })).await;
        // Later on the clock, earlier in time.
        scheduled(&cora, &board, json!({ "title": "A", "localStart": "2027-03-10T12:00", "timeZone": "Europe/Berlin" })).await;
        let id = scheduled(&cora, &other, json!({ "title": "Café", "kind": "LAUNCH", "localStart": "2026-03-10T09:00" })).await;
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": id })).await;
        let of_board = format!("(where: {{partnershipId: {board}}})");
        let mut seen = Vec::new();
        for filter in [
            "",
            of_board.as_str(),
            "(orderBy: [{title: ASC}])",
            "(where: {title: {eq: \"cafe\"}})",
            "(where: {kind: [LAUNCH, ADVISORY]})",
            "(where: {status: [PLANNED]}, orderBy: [{startsAt: ASC}])",
            "(where: {startsAt: {from: \"2027-03-10T12:00:00Z\"}})",
            "(where: {not: {status: [CANCELLED]}}, orderBy: [{updatedAt: DESC}, {title: DESC}])",
        ] {
            seen.push(json!([filter.replace(of_board.as_str(), "of the board"), titles(&cora, filter).await]));
        }
        assert_json!(json!(seen), [["", ["B", "A", "Café"]], ["of the board", ["B", "A"]], ["(orderBy: [{title: ASC}])", ["A", "B", "Café"]], ["(where: {title: {eq: \"cafe\"}})", ["Café"]], ["(where: {kind: [LAUNCH, ADVISORY]})", ["Café"]], ["(where: {status: [PLANNED]}, orderBy: [{startsAt: ASC}])", ["A", "B"]], ["(where: {startsAt: {from: \"2027-03-10T12:00:00Z\"}})", ["B"]], ["(where: {not: {status: [CANCELLED]}}, orderBy: [{updatedAt: DESC}, {title: DESC}])", ["B", "A"]]]);
        let below = "query($id: ID!) { partnership(id: $id) { meetings(first: 1) { nodes { title } totalCount { value } } } }";
        assert_json!(cora.gql(below, json!({ "id": board })).await, {"partnership": {"meetings": {"nodes": [{"title": "B"}], "totalCount": {"value": 2}}}});
    }

    async fn twenty_meetings_take_no_more_statements_than_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let query = "{ meetings { nodes { title partnership { name } owner { name } agency { name } attendees { people user { name } agency { name } } } } }";
        let invite = "mutation($id: ID!, $user: ID!) { attendeesInvite(meetingId: $id, input: [{userId: $user}]) { userErrors { code } } }";
        let mut counts = Vec::new();
        for number in 0..20 {
            let id = scheduled(&cora, &board, json!({ "title": format!("Meeting {number}") })).await;
            cora.gql(invite, json!({ "id": id, "user": cora.id.to_string() })).await;
            if number == 0 || number == 19 {
                counts.push(t.statements(cora.gql(query, json!({}))).await.0);
            }
        }
        assert_eq!(counts[0], counts[1]);
    }

    async fn everybody_reads_what_the_network_shares(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let board = board(&cora).await;
        let id = scheduled(&cora, &board, json!({})).await;
        let one = "query($id: ID!) { meeting(id: $id) { title permissions { canUpdate } } }";
        assert_json!(vera.gql(one, json!({ "id": id })).await, {"meeting": {"permissions": {"canUpdate": false}, "title": "Spring meeting"}});
        let none = vera.gql(one, json!({ "id": "meeting_00000000000000000000000000000007" })).await;
        assert_eq!(none["meeting"], Value::Null);
    }
}
