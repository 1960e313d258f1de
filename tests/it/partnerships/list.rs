//! Lists of partnerships.

use api::sectors::ops::seed;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::partnership;
use crate::support::{assert_json, on_both};

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        seed(&t.app.system("test")).await.expect("seeds");
        let sector = cora.gql("{ sectors { id } }", json!({})).await["sectors"][7]["id"].clone();
        let other = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Valley Health", "SECTOR").await;
        partnership(&cora, "Metal & Machines", "ADVISORY_BOARD").await;
        partnership(&other, "One Stop", "CROSS_AGENCY").await;
        let update = "mutation($id: ID!, $input: PartnershipUpdateInput!) { partnershipUpdate(id: $id, version: 1, input: $input) { userErrors { code } } }";
        let input = json!({ "naicsPrefixes": ["62", "31-33"], "sectorIds": [sector], "region": "North", "phase": "ACTION" });
        cora.gql(update, json!({ "id": health, "input": input })).await;
        let employer = cora.gql("mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }", json!({})).await;
        let employer = employer["employerCreate"]["employer"]["id"].clone();
        let start = "mutation($p: ID!, $e: ID!) { membershipStart(partnershipId: $p, input: {employerId: $e}) { userErrors { code } } }";
        cora.gql(start, json!({ "p": health, "e": employer })).await;
        let query = "query($where: PartnershipWhere, $order: [PartnershipOrder!]) { partnerships(where: $where, orderBy: $order) { nodes { name } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({}),
            json!({ "kind": ["SECTOR", "CROSS_AGENCY"] }),
            json!({ "phase": ["ACTION"] }),
            json!({ "sectorId": sector }),
            json!({ "naics": "622110" }),
            json!({ "naics": "32" }),
            json!({ "naics": "31-33" }),
            json!({ "naics": "11" }),
            json!({ "naics": "%" }),
            json!({ "region": "North" }),
            json!({ "search": "VALLEY hea" }),
            json!({ "not": { "name": { "startsWith": "metal" } } }),
            json!({ "convenerAgencyId": other.agency_id.to_string() }),
            json!({ "memberEmployerId": employer }),
            json!({ "or": [] }),
        ] {
            let page = cora.gql(query, json!({ "where": filter, "order": [{ "name": "DESC" }] })).await;
            let names: Vec<Value> = page["partnerships"]["nodes"].as_array().unwrap().iter().map(|node| node["name"].clone()).collect();
            assert_eq!(page["partnerships"]["totalCount"]["value"], names.len());
            found.push(names);
        }
        assert_json!(json!(found), [["Valley Health", "One Stop", "Metal & Machines"], ["Valley Health", "One Stop"], ["Valley Health"], ["Valley Health"], ["Valley Health"], ["Valley Health"], ["Valley Health"], [], [], ["Valley Health"], ["Valley Health"], ["Valley Health", "One Stop"], ["One Stop"], ["Valley Health"], []]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        for n in 0..20 {
            partnership(&cora, &format!("Partnership {n:02}"), "SECTOR").await;
        }
        let query = "query($first: Int) { partnerships(first: $first) { nodes { name naicsPrefixes sectors { key } conveners { agency { name } }
            members(first: 2) { nodes { standing } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, conveners, their agencies, sectors, prefixes, members.
        assert_eq!((one, twenty), (7, 7));
    }

    async fn an_unknown_partnership_is_null(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let data = vera.gql("{ partnership(id: \"nonsense\") { name } membership(id: \"nonsense\") { id } sector(id: \"nonsense\") { id } }", json!({})).await;
        assert_json!(data, {"membership": null, "partnership": null, "sector": null});
    }
}
