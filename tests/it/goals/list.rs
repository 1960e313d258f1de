//! Lists of goals.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::goal;
use crate::{
    memberships::membership,
    partnerships::partnership,
    support::{assert_json, on_both},
};

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Health", "SECTOR").await;
        let metal = partnership(&cora, "Metal", "SECTOR").await;
        let owner = membership(&cora, &health, json!({ "agencyId": cora.agency_id.to_string() })).await;
        goal(&cora, &health, json!({ "title": "Late", "dueOn": "2026-06-30", "adoptedOn": "2026-01-01", "ownerMembershipId": owner })).await;
        goal(&cora, &health, json!({ "title": "Some day" })).await;
        let dropped = goal(&cora, &metal, json!({ "title": "Welders", "dueOn": "2027-06-30" })).await["id"].clone();
        let drop = "mutation($id: ID!) { goalDrop(id: $id, version: 1, input: {because: \"No funds\"}) { userErrors { code } } }";
        cora.gql(drop, json!({ "id": dropped })).await;
        let query = "query($where: GoalWhere, $order: [GoalOrder!]) { goals(where: $where, orderBy: $order) { nodes { title } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({}),
            json!({ "partnershipId": health }),
            json!({ "state": ["DROPPED"] }),
            json!({ "ownerMembershipId": owner }),
            json!({ "not": { "ownerMembershipId": owner } }),
            json!({ "dueOn": { "to": "2026-11-23" }, "state": ["OPEN"] }),
            json!({ "dueOn": { "from": "2026-11-23" } }),
            json!({ "not": { "dueOn": { "from": "2026-11-23" } } }),
            json!({ "or": [{ "state": ["DROPPED"] }, { "dueOn": { "to": "2026-11-23" } }] }),
        ] {
            let page = cora.gql(query, json!({ "where": filter, "order": [{ "dueOn": "ASC" }] })).await;
            let titles: Vec<Value> = page["goals"]["nodes"].as_array().unwrap().iter().map(|node| node["title"].clone()).collect();
            assert_eq!(page["goals"]["totalCount"]["value"], titles.len());
            found.push(titles);
        }
        assert_json!(json!(found), [["Late", "Welders", "Some day"], ["Late", "Some day"], ["Welders"], ["Late"], ["Welders", "Some day"], ["Late"], ["Welders"], ["Late", "Some day"], ["Late", "Welders"]]);
        let trash = "mutation($p: ID!) { partnershipTrash(id: $p, version: 1) { userErrors { code } } }";
        cora.gql(trash, json!({ "p": health })).await;
        assert_json!(cora.gql(query, json!({ "order": [{ "updatedAt": "DESC" }] })).await["goals"], {"nodes": [{"title": "Welders"}], "totalCount": {"value": 1}});
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let owner = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        for n in 0..20 {
            goal(&cora, &p, json!({ "title": format!("Goal {n:02}"), "ownerMembershipId": owner })).await;
        }
        let query = "query($first: Int) { goals(first: $first) { nodes { title partnership { name } owner { agency { name } } backup { id }
            successor { goal { title } } follows { title } strategies { text } wordings { title } progress(first: 2) { nodes { text user { name } } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, partnerships, owners, their agencies, what they follow, strategies, wordings, progress.
        assert_eq!((one, twenty), (9, 9));
    }

    async fn an_unknown_goal_is_null(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        assert_json!(vera.gql("{ goal(id: \"nonsense\") { title } statement(id: \"nonsense\") { text } }", json!({})).await, {"goal": null, "statement": null});
    }
}
