//! The engagements in which a person took part.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, logged};
use crate::support::{User, assert_json, on_both};

/// A new contact; the id.
async fn contact(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { contactCreate(input: {name: $name}) { contact { id } } }";
    user.gql(query, json!({ "name": name })).await["contactCreate"]["contact"]["id"].clone()
}

const PAGE: &str = "query($id: ID!, $first: Int, $after: String) { contact(id: $id) { engagements(first: $first, after: $after) {
    nodes { subject employer { name } } pageInfo { hasNextPage endCursor } totalCount { value } } } }";

/// All subjects, page by page.
async fn walked(user: &User<'_>, id: &Value, first: i32) -> Vec<Value> {
    let (mut after, mut subjects) = (Value::Null, Vec::new());
    loop {
        let page = user
            .gql(PAGE, json!({ "id": id, "first": first, "after": after }))
            .await["contact"]["engagements"]
            .take();
        let nodes = page["nodes"].as_array().expect("nodes").clone();
        subjects.extend(nodes.iter().map(|node| node["subject"].clone()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"]["value"], subjects.len());
            return subjects;
        }
    }
}

on_both! {
    async fn people_have_those_they_took_part_in(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let (ann, bo, cy) = (contact(&sam, "Ann").await, contact(&sam, "Bo").await, contact(&sam, "Cy").await);
        for n in 0..9 {
            let who = match n % 3 {
                0 => json!([ann]),
                1 => json!([ann, bo]),
                _ => json!([bo]),
            };
            let at = format!("2026-11-{:02}T18:00:00Z", n + 10);
            logged(&sam, &acme, json!({ "subject": n.to_string(), "occurredAt": at, "contactIds": who })).await;
        }
        let gone = logged(&sam, &acme, json!({ "subject": "gone", "contactIds": [ann] })).await;
        sam.gql("mutation($id: ID!) { engagementTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        for (who, subjects) in [(&ann, json!(["7", "6", "4", "3", "1", "0"])), (&bo, json!(["8", "7", "5", "4", "2", "1"])), (&cy, json!([]))] {
            for first in [1, 2, 4, 6, 7] {
                assert_eq!(json!(walked(&sam, who, first).await), subjects, "by {first}");
            }
        }
        // Many people at once: each has a page of its own.
        let query = "query($first: Int) { contacts(first: $first) { nodes { name engagements(first: 2) { nodes { subject } pageInfo { hasNextPage } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (three, all) = t.statements(sam.gql(query, json!({ "first": 3 }))).await;
        assert_eq!((one, three), (3, 3), "the token, the page, their engagements");
        assert_json!(all["contacts"]["nodes"], [
            {"name": "Ann", "engagements": {"nodes": [{"subject": "7"}, {"subject": "6"}], "pageInfo": {"hasNextPage": true}}},
            {"name": "Bo", "engagements": {"nodes": [{"subject": "8"}, {"subject": "7"}], "pageInfo": {"hasNextPage": true}}},
            {"name": "Cy", "engagements": {"nodes": [], "pageInfo": {"hasNextPage": false}}}
        ]);
    }

    async fn they_obey_the_label(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Staff).await;
        let stranger = t.user(UserRole::Convener).await;
        let (acme, ann) = (employer(&sam, "Acme").await, contact(&sam, "Ann").await);
        for (day, label) in [(18, "NETWORK"), (19, "AGENCY"), (20, "RESTRICTED")] {
            let at = format!("2026-11-{day}T18:00:00Z");
            logged(&sam, &acme, json!({ "visibility": label, "occurredAt": at, "subject": label, "contactIds": [ann] })).await;
        }
        let blind = t.user_with(sam.agency_id, UserRole::Admin, &[Action::ContactRead]).await;
        let mut seen = Vec::new();
        for user in [&sam, &colleague, &stranger, &blind] {
            seen.push(walked(user, &ann, 25).await);
        }
        assert_json!(json!(seen), [["RESTRICTED", "AGENCY", "NETWORK"], ["AGENCY", "NETWORK"], ["NETWORK"], []]);
    }
}
