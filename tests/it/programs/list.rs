//! Lists of programs: filters, orders, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::json;

use super::program;
use crate::support::{assert_json, on_both};

on_both! {
    async fn filters_compose(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let references = json!([{ "system": "cte", "value": "42" }]);
        program(&sam, json!({ "name": "Health Academy", "school": "North High", "county": "Tulare", "externalReferences": references })).await;
        program(&sam, json!({ "name": "Engineering", "school": "South High", "sectorLabel": "Engineering" })).await;
        program(&kim, json!({ "name": "Welding" })).await;
        let query = "query($where: ProgramWhere, $order: [ProgramOrder!]) { programs(where: $where, orderBy: $order) { nodes { name } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "agencyId": [kim.agency_id.to_string()] }),
            json!({ "search": "north health" }),
            json!({ "school": { "isNull": true } }),
            json!({ "school": { "contains": "high" }, "not": { "county": ["Tulare"] } }),
            json!({ "sectorLabel": ["Engineering"] }),
            json!({ "externalReference": { "system": "cte", "value": "42" } }),
        ] {
            let page = sam.gql(query, json!({ "where": filter })).await;
            let nodes = page["programs"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Welding"], ["Health Academy"], ["Welding"], ["Engineering"], ["Engineering"], ["Health Academy"]]);
        let page = sam.gql(query, json!({ "order": [{ "school": "DESC" }] })).await;
        assert_json!(page["programs"]["nodes"], [{"name": "Engineering"}, {"name": "Health Academy"}, {"name": "Welding"}]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let references = json!([{ "system": "cte", "value": n.to_string() }]);
            program(&sam, json!({ "name": format!("Program {n:02}"), "externalReferences": references })).await;
        }
        let query = "query($first: Int) { programs(first: $first) { nodes { name agency { name } externalReferences { value } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, the agencies, and the references.
        assert!(one == twenty && twenty == 4, "{one} and {twenty}");
    }
}
