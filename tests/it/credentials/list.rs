//! Lists of credentials: filters, orders, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::json;

use super::credential;
use crate::support::{assert_json, on_both};

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        credential(&sam, "Registered Nurse", json!({ "registryCtid": "ce-534ec203-be18-49e1-a806-7e01d1d0ee3c" })).await;
        credential(&sam, "Welder", json!({ "kind": "CERTIFICATION" })).await;
        credential(&sam, "Nursing Certificate", json!({ "kind": "CERTIFICATE", "issuerAgencyId": sam.agency_id.to_string() })).await;
        let query = "query($where: CredentialWhere, $order: [CredentialOrder!]) { credentials(where: $where, orderBy: $order) { nodes { name } } }";
        let mut found = Vec::new();
        for (filter, order) in [
            (json!({}), json!(null)),
            (json!({ "search": "nurs" }), json!([{ "name": "DESC" }])),
            (json!({ "kind": ["CERTIFICATION", "LICENSE"] }), json!([{ "updatedAt": "DESC" }])),
            (json!({ "not": { "kind": ["LICENSE"] } }), json!(null)),
            (json!({ "issuerAgencyId": [sam.agency_id.to_string()] }), json!(null)),
            (json!({ "registryCtid": ["ce-534ec203-be18-49e1-a806-7e01d1d0ee3c"] }), json!(null)),
            (json!({ "name": { "contains": "weld" } }), json!(null)),
            (json!({ "or": [] }), json!(null)),
        ] {
            let page = vera.gql(query, json!({ "where": filter, "order": order })).await;
            let nodes = page["credentials"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Nursing Certificate", "Registered Nurse", "Welder"], ["Registered Nurse", "Nursing Certificate"], ["Welder", "Registered Nurse"], ["Nursing Certificate", "Welder"], ["Nursing Certificate"], ["Registered Nurse"], ["Welder"], []]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let top = credential(&sam, "Top", json!({})).await;
        for n in 0..20 {
            credential(&sam, &format!("Credential {n:02}"), json!({ "leadsToIds": [top], "issuerAgencyId": sam.agency_id.to_string() })).await;
        }
        let query = "query($first: Int) { credentials(first: $first) { nodes { name issuerAgency { name } leadsTo { name } buildsOn { name } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, the agencies, the pairs and the others; nothing is built upon.
        assert!(one == twenty && twenty == 6, "{one} and {twenty}");
    }
}
