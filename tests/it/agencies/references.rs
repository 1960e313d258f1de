//! Names of agencies in other systems.

use entities::user_account::UserRole;
use serde_json::json;

use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: AgencyCreateInput!) { agencyCreate(input: $input) {
    agency { id version externalReferences { system value } } userErrors { code path } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AgencyUpdateInput!) { agencyUpdate(id: $id, version: $version, input: $input) {
    agency { version externalReferences { system value } } changes { field before after } userErrors { code path } } }";

on_both! {
    async fn they_are_kept_found_changed_and_nobody_elses(t: TestApp) {
        let cora = t.user(UserRole::Admin).await;
        let references = json!([{ "system": "Salesforce", "value": " 0012 " }, { "system": "hub", "value": "9" }]);
        let made = cora.gql(CREATE, json!({ "input": { "name": "Ann", "kind": "COLLEGE", "externalReferences": references } })).await;
        let mut made = made["agencyCreate"].clone();
        let id = made["agency"]["id"].take();
        assert_json!(made, {"agency": {"id": null, "version": 1, "externalReferences": [{"system": "hub", "value": "9"}, {"system": "salesforce", "value": "0012"}]}, "userErrors": []});
        let taken = json!({ "name": "Bo", "kind": "COLLEGE", "externalReferences": [{ "system": "new", "value": "1" }, { "system": "SALESFORCE", "value": "0012" }] });
        let data = cora.gql(CREATE, json!({ "input": taken })).await;
        assert_json!(data["agencyCreate"], {"agency": null, "userErrors": [{"code": "DUPLICATE", "path": ["input", "externalReferences", "1", "value"]}]});
        let twice = json!({ "externalReferences": [{ "system": "a", "value": "1" }, { "system": "A", "value": "1" }, { "system": "", "value": "2" }] });
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": twice })).await;
        assert_json!(data["agencyUpdate"]["userErrors"], [{"code": "DUPLICATE", "path": ["input", "externalReferences", "1", "value"]}, {"code": "REQUIRED", "path": ["input", "externalReferences", "2", "system"]}]);
        let found = "query($value: String!) { agencies(where: {externalReference: {system: \"HUB\", value: $value}}) { nodes { name } } }";
        assert_json!(cora.gql(found, json!({ "value": "9" })).await["agencies"]["nodes"], [{"name": "Ann"}]);
        assert_json!(cora.gql(found, json!({ "value": "8" })).await["agencies"]["nodes"], []);
        // Absent leaves them; the same ones again are no change; others replace them.
        let same = json!({ "externalReferences": references });
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": same })).await;
        assert_json!(data["agencyUpdate"]["agency"]["version"], 1);
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Ann Lee" } })).await;
        assert_json!(data["agencyUpdate"]["agency"]["externalReferences"], [{"system": "hub", "value": "9"}, {"system": "salesforce", "value": "0012"}]);
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "externalReferences": [{ "system": "hub", "value": "8" }] } })).await;
        assert_json!(data["agencyUpdate"], {"agency": {"version": 3, "externalReferences": [{"system": "hub", "value": "8"}]}, "changes": [{"field": "externalReferences", "before": "hub: 9, salesforce: 0012", "after": "hub: 8"}], "userErrors": []});
    }

    async fn a_page_takes_one_statement_for_them(t: TestApp) {
        let cora = t.user(UserRole::Admin).await;
        for n in 0..5 {
            let references = json!([{ "system": "hub", "value": n.to_string() }]);
            cora.gql(CREATE, json!({ "input": { "name": format!("Name {n}"), "kind": "COLLEGE", "externalReferences": references } })).await;
        }
        let query = "query($first: Int) { agencies(first: $first) { nodes { externalReferences { value } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (five, _) = t.statements(cora.gql(query, json!({ "first": 5 }))).await;
        assert_eq!((one, five), (3, 3));
    }
}
