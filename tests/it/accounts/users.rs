//! Who may use Guildhall.

use entities::user_account::UserRole;
use poem::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: UserCreateInput!) {
    userCreate(input: $input) { user { id name email role version } userErrors { code path } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: UserUpdateInput!) {
    userUpdate(id: $id, version: $version, input: $input) { user { role version } changes { field before after } userErrors { code path } } }";
const DISABLE: &str = "mutation($id: ID!, $version: Int!) {
    userDisable(id: $id, version: $version) { user { isDisabled } userErrors { code } } }";

fn new(agency: &str, email: &str) -> Value {
    json!({ "input": { "name": "Vera", "email": email, "role": "VIEWER", "agencyId": agency } })
}

on_both! {
    async fn an_admin_adds_users_one_an_address(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let agency = ada.agency_id.to_string();
        let data = ada.gql(CREATE, new(&agency, "Vera@Example.org")).await;
        assert_eq!(data["userCreate"]["user"]["email"], "Vera@Example.org");
        let again = ada.gql(CREATE, new(&agency, "vera@example.ORG")).await;
        assert_json!(again["userCreate"], { "user": null, "userErrors": [{ "code": "DUPLICATE", "path": ["input", "email"] }] });
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let input = json!({ "input": { "name": " ", "email": "sam@x.org\nBcc: all@x.org", "role": "STAFF", "agencyId": "nonsense", "password": "short" } });
        let data = ada.gql(CREATE, input).await;
        assert_json!(data["userCreate"]["userErrors"], [
            { "code": "REQUIRED", "path": ["input", "name"] }, { "code": "INVALID", "path": ["input", "email"] },
        ]);
        let data = ada.gql(CREATE, new("agency_00000000000000000000000000000001", "a@example.org")).await;
        assert_json!(data["userCreate"]["userErrors"], [{ "code": "NOT_FOUND", "path": ["input", "agencyId"] }]);
    }

    async fn only_an_admin_manages_users(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let data = cora.gql(CREATE, new(&cora.agency_id.to_string(), "x@example.org")).await;
        assert_json!(data["userCreate"]["userErrors"], [{ "code": "FORBIDDEN", "path": [] }]);
    }

    async fn the_last_admin_stays(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let id = ada.id.to_string();
        let demote = json!({ "id": id, "version": 1, "input": { "role": "STAFF" } });
        assert_json!(ada.gql(UPDATE, demote.clone()).await["userUpdate"]["userErrors"], [{ "code": "STATE", "path": ["id"] }]);
        assert_json!(ada.gql(DISABLE, json!({ "id": id, "version": 1 })).await["userDisable"]["userErrors"], [{ "code": "STATE" }]);
        let _other = t.user(UserRole::Admin).await;
        let data = ada.gql(UPDATE, demote).await;
        assert_json!(data["userUpdate"], {
            "user": { "role": "STAFF", "version": 2 }, "userErrors": [],
            "changes": [{ "field": "role", "before": "ADMIN", "after": "STAFF" }],
        });
    }

    async fn whoever_is_disabled_is_out_at_once(t: TestApp) {
        let (ada, sam) = (t.user(UserRole::Admin).await, t.user(UserRole::Staff).await);
        assert_eq!(sam.ask("{ viewer { user { id } } }", json!({})).await.status, StatusCode::OK);
        let data = ada.gql(DISABLE, json!({ "id": sam.id.to_string(), "version": 1 })).await;
        assert_json!(data["userDisable"], { "user": { "isDisabled": true }, "userErrors": [] });
        assert_eq!(sam.ask("{ viewer { user { id } } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
    }
}
