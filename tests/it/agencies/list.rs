//! Lists of agencies: filters, orders, families, people, and how many statements they take.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::support::{TestApp, User, assert_json, on_both};

/// An admin among `count` schools below one district.
async fn fill(t: &TestApp, count: usize) -> User<'_> {
    let ada = t.user(UserRole::Admin).await;
    let query = "mutation($input: AgencyCreateInput!) { agencyCreate(input: $input) { agency { id } } }";
    let district = json!({ "name": "District", "kind": "SCHOOL_DISTRICT" });
    let data = ada.gql(query, json!({ "input": district })).await;
    let parent = data["agencyCreate"]["agency"]["id"].clone();
    for n in 0..count {
        let input = json!({ "name": format!("School {n:02}"), "kind": "SCHOOL", "parentId": parent });
        ada.gql(query, json!({ "input": input })).await;
    }
    ada
}

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let ada = fill(&t, 3).await;
        let query = "query($where: AgencyWhere, $orderBy: [AgencyOrder!]) { agencies(where: $where, orderBy: $orderBy) { nodes { name } } }";
        let mut found = Vec::new();
        for (filter, order) in [
            (json!({ "kind": ["SCHOOL"] }), json!([{ "name": "DESC" }])),
            (json!({ "kind": ["SCHOOL", "SCHOOL_DISTRICT"] }), json!([{ "kind": "DESC" }, { "name": "ASC" }])),
            (json!({ "search": "school 01" }), json!([])),
            (json!({ "kind": ["SCHOOL"], "not": { "name": { "eq": "SCHOOL 00" } } }), json!([{ "updatedAt": "ASC" }])),
            (json!({ "or": [] }), json!([])),
            (json!({ "parentId": "agency_00000000000000000000000000000007" }), json!([])),
        ] {
            let page = ada.gql(query, json!({ "where": filter, "orderBy": order })).await;
            let nodes = page["agencies"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["School 02", "School 01", "School 00"], ["District", "School 00", "School 01", "School 02"], ["School 01"], ["School 01", "School 02"], [], []]);
    }

    async fn pages_by_kind_join_without_gap_or_overlap(t: TestApp) {
        let ada = fill(&t, 3).await;
        let query = "query($after: String) { agencies(first: 2, after: $after, where: {kind: [SCHOOL, SCHOOL_DISTRICT]}, orderBy: [{kind: ASC}, {name: ASC}]) {
            nodes { name } pageInfo { hasNextPage endCursor } totalCount { value } } }";
        let first = ada.gql(query, json!({})).await["agencies"].take();
        let second = ada.gql(query, json!({ "after": first["pageInfo"]["endCursor"] })).await["agencies"].take();
        assert_json!(json!([first["nodes"], first["totalCount"], second["nodes"], second["pageInfo"]["hasNextPage"]]), [[{"name": "School 00"}, {"name": "School 01"}], {"value": 4}, [{"name": "School 02"}, {"name": "District"}], false]);
    }

    async fn an_agency_knows_its_family_and_its_people(t: TestApp) {
        let ada = fill(&t, 3).await;
        let query = "{ agencies(where: {name: {eq: \"district\"}}) { nodes { id children(first: 2) { nodes { name parent { name } } pageInfo { hasNextPage } totalCount { value } } } } }";
        let data = ada.gql(query, json!({})).await;
        let district = &data["agencies"]["nodes"][0];
        assert_json!(district["children"], {"nodes": [{"name": "School 00", "parent": {"name": "District"}}, {"name": "School 01", "parent": {"name": "District"}}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}});
        let own = "query($id: ID!) { agency(id: $id) { users { nodes { role agency { kind } } totalCount { value } } } }";
        t.user_of(ada.agency_id, UserRole::Viewer).await;
        let people = ada.gql(own, json!({ "id": ada.agency_id.to_string() })).await;
        assert_json!(people, {"agency": {"users": {"nodes": [{"agency": {"kind": "COLLEGE"}, "role": "ADMIN"}, {"agency": {"kind": "COLLEGE"}, "role": "VIEWER"}], "totalCount": {"value": 2}}}});
        let nobody = ada.gql(own, json!({ "id": district["id"] })).await;
        assert_json!(nobody, {"agency": {"users": {"nodes": [], "totalCount": {"value": 0}}}});
    }

    async fn a_token_that_may_not_see_them_sees_none(t: TestApp) {
        let agency = t.agency().await;
        let nell = t.user_with(agency, UserRole::Admin, &[Action::EmployerRead]).await;
        let query = "query($id: ID!) { agency(id: $id) { name } agencies { nodes { name } totalCount { value } } users { nodes { name } totalCount { value } } }";
        assert_json!(nell.gql(query, json!({ "id": agency.to_string() })).await, {"agencies": {"nodes": [], "totalCount": {"value": 0}}, "agency": null, "users": {"nodes": [], "totalCount": {"value": 0}}});
        let narrow = t.user_with(agency, UserRole::Admin, &[Action::AgencyRead]).await;
        let query = "query($id: ID!) { agency(id: $id) { users { nodes { name } totalCount { value } } } }";
        assert_json!(narrow.gql(query, json!({ "id": agency.to_string() })).await, {"agency": {"users": {"nodes": [], "totalCount": {"value": 0}}}});
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let ada = fill(&t, 20).await;
        let query = "query($first: Int) { agencies(first: $first, where: {kind: [SCHOOL]}) { nodes { name parent { name } children { nodes { name } } users { nodes { name agency { name } } } } } }";
        let (one, _) = t.statements(ada.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(ada.gql(query, json!({ "first": 20 }))).await;
        assert!(one == twenty && twenty <= 6, "{one} and {twenty}");
    }

    async fn an_employer_tells_its_account_team(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let other = t.user_of(sam.agency_id, UserRole::Staff).await;
        let query = "mutation($input: EmployerCreateInput!) { employerCreate(input: $input) {
            employer { leadAgency { kind } leadUser { role agency { kind } } backupUser { isDisabled } } userErrors { code path } } }";
        let input = json!({
            "name": "Acme", "leadAgencyId": sam.agency_id.to_string(), "leadUserId": sam.id.to_string(), "backupUserId": other.id.to_string(),
        });
        let data = sam.gql(query, json!({ "input": input })).await;
        assert_json!(data["employerCreate"], {"employer": {"backupUser": {"isDisabled": false}, "leadAgency": {"kind": "COLLEGE"}, "leadUser": {"agency": {"kind": "COLLEGE"}, "role": "STAFF"}}, "userErrors": []});
        let listed = "{ employers { nodes { leadAgency { id } leadUser { id } backupUser { id } } } }";
        let ids = sam.gql(listed, json!({})).await["employers"]["nodes"][0].take();
        let expected: Value = json!({ "leadAgency": { "id": sam.agency_id.to_string() }, "leadUser": { "id": sam.id.to_string() }, "backupUser": { "id": other.id.to_string() } });
        assert_eq!(ids, expected);
    }
}
