//! What lists of tasks find, and what they cost.

use entities::user_account::UserRole;
use serde_json::json;

use super::task;
use crate::{
    contributions::employer,
    support::{assert_json, on_both},
};

on_both! {
    async fn lists_begin_with_what_is_due_first(t: TestApp) {
        let (sam, eve) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        task(&sam, json!({ "title": "Someday", "employerId": acme })).await;
        task(&sam, json!({ "title": "Late", "employerId": acme, "dueOn": "2026-11-23", "ownerUserId": sam.id.to_string() })).await;
        task(&sam, json!({ "title": "Today", "employerId": bolt, "dueOn": "2026-11-24", "kind": "DECISION" })).await;
        let done = task(&sam, json!({ "title": "Done late", "employerId": acme, "dueOn": "2026-11-01", "ownerUserId": eve.id.to_string() })).await;
        sam.gql("mutation($id: ID!) { taskComplete(id: $id, version: 1) { task { id } } }", json!({ "id": done })).await;
        let list = "query($where: TaskWhere) { tasks(where: $where) { nodes { title } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({}),
            json!({ "overdueOn": "2026-11-24" }),
            json!({ "state": ["OPEN"], "ownerUserId": sam.id.to_string() }),
            json!({ "isOwned": false }),
            json!({ "kind": ["DECISION"] }),
            json!({ "dueOn": { "to": "2026-11-23" } }),
            json!({ "not": { "employerId": acme } }),
            json!({ "search": "late" }),
        ] {
            let data = sam.gql(list, json!({ "where": filter })).await;
            let nodes = data["tasks"]["nodes"].as_array().unwrap().clone();
            assert_eq!(data["tasks"]["totalCount"]["value"], nodes.len());
            found.push(json!(nodes.iter().map(|node| node["title"].clone()).collect::<Vec<_>>()));
        }
        assert_json!(json!(found), [["Done late", "Late", "Today", "Someday"], ["Late"], ["Late"], ["Today", "Someday"], ["Today"], ["Done late", "Late"], ["Today"], ["Done late", "Late"]]);
        let below = "query($id: ID!) { user(id: $id) { tasks { nodes { title } } open: tasks(state: [OPEN]) { nodes { title } } } }";
        let mine = eve.gql(below, json!({ "id": eve.id.to_string() })).await;
        assert_json!(mine["user"], {"open": {"nodes": []}, "tasks": {"nodes": [{"title": "Done late"}]}});
    }

    async fn a_page_costs_the_same_for_one_and_for_twenty(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let query = "{ tasks { nodes { title partnership { name } meeting { id } recommendation { text } employer { name } agency { name } ownerUser { name } ownerContact { name } } } }";
        let input = |title: &str| json!({ "title": title, "employerId": acme, "ownerUserId": sam.id.to_string() });
        task(&sam, input("0")).await;
        let (one, _) = t.statements(sam.gql(query, json!({}))).await;
        for number in 1..20 {
            task(&sam, input(&number.to_string())).await;
        }
        let (twenty, data) = t.statements(sam.gql(query, json!({}))).await;
        assert_eq!(data["tasks"]["nodes"].as_array().unwrap().len(), 20);
        assert_eq!((one, twenty), (5, 5));
    }
}
