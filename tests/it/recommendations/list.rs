//! What lists of advice find, what they cost, and what is counted.

use entities::user_account::UserRole;
use serde_json::json;

use super::{partnership, recorded, step};
use crate::{
    contributions::employer,
    support::{assert_json, on_both},
};

on_both! {
    async fn you_said_we_did(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let teach = recorded(&sam, json!({ "text": "Teach TIG", "saidOn": "2025-09-01", "employerId": acme })).await;
        let buy = recorded(&sam, json!({ "text": "Buy a lathe", "saidOn": "2026-03-01", "employerId": acme })).await;
        recorded(&sam, json!({ "text": "Hire Ana", "saidOn": "2025-10-01", "employerId": bolt })).await;
        step(&sam, "Decide", &teach, 1, json!({ "decision": "ACCEPTED", "on": "2025-09-10" })).await;
        step(&sam, "Implement", &teach, 2, json!({ "on": "2026-01-10" })).await;
        step(&sam, "ReportBack", &teach, 3, json!({ "on": "2026-02-01", "report": "It runs" })).await;
        step(&sam, "Decide", &buy, 1, json!({ "decision": "DEFERRED", "reason": "Money", "on": "2026-03-02" })).await;
        let list = "query($where: RecommendationWhere) { recommendations(where: $where) { nodes { text } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "employerId": acme }),
            json!({ "disposition": ["DEFERRED", "PROPOSED"] }),
            json!({ "isClosed": true }),
            json!({ "overdueOn": "2026-11-24" }),
            json!({ "overdueOn": "2026-10-01" }),
            json!({ "saidOn": { "from": "2025-10-01", "to": "2026-03-01" } }),
            json!({ "search": "LATHE buy" }),
            json!({ "not": { "employerId": acme } }),
        ] {
            let data = sam.gql(list, json!({ "where": filter })).await;
            let nodes = data["recommendations"]["nodes"].as_array().unwrap().clone();
            assert_eq!(data["recommendations"]["totalCount"]["value"], nodes.len());
            found.push(json!(nodes.iter().map(|node| node["text"].clone()).collect::<Vec<_>>()));
        }
        assert_json!(json!(found), [["Buy a lathe", "Teach TIG"], ["Buy a lathe", "Hire Ana"], ["Teach TIG"], ["Hire Ana"], [], ["Buy a lathe", "Hire Ana"], ["Buy a lathe"], ["Hire Ana"]]);
        let stats = "query($where: RecommendationWhere) { recommendationStats(where: $where) {
            total closed due closedInTime closedInTimePercent byDisposition { disposition count } } }";
        assert_json!(sam.gql(stats, json!({})).await["recommendationStats"], {"byDisposition": [{"count": 1, "disposition": "PROPOSED"}, {"count": 0, "disposition": "ACCEPTED"}, {"count": 0, "disposition": "ACCEPTED_MODIFIED"}, {"count": 0, "disposition": "DECLINED"}, {"count": 1, "disposition": "DEFERRED"}, {"count": 0, "disposition": "IMPLEMENTED"}, {"count": 1, "disposition": "REPORTED_BACK"}], "closed": 1, "closedInTime": 1, "closedInTimePercent": 50.0, "due": 2, "total": 3});
        let none = sam.gql(stats, json!({ "where": { "search": "nothing of the kind" } })).await;
        assert_json!(none["recommendationStats"]["closedInTimePercent"], null);
    }

    async fn a_partnership_shows_what_was_said_to_it(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (north, _) = (partnership(&cora, "North").await, partnership(&cora, "South").await);
        for day in ["2026-01-01", "2026-02-01", "2026-03-01"] {
            recorded(&cora, json!({ "text": day, "saidOn": day, "partnershipId": north })).await;
        }
        let query = "{ partnerships { nodes { name
            recommendations(first: 2) { nodes { text partnership { name } } pageInfo { hasNextPage } totalCount { value } }
            declined: recommendations(disposition: [DECLINED]) { nodes { text } } } } }";
        assert_json!(cora.gql(query, json!({})).await["partnerships"]["nodes"], [
            {"declined": {"nodes": []}, "name": "North", "recommendations": {"nodes": [
                {"partnership": {"name": "North"}, "text": "2026-03-01"},
                {"partnership": {"name": "North"}, "text": "2026-02-01"}
            ], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}}},
            {"declined": {"nodes": []}, "name": "South", "recommendations": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}}
        ]);
    }

    async fn a_page_costs_the_same_for_one_and_for_twenty(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let query = "{ recommendations { nodes { text topic { key } contact { name } employer { name } program { name } meeting { id }
            partnership { name } agency { name } steps { note user { name } } tasks { nodes { title } } } } }";
        recorded(&sam, json!({ "text": "0", "saidOn": "2026-01-01", "employerId": acme })).await;
        let (one, _) = t.statements(sam.gql(query, json!({}))).await;
        for number in 1..20 {
            recorded(&sam, json!({ "text": number.to_string(), "saidOn": "2026-01-01", "employerId": acme })).await;
        }
        let (twenty, data) = t.statements(sam.gql(query, json!({}))).await;
        assert_eq!(data["recommendations"]["nodes"].as_array().unwrap().len(), 20);
        assert_eq!((one, twenty), (7, 7));
    }
}
