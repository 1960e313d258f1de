//! Lists of engagements: filters, orders, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::json;

use super::{employer, logged};
use crate::support::{assert_json, on_both};

on_both! {
    async fn filters_compose(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        logged(&sam, &acme, json!({ "subject": "A", "body": "Café tour", "occurredAt": "2026-11-01T18:00:00Z" })).await;
        logged(&sam, &acme, json!({ "subject": "B", "nextStep": "Send a letter", "nextStepDueOn": "2026-12-01" })).await;
        logged(&sam, &other, json!({ "subject": "C", "channel": "EMAIL", "occurredAt": "2026-11-21T18:00:00Z" })).await;
        let query = "query($where: EngagementWhere) { engagements(where: $where) { nodes { subject } } }";
        let mut found = Vec::new();
        for filter in [
            json!({}),
            json!({ "employerId": acme }),
            json!({ "employerId": acme, "not": { "channel": ["EMAIL"] }, "hasOpenNextStep": false }),
            json!({ "channel": ["EMAIL", "LETTER"] }),
            json!({ "hasOpenNextStep": true }),
            json!({ "nextStepDueOn": { "to": "2026-12-01" } }),
            json!({ "nextStepDueOn": { "to": "2026-11-30" } }),
            json!({ "occurredAt": { "from": "2026-11-20T18:00:00Z", "before": "2026-11-21T18:00:00Z" } }),
            json!({ "search": "TOUR cafe" }),
            json!({ "search": "letter" }),
            json!({ "authorId": sam.id.to_string(), "agencyId": sam.agency_id.to_string(), "search": "c" }),
            json!({ "partnershipId": "partnership_00000000000000000000000000000007" }),
            json!({ "contactId": "contact_00000000000000000000000000000007" }),
        ] {
            let page = sam.gql(query, json!({ "where": filter })).await;
            let nodes = page["engagements"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["subject"].as_str().unwrap()).collect::<String>());
        }
        assert_json!(json!(found), ["CBA", "BA", "A", "C", "B", "B", "", "B", "A", "B", "CA", "", ""]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let more = json!({ "subject": format!("{n:02}"), "userIds": [sam.id.to_string()] });
            logged(&sam, &employer(&sam, &format!("Employer {n}")).await, more).await;
        }
        let query = "query($first: Int) { engagements(first: $first) {
            nodes { subject employer { name } agency { name } author { name } participants { user { name } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, employers, agencies, authors, participants, their users.
        assert_eq!((one, twenty), (7, 7));
        let query = "query($first: Int) { employers(first: $first) {
            nodes { engagements(first: 2) { nodes { subject } } recentTouches { channel } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        assert_eq!((one, twenty), (4, 4));
    }
}
