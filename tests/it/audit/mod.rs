//! Reading the audit.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::{
    engagements::{employer, logged},
    support::{assert_json, on_both},
};

const QUERY: &str = "query($where: AuditWhere, $first: Int, $after: String) {
    auditEntries(where: $where, first: $first, after: $after) {
        nodes { action subjectType subjectId user { id } employer { name } changes { field before after isRestricted } }
        pageInfo { hasNextPage endCursor } totalCount { value } } }";

on_both! {
    async fn an_administrator_reads_who_changed_what(t: TestApp) {
        let (sam, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        logged(&sam, &acme, json!({ "visibility": "RESTRICTED", "body": "Secret" })).await;
        let update = "mutation($id: ID!) { employerUpdate(id: $id, version: 1, input: {name: \"Acme West\"}) { userErrors { code } } }";
        sam.gql(update, json!({ "id": acme })).await;
        let mut page = ada.gql(QUERY, json!({ "where": { "subjectId": acme } })).await["auditEntries"].take();
        for node in page["nodes"].as_array_mut().unwrap() {
            assert_eq!(node["user"]["id"].take(), json!(sam.id.to_string()));
            assert_eq!(node["subjectId"].take(), acme);
        }
        assert!(page["pageInfo"]["endCursor"].take().is_string());
        let changes = page["nodes"][1]["changes"].take();
        assert!(changes.as_array().unwrap().contains(&json!({ "field": "name", "before": null, "after": "Acme", "isRestricted": false })));
        assert_json!(page, {"nodes": [{"action": "UPDATED", "changes": [{"after": "Acme West", "before": "Acme", "field": "name", "isRestricted": false}], "employer": {"name": "Acme West"}, "subjectId": null, "subjectType": "EMPLOYER", "user": {"id": null}}, {"action": "CREATED", "changes": null, "employer": {"name": "Acme West"}, "subjectId": null, "subjectType": "EMPLOYER", "user": {"id": null}}], "pageInfo": {"endCursor": null, "hasNextPage": false}, "totalCount": {"value": 2}});
        let logged = ada.gql(QUERY, json!({ "where": { "subjectType": ["ENGAGEMENT"] } })).await;
        let text = logged.to_string();
        assert!(text.contains("\"isRestricted\":true") && !text.contains("Secret"), "{text}");
    }

    async fn filters_find_entries(t: TestApp) {
        let (sam, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        employer(&ada, "Other").await;
        logged(&sam, &acme, json!({})).await;
        let mut counts = Vec::new();
        for filter in [
            json!({}),
            json!({ "employerId": acme }),
            json!({ "userId": ada.id.to_string() }),
            json!({ "agencyId": sam.agency_id.to_string(), "subjectType": ["EMPLOYER"] }),
            json!({ "action": ["TRASHED"] }),
            json!({ "at": { "before": "2026-11-24T20:00:00Z" } }),
            json!({ "at": { "from": "2026-11-24T20:00:00Z" }, "not": { "subjectId": acme } }),
            json!({ "subjectId": acme.as_str().unwrap().replace("employer", "contact") }),
            json!({ "subjectId": "nonsense" }),
        ] {
            let page = ada.gql(QUERY, json!({ "where": filter })).await;
            counts.push(page["auditEntries"]["totalCount"]["value"].clone());
        }
        assert_json!(json!(counts), [3, 2, 1, 1, 0, 0, 2, 0, 0]);
    }

    async fn nobody_else_reads_it(t: TestApp) {
        for role in [UserRole::Viewer, UserRole::Staff, UserRole::Convener] {
            let body = t.user(role).await.ask(QUERY, json!({})).await.json();
            assert_eq!(body["data"]["auditEntries"], Value::Null);
            assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN", "{role:?}");
        }
    }
}
