//! Lists of employers: pages, orders, filters, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::support::{TestApp, User, assert_json, on_both};

async fn fill(t: &TestApp, count: usize) -> User<'_> {
    let sam = t.user(UserRole::Staff).await;
    let query =
        "mutation($input: EmployerCreateInput!) { employerCreate(input: $input) { employer { id } } }";
    let mut parent = Value::Null;
    for n in 0..count {
        let input = json!({ "name": format!("Employer {n:02}"), "tags": [format!("tag {}", n % 3)], "parentId": parent });
        let data = sam.gql(query, json!({ "input": input })).await;
        if n == 0 {
            parent = data["employerCreate"]["employer"]["id"].clone();
        }
    }
    sam
}

on_both! {
    async fn pages_join_without_gap_or_overlap(t: TestApp) {
        let sam = fill(&t, 7).await;
        let query = "query($after: String) { employers(first: 3, after: $after, orderBy: [{name: DESC}]) {
            nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount { value } } }";
        let (mut after, mut names, mut flags) = (Value::Null, Vec::new(), Vec::new());
        loop {
            let page = sam.gql(query, json!({ "after": after })).await["employers"].take();
            names.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["name"].clone()));
            flags.push((page["pageInfo"]["hasPreviousPage"].clone(), page["pageInfo"]["hasNextPage"].clone()));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_json!(json!([names, flags]), [["Employer 06", "Employer 05", "Employer 04", "Employer 03", "Employer 02", "Employer 01", "Employer 00"], [[false, true], [true, true], [true, false]]]);
    }

    async fn pages_go_backward(t: TestApp) {
        let sam = fill(&t, 5).await;
        let query = "query($before: String) { employers(last: 2, before: $before) {
            nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor } } }";
        let last = sam.gql(query, json!({})).await;
        let before = last["employers"]["pageInfo"]["startCursor"].clone();
        let middle = sam.gql(query, json!({ "before": before })).await;
        let names = |page: &Value| page["employers"]["nodes"].clone();
        assert_json!(json!([names(&last), names(&middle), middle["employers"]["pageInfo"]["hasNextPage"]]), [[{"name": "Employer 03"}, {"name": "Employer 04"}], [{"name": "Employer 01"}, {"name": "Employer 02"}], true]);
    }

    async fn a_cursor_of_another_order_is_refused(t: TestApp) {
        let sam = fill(&t, 3).await;
        let page = sam.gql("{ employers(first: 1) { pageInfo { endCursor } } }", json!({})).await;
        let after = page["employers"]["pageInfo"]["endCursor"].clone();
        let query = "query($after: String) { employers(after: $after, orderBy: [{updatedAt: ASC}]) { nodes { name } } }";
        for bad in [after, json!("nonsense")] {
            let body = sam.ask(query, json!({ "after": bad })).await.json();
            assert_eq!(body["data"], json!({ "employers": null }));
            assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        }
    }

    async fn filters_compose(t: TestApp) {
        let sam = fill(&t, 7).await;
        let query = "query($where: EmployerWhere) { employers(where: $where) { nodes { name } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "tag": "TAG 1" }),
            json!({ "search": "employer 04" }),
            json!({ "and": [{ "tag": "tag 0" }], "not": { "name": { "eq": "EMPLOYER 00" } } }),
            json!({ "or": [{ "name": { "eq": "employer 01" } }, { "name": { "startsWith": "employer 06" } }] }),
            json!({ "or": [] }),
            json!({ "name": { "contains": "%" } }),
            json!({ "naics": { "isNull": false } }),
        ] {
            let page = sam.gql(query, json!({ "where": filter })).await;
            let nodes = page["employers"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Employer 01", "Employer 04"], ["Employer 04"], ["Employer 03", "Employer 06"], ["Employer 01", "Employer 06"], [], [], []]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = fill(&t, 20).await;
        let query = "query($first: Int) { employers(first: $first) { nodes { name tags parent { name tags } children(first: 2) { nodes { name } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, and at most tags, parents, their tags, and children.
        assert!(one <= twenty && twenty == 6, "{one} and {twenty}");
    }

    async fn page_arguments_out_of_range_are_refused(t: TestApp) {
        let sam = fill(&t, 1).await;
        for args in ["first: 0", "first: 101", "first: -1", "last: 0", "first: 1, last: 1"] {
            let body = sam.ask(&format!("{{ employers({args}) {{ nodes {{ name }} }} }}"), json!({})).await.json();
            assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{args}");
        }
    }
}
