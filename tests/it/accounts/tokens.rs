//! API tokens: what they may allow, who sees them, how they end.

use api::{
    accounts::ops::{self, NewToken},
    policy::Action,
};
use chrono::TimeDelta;
use entities::{idempotency_key, user_account::UserRole};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::{Browser, person};
use crate::support::{User, assert_json, on_both};

const CREATE: &str = "mutation($input: ApiTokenCreateInput!) {
    apiTokenCreate(input: $input) {
        apiToken { id name grants createdAt expiresAt lastUsedAt revokedAt user { role } }
        secret
        userErrors { code path message }
    }
}";
const REVOKE: &str = "mutation($id: ID!) {
    apiTokenRevoke(id: $id) { apiToken { revokedAt } userErrors { code path message } }
}";

fn token(grants: &[&str]) -> Value {
    json!({ "input": { "name": " Nightly export ", "grants": grants, "expiresAt": "2027-02-01T00:00:00Z" } })
}

on_both! {
    async fn a_token_is_shown_once_and_allows_what_it_lists(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut made = sam.gql(CREATE, token(&["EMPLOYER_READ", "EMPLOYER_CREATE", "EMPLOYER_READ"])).await["apiTokenCreate"].take();
        let (secret, id) = (made["secret"].take(), made["apiToken"]["id"].take());
        assert_json!(made, {"apiToken": {"createdAt": "2026-11-24T20:00:00.000Z", "expiresAt": "2027-02-01T00:00:00.000Z", "grants": ["EMPLOYER_READ", "EMPLOYER_CREATE"], "id": null, "lastUsedAt": null, "name": "Nightly export", "revokedAt": null, "user": {"role": "STAFF"}}, "secret": null, "userErrors": []});
        assert!(secret.as_str().is_some_and(|text| text.starts_with("ghl_") && text.len() == 47), "{secret}");
        let hint = sam.gql("{ apiTokens(orderBy: [{expiresAt: ASC}], first: 1) { nodes { id hint } } }", json!({})).await;
        assert_eq!(hint["apiTokens"]["nodes"][0], json!({ "id": id, "hint": secret.as_str().unwrap()[43..] }));
        let program = User::with_token(&t, &sam, secret.as_str().unwrap());
        let query = "{ viewer { role permissions agency { name } } employers { totalCount { value } } agencies { totalCount { value } } }";
        assert_json!(program.gql(query, json!({})).await, {"agencies": {"totalCount": {"value": 0}}, "employers": {"totalCount": {"value": 0}}, "viewer": {"agency": null, "permissions": ["EMPLOYER_READ", "EMPLOYER_CREATE"], "role": "STAFF"}});
        t.clock.advance(TimeDelta::days(70));
        assert_eq!(program.ask(query, json!({})).await.status.as_u16(), 401);
    }

    async fn a_token_never_allows_more_than_its_maker(t: TestApp) {
        let agency = t.agency().await;
        let vera = t.user_of(agency, UserRole::Viewer).await;
        let data = vera.gql(CREATE, token(&["EMPLOYER_READ", "EMPLOYER_CREATE", "USER_MANAGE"])).await;
        assert_json!(data["apiTokenCreate"], {"apiToken": null, "secret": null, "userErrors": [{"code": "FORBIDDEN", "message": "A token cannot allow what you may not do yourself.", "path": ["input", "grants", "1"]}, {"code": "FORBIDDEN", "message": "A token cannot allow what you may not do yourself.", "path": ["input", "grants", "2"]}]});
        // By token: what it does not grant it cannot pass on, whatever the role.
        let narrow = t.user_with(agency, UserRole::Admin, &[Action::TokenManage, Action::EmployerRead]).await;
        let data = narrow.gql(CREATE, token(&["EMPLOYER_READ", "USER_MANAGE"])).await;
        assert_json!(data["apiTokenCreate"]["userErrors"], [{"code": "FORBIDDEN", "message": "A token cannot allow what you may not do yourself.", "path": ["input", "grants", "1"]}]);
        assert_json!(narrow.gql(CREATE, token(&["EMPLOYER_READ"])).await["apiTokenCreate"]["userErrors"], []);
        let closed = t.user_with(agency, UserRole::Admin, &[Action::EmployerRead]).await;
        let data = closed.gql(CREATE, token(&["EMPLOYER_READ"])).await;
        assert_json!(data["apiTokenCreate"], {"apiToken": null, "secret": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut answers = Vec::new();
        for (name, grants, end) in [
            (" ", json!([]), "2027-02-01T00:00:00Z"),
            ("x", json!(["EMPLOYER_READ"]), "2026-11-24T20:00:00Z"),
            ("x", json!(["EMPLOYER_READ"]), "2027-11-25T20:00:01Z"),
            ("x", json!(["EMPLOYER_READ"]), "2027-11-25T20:00:00Z"),
        ] {
            let data = sam.gql(CREATE, json!({ "input": { "name": name, "grants": grants, "expiresAt": end } })).await;
            answers.push(data["apiTokenCreate"]["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "REQUIRED", "message": "A token allows something: list its grants.", "path": ["input", "grants"]}], [{"code": "INVALID", "message": "This must lie in the future.", "path": ["input", "expiresAt"]}], [{"code": "INVALID", "message": "A token works for a year at most.", "path": ["input", "expiresAt"]}], []]);
    }

    async fn people_see_and_revoke_their_own_and_admins_everybodys(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mate = t.user_of(sam.agency_id, UserRole::Convener).await;
        let ada = t.user(UserRole::Admin).await;
        let made = sam.gql(CREATE, token(&["EMPLOYER_READ"])).await["apiTokenCreate"].take();
        let id = made["apiToken"]["id"].clone();
        let listed = "query($where: ApiTokenWhere) { apiTokens(where: $where) { nodes { name } totalCount { value } } }";
        let count = async |user: &User<'_>, filter: Value| {
            let data = user.gql(listed, json!({ "where": filter })).await;
            data["apiTokens"]["totalCount"]["value"].clone()
        };
        assert_json!(json!([count(&sam, json!({})).await, count(&mate, json!({})).await, count(&ada, json!({})).await]), [2, 1, 4]);
        let sams = json!({ "userId": sam.id.to_string() });
        assert_json!(json!([count(&mate, sams.clone()).await, count(&ada, sams).await]), [0, 2]);
        let refused = mate.gql(REVOKE, json!({ "id": id })).await;
        assert_json!(refused["apiTokenRevoke"], {"apiToken": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]});
        let program = User::with_token(&t, &sam, made["secret"].as_str().unwrap());
        assert_eq!(program.ask("{ viewer { role } }", json!({})).await.status.as_u16(), 200);
        let data = ada.gql(REVOKE, json!({ "id": id })).await;
        assert_json!(data["apiTokenRevoke"], {"apiToken": {"revokedAt": "2026-11-24T20:00:00.000Z"}, "userErrors": []});
        assert_eq!(program.ask("{ viewer { role } }", json!({})).await.status.as_u16(), 401);
        let twice = ada.gql(REVOKE, json!({ "id": id })).await;
        assert_json!(twice["apiTokenRevoke"]["userErrors"], [{"code": "STATE", "message": "This API token is revoked already.", "path": ["id"]}]);
        assert_json!(json!([count(&sam, json!({ "isRevoked": true })).await, count(&sam, json!({ "isRevoked": false })).await]), [1, 1]);
        let closed = t.user_with(sam.agency_id, UserRole::Admin, &[Action::EmployerRead]).await;
        assert_json!(count(&closed, json!({})).await, 0);
    }

    async fn a_session_makes_tokens_too(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Viewer, "vera@example.org").await;
        let mut browser = Browser::signed_in(&t, "vera@example.org").await;
        let data = browser.gql(CREATE, token(&["EMPLOYER_READ"])).await;
        assert_json!(data["apiTokenCreate"]["userErrors"], []);
    }

    async fn a_secret_is_not_kept_with_an_idempotency_key(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let answer = sam.ask_with(CREATE, token(&["EMPLOYER_READ"]), &[("idempotency-key", "k")]).await;
        assert_eq!(answer.status.as_u16(), 400);
        assert_eq!(idempotency_key::Entity::find().count(t.app.db.read()).await.unwrap(), 0);
    }

    async fn the_command_line_makes_tokens_for_others(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let new = |grants: &[Action]| NewToken {
            user_id: sam.id,
            name: "backup".to_owned(),
            grants: grants.to_vec(),
            expires_at: t.clock.now() + TimeDelta::days(1),
        };
        let cx = t.app.system("admin create-token");
        let (row, secret) = ops::create_token(&cx, new(&[Action::EmployerRead])).await.expect("a token");
        assert_eq!(row.user_id, sam.id);
        let program = User::with_token(&t, &sam, secret.expose());
        assert_json!(program.gql("{ viewer { permissions } }", json!({})).await, {"viewer": {"permissions": ["EMPLOYER_READ"]}});
        let refused = ops::create_token(&cx, new(&[Action::UserManage])).await;
        assert!(refused.is_err());
    }
}
