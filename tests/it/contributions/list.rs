//! Lists of contributions: filters, order, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::json;

use super::{contribution, employer};
use crate::support::{TestApp, User, assert_json, on_both};

async fn fill(t: &TestApp, count: usize) -> User<'_> {
    let sam = t.user(UserRole::Staff).await;
    for n in 0..count {
        let giver = employer(&sam, &format!("Employer {n:02}")).await;
        let day = (n > 0).then(|| format!("2026-01-{n:02}"));
        let activity = ["ADVISORY", "CAREER_FAIR"].get(n % 3);
        contribution(&sam, json!({ "employerId": giver, "contributedOn": day, "activity": activity, "eventName": n.to_string() })).await;
    }
    sam
}

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let sam = fill(&t, 6).await;
        let query = "query($where: ContributionWhere, $orderBy: [ContributionOrder!]) {
            contributions(where: $where, orderBy: $orderBy) { nodes { eventName } } }";
        let mut found = Vec::new();
        for (filter, order) in [
            (json!({}), json!([])),
            (json!({ "contributedOn": { "to": "2026-01-03" } }), json!([{ "contributedOn": "ASC" }])),
            (json!({ "contributedOn": { "from": "2026-01-04" } }), json!([])),
            (json!({ "isUndated": true }), json!([])),
            (json!({ "activity": ["ADVISORY"] }), json!([])),
            (json!({ "not": { "activity": ["ADVISORY"] } }), json!([])),
            (json!({ "not": { "contributedOn": { "from": "2026-01-02" } } }), json!([])),
            (json!({ "agencyId": "nonsense" }), json!([])),
            (json!({ "or": [{ "isUndated": true }, { "activity": ["CAREER_FAIR"] }] }), json!([])),
        ] {
            let page = sam.gql(query, json!({ "where": filter, "orderBy": order })).await;
            let nodes = page["contributions"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["eventName"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["5", "4", "3", "2", "1", "0"], ["1", "2", "3"], ["5", "4"], ["0"], ["3", "0"], ["5", "4", "2", "1"], ["1", "0"], [], ["4", "1", "0"]]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = fill(&t, 20).await;
        let query = "query($first: Int) { contributions(first: $first) { nodes { employer { name } agency { name } roleType { key } program { name } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, employers, agencies; nothing names a role or a program.
        assert!(one == twenty && twenty == 4, "{one} and {twenty}");
    }
}
