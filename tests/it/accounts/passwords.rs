//! Changing and resetting passwords.

use entities::{audit_entry, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{Browser, PASSWORD, person};
use crate::support::{assert_json, on_both};

const CHANGE: &str = "mutation($current: String!, $new: String!) {
    passwordChange(input: {current: $current, new: $new}) { userErrors { code path message } }
}";
const RESET: &str = "mutation($id: ID!, $password: String!) {
    userPasswordReset(id: $id, password: $password) { user { email version } userErrors { code path message } }
}";
const NEW: &str = "a new horse battery";

on_both! {
    async fn a_new_password_ends_the_other_sessions(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Viewer, "ann@example.org").await;
        let mut other = Browser::signed_in(&t, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let data = browser.gql(CHANGE, json!({ "current": PASSWORD, "new": NEW })).await;
        assert_json!(data, {"passwordChange": {"userErrors": []}});
        assert_eq!((other.role().await, browser.role().await.as_deref()), (None, Some("VIEWER")));
        assert_eq!(other.sign_in("ann@example.org", PASSWORD).await["userErrors"][0]["code"], "UNAUTHENTICATED");
        assert_eq!(other.sign_in("ann@example.org", NEW).await["userErrors"], json!([]));
        let entries = audit_entry::Entity::find().all(t.app.db.read()).await.unwrap();
        assert!(!format!("{entries:?}").contains("argon2"), "{entries:?}");
    }

    async fn a_poor_password_or_a_wrong_one_changes_nothing(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Viewer, "long.name@example.org").await;
        let mut browser = Browser::signed_in(&t, "long.name@example.org").await;
        let mut answers = Vec::new();
        for (current, new) in [
            (PASSWORD, "too short".to_owned()),
            (PASSWORD, "Long.Name@Example.org".to_owned()),
            (PASSWORD, "x".repeat(1001)),
            ("wrong horse battery", NEW.to_owned()),
        ] {
            let data = browser.gql(CHANGE, json!({ "current": current, "new": new })).await;
            answers.push(data["passwordChange"]["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "INVALID", "message": "A password has at least 12 characters.", "path": ["input", "new"]}], [{"code": "INVALID", "message": "The password must not be the e-mail address.", "path": ["input", "new"]}], [{"code": "TOO_LONG", "message": "A password has at most 1000 characters.", "path": ["input", "new"]}], [{"code": "INVALID", "message": "This is not your present password.", "path": ["input", "current"]}]]);
        for _ in 0..4 {
            browser.gql(CHANGE, json!({ "current": "wrong horse battery", "new": NEW })).await;
        }
        let data = browser.gql(CHANGE, json!({ "current": PASSWORD, "new": NEW })).await;
        assert_eq!(data["passwordChange"]["userErrors"][0]["code"], "RATE_LIMITED");
    }

    async fn an_api_token_changes_no_password(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        assert_json!(ada.gql(CHANGE, json!({ "current": PASSWORD, "new": NEW })).await, {"passwordChange": {"userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}});
    }

    async fn an_admin_gives_a_new_password(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let id = person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let data = ada.gql(RESET, json!({ "id": id, "password": "ann@example.org" })).await;
        assert_json!(data["userPasswordReset"], {"user": null, "userErrors": [{"code": "INVALID", "message": "The password must not be the e-mail address.", "path": ["password"]}]});
        let data = ada.gql(RESET, json!({ "id": id, "password": NEW })).await;
        assert_json!(data["userPasswordReset"], {"user": {"email": "ann@example.org", "version": 2}, "userErrors": []});
        assert_eq!(browser.role().await, None);
        assert_eq!(browser.sign_in("ann@example.org", NEW).await["userErrors"], json!([]));
        let cora = t.user(UserRole::Convener).await;
        let data = cora.gql(RESET, json!({ "id": id, "password": PASSWORD })).await;
        assert_json!(data["userPasswordReset"], {"user": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let data = ada.gql(RESET, json!({ "id": "nonsense", "password": PASSWORD })).await;
        assert_eq!(data["userPasswordReset"]["userErrors"][0]["code"], "NOT_FOUND");
    }
}
