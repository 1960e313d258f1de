//! API tokens: shown once, and never more than their maker.

use api::policy::Action;
use entities::user_account::UserRole;
use poem::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{assert_json, client::graphql_request, on_both};

const CREATE: &str = "mutation($input: ApiTokenCreateInput!) {
    apiTokenCreate(input: $input) { apiToken { id name hint grants expiresAt } secret userErrors { code path } } }";
const REVOKE: &str =
    "mutation($id: ID!) { apiTokenRevoke(id: $id) { apiToken { revokedAt } userErrors { code } } }";

fn input(grants: &[&str], ends: &str) -> Value {
    json!({ "input": { "name": "dashboard", "grants": grants, "expiresAt": ends } })
}

on_both! {
    async fn a_token_does_what_it_lists_and_no_more(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let data = sam.gql(CREATE, input(&["EMPLOYER_READ"], "2027-01-01T00:00:00Z")).await;
        let secret = data["apiTokenCreate"]["secret"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("ghl_"));
        let bearer = format!("Bearer {secret}");
        let ask = async |query: &str| t.send(graphql_request(query, &json!({}), &[(header::AUTHORIZATION.as_str(), &bearer)])).await;
        assert_eq!(ask("{ employers { nodes { name } } }").await.status, StatusCode::OK);
        let create = ask("mutation { employerCreate(input: {name: \"X\"}) { userErrors { code } } }").await.json();
        assert_eq!(create["data"]["employerCreate"]["userErrors"][0]["code"], "FORBIDDEN");
        t.clock.advance(chrono::TimeDelta::days(60));
        assert_eq!(ask("{ employers { nodes { name } } }").await.status, StatusCode::UNAUTHORIZED, "it ended");
    }

    async fn a_token_cannot_do_more_than_its_maker(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let data = vera.gql(CREATE, input(&["EMPLOYER_CREATE"], "2027-01-01T00:00:00Z")).await;
        assert_json!(data["apiTokenCreate"]["userErrors"], [{ "code": "FORBIDDEN", "path": ["input", "grants"] }]);
        let agency = t.agency().await;
        let narrow = t.user_with(agency, UserRole::Staff, &[Action::TokenManage, Action::UserRead]).await;
        let data = narrow.gql(CREATE, input(&["EMPLOYER_READ"], "2027-01-01T00:00:00Z")).await;
        assert_eq!(data["apiTokenCreate"]["userErrors"][0]["code"], "FORBIDDEN");
    }

    async fn grants_and_an_end_are_asked_for(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let none = sam.gql(CREATE, input(&[], "2027-01-01T00:00:00Z")).await;
        assert_json!(none["apiTokenCreate"]["userErrors"], [{ "code": "REQUIRED", "path": ["input", "grants"] }]);
        for ends in ["2026-11-24T19:59:59Z", "2029-01-01T00:00:00Z"] {
            let data = sam.gql(CREATE, input(&["EMPLOYER_READ"], ends)).await;
            assert_json!(data["apiTokenCreate"]["userErrors"], [{ "code": "INVALID", "path": ["input", "expiresAt"] }]);
        }
    }

    async fn a_revoked_token_works_no_more_and_others_tokens_are_not_found(t: TestApp) {
        let (sam, ann) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let data = sam.gql(CREATE, input(&["EMPLOYER_READ"], "2027-01-01T00:00:00Z")).await;
        let id = data["apiTokenCreate"]["apiToken"]["id"].clone();
        assert_json!(ann.gql(REVOKE, json!({ "id": id })).await["apiTokenRevoke"]["userErrors"], [{ "code": "NOT_FOUND" }]);
        assert_json!(sam.gql(REVOKE, json!({ "id": id })).await["apiTokenRevoke"]["userErrors"], []);
        assert_json!(sam.gql(REVOKE, json!({ "id": id })).await["apiTokenRevoke"]["userErrors"], [{ "code": "STATE" }]);
        let left = sam.gql("{ apiTokens { name } }", json!({})).await;
        assert_json!(left["apiTokens"], [{ "name": "test" }]);
    }
}
