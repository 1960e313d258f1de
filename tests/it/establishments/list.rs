//! Lists of establishments: filters, orders, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::json;

use super::{employer, site};
use crate::support::{assert_json, on_both};

on_both! {
    async fn filters_compose(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, valley) = (employer(&sam, "Acme").await, employer(&sam, "Valley").await);
        for (owner, input) in [
            (&acme, json!({ "name": "Foundry", "naicsCode": "331511", "countyFips": "06107", "state": "CA", "openedOn": "2020-01-01" })),
            (&acme, json!({ "name": "Old Foundry", "naicsCode": "31-33", "closedOn": "2020-01-01", "sizeClass": "FROM_1000" })),
            (&valley, json!({ "name": "Clínica", "naicsCode": "622110", "countyFips": "06019", "externalReferences": [{ "system": "hub", "value": "7" }] })),
            (&valley, json!({ "name": "Office" })),
        ] {
            site(&sam, owner, input).await;
        }
        let query = "query($where: EstablishmentWhere, $order: [EstablishmentOrder!]) {
            establishments(where: $where, orderBy: $order) { nodes { name } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "naics": { "within": "31-33" } }),
            json!({ "naics": { "within": "%" } }),
            json!({ "naics": { "isNull": true } }),
            json!({ "countyFips": ["06107", "06019"], "not": { "name": { "eq": "clinica" } } }),
            json!({ "employerId": [valley] }),
            json!({ "search": "foundry old" }),
            json!({ "sizeClass": ["FROM_1000", "FROM_0_TO_4"] }),
            json!({ "openOn": "2020-01-01", "employerId": [acme] }),
            json!({ "openOn": "2020-01-02", "employerId": [acme] }),
            json!({ "state": ["ca"] }),
            json!({ "externalReference": { "system": "HUB", "value": "7" } }),
            json!({ "externalReference": { "system": "hub", "value": "8" } }),
            json!({ "countyFips": [] }),
        ] {
            let page = sam.gql(query, json!({ "where": filter })).await;
            let nodes = page["establishments"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Foundry", "Old Foundry"], [], ["Office"], ["Foundry"], ["Clínica", "Office"], ["Old Foundry"], ["Old Foundry"], ["Foundry", "Old Foundry"], ["Foundry"], ["Foundry"], ["Clínica"], [], []]);
        let page = sam.gql(query, json!({ "order": [{ "naicsCode": "DESC" }] })).await;
        assert_json!(page["establishments"]["nodes"], [{"name": "Clínica"}, {"name": "Foundry"}, {"name": "Old Foundry"}, {"name": "Office"}]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let owner = employer(&sam, &format!("Employer {n}")).await;
            for place in ["East", "West"] {
                let references = json!([{ "system": "hub", "value": format!("{place} {n}") }]);
                site(&sam, &owner, json!({ "name": format!("{place} {n}"), "externalReferences": references })).await;
            }
        }
        let query = "query($first: Int) { establishments(first: $first) { nodes {
            name employer { name establishments(first: 1) { nodes { name } } } externalReferences { value } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, data) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        assert_eq!(data["establishments"]["nodes"][19]["employer"]["establishments"]["nodes"].as_array().unwrap().len(), 1);
        // The token, the page, the employers, their establishments, and the references.
        assert!(one == twenty && twenty == 5, "{one} and {twenty}");
    }

    async fn an_employer_is_found_by_its_reference(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = "mutation($input: EmployerCreateInput!) { employerCreate(input: $input) {
            employer { id externalReferences { system value } } userErrors { code path } } }";
        let references = json!([{ "system": "Salesforce", "value": "0012" }, { "system": "hub", "value": "9" }]);
        let acme = sam.gql(query, json!({ "input": { "name": "Acme", "externalReferences": references } })).await;
        assert_json!(acme["employerCreate"]["employer"]["externalReferences"], [{"system": "hub", "value": "9"}, {"system": "salesforce", "value": "0012"}]);
        let other = json!({ "name": "Other", "externalReferences": [{ "system": "salesforce", "value": "0012" }] });
        let data = sam.gql(query, json!({ "input": other })).await;
        assert_json!(data["employerCreate"], {"employer": null, "userErrors": [{"code": "DUPLICATE", "path": ["input", "externalReferences", "0", "value"]}]});
        let find = "{ employers(where: {externalReference: {system: \"salesforce\", value: \"0012\"}}) { nodes { name } } }";
        assert_json!(sam.gql(find, json!({})).await, {"employers": {"nodes": [{"name": "Acme"}]}});
        let update = "mutation($id: ID!) { employerUpdate(id: $id, version: 1, input: {externalReferences: []}) {
            employer { version externalReferences { value } } changes { field before after } userErrors { code } } }";
        let id = &acme["employerCreate"]["employer"]["id"];
        assert_json!(sam.gql(update, json!({ "id": id })).await["employerUpdate"], {"changes": [{"after": null, "before": "hub: 9, salesforce: 0012", "field": "externalReferences"}], "employer": {"externalReferences": [], "version": 2}, "userErrors": []});
    }
}
