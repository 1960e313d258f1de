//! Memberships on partnerships, employers and agencies.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, membership};
use crate::{
    partnerships::partnership,
    support::{TestApp, User, assert_json, on_both},
};

/// Twenty employers, each in two partnerships; the first of them left one.
async fn fill(t: &TestApp) -> (User<'_>, Value, Value) {
    let cora = t.user(UserRole::Convener).await;
    let (health, board) = (
        partnership(&cora, "Health", "SECTOR").await,
        partnership(&cora, "Board", "ADVISORY_BOARD").await,
    );
    for n in 0..20 {
        let id = employer(&cora, &format!("Employer {n:02}")).await;
        let standing = if n % 5 == 4 { "CHAMPION" } else { "MEMBER" };
        let left = (n == 0).then_some("2026-06-01");
        let input = json!({ "employerId": id, "standing": standing, "leftOn": left });
        membership(&cora, &health, input).await;
        membership(&cora, &board, json!({ "employerId": id })).await;
    }
    (cora, health, board)
}

on_both! {
    async fn a_page_of_employers_takes_one_statement_for_memberships(t: TestApp) {
        let (cora, ..) = fill(&t).await;
        let query = "query($first: Int) { employers(first: $first) { nodes { name memberships(first: 2) { nodes { standing partnership { name } } pageInfo { hasNextPage } } } } }";
        let (one, data) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token, the employers, the memberships with their partnerships.
        assert_eq!((one, twenty), (3, 3));
        assert_json!(data, {"employers": {"nodes": [{"memberships": {"nodes": [{"partnership": {"name": "Board"}, "standing": "MEMBER"}, {"partnership": {"name": "Health"}, "standing": "MEMBER"}], "pageInfo": {"hasNextPage": false}}, "name": "Employer 00"}]}});
    }

    async fn what_is_below_a_partnership_read_along_is_filled_too(t: TestApp) {
        let (cora, ..) = fill(&t).await;
        let query = "{ employers { nodes { memberships { nodes { partnership { name naicsPrefixes } } } } } }";
        let (count, _) = t.statements(cora.gql(query, json!({}))).await;
        assert_eq!(count, 4);
    }

    async fn members_page_with_champions_first(t: TestApp) {
        let (cora, health, _) = fill(&t).await;
        let query = "query($id: ID!, $after: String, $standing: MembershipStanding, $on: Date) { partnership(id: $id) {
            members(first: 3, after: $after, standing: $standing, activeOn: $on) { nodes { employer { name } } pageInfo { endCursor hasNextPage } totalCount { value } } } }";
        let names = |data: &Value| {
            let members = &data["partnership"]["members"];
            let nodes = members["nodes"].as_array().unwrap().clone();
            let names: Vec<_> = nodes.iter().map(|node| node["employer"]["name"].clone()).collect();
            json!([names, members["totalCount"]["value"], members["pageInfo"]["hasNextPage"]])
        };
        let first = cora.gql(query, json!({ "id": health })).await;
        let after = first["partnership"]["members"]["pageInfo"]["endCursor"].clone();
        let second = cora.gql(query, json!({ "id": health, "after": after })).await;
        let today = cora.gql(query, json!({ "id": health, "standing": "MEMBER", "on": "2026-11-24" })).await;
        let may = cora.gql(query, json!({ "id": health, "standing": "MEMBER", "on": "2026-05-31" })).await;
        assert_json!(json!([names(&first), names(&second), names(&today), names(&may)]), [[["Employer 04", "Employer 09", "Employer 14"], 20, true], [["Employer 19", "Employer 00", "Employer 01"], 20, true], [["Employer 01", "Employer 02", "Employer 03"], 15, true], [["Employer 00", "Employer 01", "Employer 02"], 16, true]]);
    }

    async fn what_is_in_the_trash_is_left_out(t: TestApp) {
        let (cora, _, board) = fill(&t).await;
        cora.gql("mutation($id: ID!) { partnershipTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": board })).await;
        let query = "{ employers(first: 1) { nodes { memberships { nodes { partnership { name } isCurrent } totalCount { value } } } } }";
        assert_json!(cora.gql(query, json!({})).await, {"employers": {"nodes": [{"memberships": {"nodes": [{"isCurrent": false, "partnership": {"name": "Health"}}], "totalCount": {"value": 1}}}]}});
    }

    async fn employers_are_found_by_their_memberships(t: TestApp) {
        let (cora, health, board) = fill(&t).await;
        let update = "mutation($id: ID!) { partnershipUpdate(id: $id, version: 1, input: {naicsPrefixes: [\"62\"]}) { userErrors { code } } }";
        cora.gql(update, json!({ "id": health })).await;
        employer(&cora, "Nobody").await;
        let query = "query($where: EmployerWhere) { employers(where: $where) { totalCount { value } } }";
        let mut counts = Vec::new();
        for filter in [
            json!({ "memberOf": {} }),
            json!({ "memberOf": { "partnershipId": health } }),
            json!({ "memberOf": { "partnershipId": health, "activeOn": "2026-05-31" } }),
            json!({ "memberOf": { "kind": ["ADVISORY_BOARD"] } }),
            json!({ "memberOf": { "naics": "622110", "standing": ["CHAMPION"] } }),
            json!({ "memberOf": { "kind": ["ADVISORY_BOARD"], "standing": ["CHAMPION"] } }),
            json!({ "not": { "memberOf": { "partnershipId": board } } }),
        ] {
            let data = cora.gql(query, json!({ "where": filter })).await;
            counts.push(data["employers"]["totalCount"]["value"].clone());
        }
        assert_json!(json!(counts), [20, 19, 20, 20, 4, 0, 1]);
        let blind = t.user_with(cora.agency_id, UserRole::Convener, &[Action::EmployerRead]).await;
        let body = blind.ask(query, json!({ "where": { "not": { "memberOf": {} } } })).await.json();
        assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let query = "{ employers(first: 1) { nodes { memberships { nodes { id } totalCount { value } } } } }";
        assert_json!(blind.gql(query, json!({})).await, {"employers": {"nodes": [{"memberships": {"nodes": [], "totalCount": {"value": 0}}}]}});
    }
}
