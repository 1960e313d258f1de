//! Inviting people by mail.

use chrono::TimeDelta;
use entities::{outbox_message, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{Browser, PASSWORD, letter_link, person};
use crate::support::{TestApp, User, assert_json, on_both, smtp::Smtp};

const INVITE: &str = "mutation($input: UserInviteInput!) { userInvite(input: $input) {
    user { name email role isDisabled } userErrors { code path message } } }";
const RESEND: &str = "mutation($id: ID!) { userInvitationResend(id: $id) { user { email } userErrors { code path message } } }";
const LINK: &str = "query($token: String!) { passwordLink(token: $token) { purpose name email expiresAt } }";
const SET: &str = "mutation($token: String!, $password: String!) {
    passwordSet(input: {token: $token, password: $password}) { userErrors { code path message } } }";

fn input(ada: &User<'_>, email: &str) -> Value {
    json!({ "input": { "name": "Bo Nguyen", "email": email, "role": "STAFF", "agencyId": ada.agency_id.to_string() } })
}

async fn ask(t: &TestApp, query: &str, variables: Value) -> Value {
    t.anonymous(query, variables).await.json()["data"].clone()
}

on_both! {
    async fn an_invited_person_chooses_a_password_and_comes_in(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let ada = t.user(UserRole::Admin).await;
        let data = ada.gql(INVITE, input(&ada, "bo@example.org")).await;
        assert_json!(data, {"userInvite": {"user": {"email": "bo@example.org", "isDisabled": false, "name": "Bo Nguyen", "role": "STAFF"}, "userErrors": []}});
        api::mail::run_due(&t.app).await.unwrap();
        let taken = smtp.taken();
        assert_eq!(taken[0].to, ["bo@example.org"]);
        let token = letter_link(&taken[0], "https://hall.example.org");
        assert_json!(ask(&t, LINK, json!({ "token": token })).await, {"passwordLink": {"email": "bo@example.org", "expiresAt": "2026-12-01T20:00:00.000Z", "name": "Bo Nguyen", "purpose": "INVITATION"}});
        // Looking at it, as mail scanners do, changes nothing.
        assert_json!(ask(&t, LINK, json!({ "token": token })).await["passwordLink"]["name"], "Bo Nguyen");
        assert_json!(ask(&t, SET, json!({ "token": token, "password": "too short" })).await, {"passwordSet": {"userErrors": [{"code": "INVALID", "message": "A password has at least 12 characters.", "path": ["input", "password"]}]}});
        assert_json!(ask(&t, SET, json!({ "token": token, "password": PASSWORD })).await, {"passwordSet": {"userErrors": []}});
        assert_json!(ask(&t, SET, json!({ "token": token, "password": PASSWORD })).await, {"passwordSet": {"userErrors": [{"code": "STATE", "message": "This link does not work any more: it was used, or its time is over. Ask for another one.", "path": ["input", "token"]}]}});
        assert_json!(ask(&t, LINK, json!({ "token": token })).await, {"passwordLink": null});
        Browser::signed_in(&t, "bo@example.org").await;
        let rows = outbox_message::Entity::find().all(t.app.db.read()).await.unwrap();
        assert_eq!((rows[0].text_body.as_str(), rows[0].html_body.as_str()), ("", ""), "the link is not kept");
    }

    async fn an_invitation_ends_after_a_week_and_a_new_one_ends_it(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let ada = t.user(UserRole::Admin).await;
        ada.gql(INVITE, input(&ada, "bo@example.org")).await;
        api::mail::run_due(&t.app).await.unwrap();
        let id = ada.gql("{ users(where: {email: {eq: \"bo@example.org\"}}) { nodes { id } } }", json!({})).await["users"]["nodes"][0]["id"].clone();
        assert_json!(ada.gql(RESEND, json!({ "id": id })).await, {"userInvitationResend": {"user": {"email": "bo@example.org"}, "userErrors": []}});
        api::mail::run_due(&t.app).await.unwrap();
        let tokens: Vec<String> = smtp.taken().iter().map(|taken| letter_link(taken, "https://hall.example.org")).collect();
        assert_eq!(ask(&t, LINK, json!({ "token": tokens[0] })).await["passwordLink"], Value::Null);
        t.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
        assert_eq!(ask(&t, LINK, json!({ "token": tokens[1] })).await["passwordLink"]["purpose"], "INVITATION");
        t.clock.advance(TimeDelta::seconds(1));
        assert_eq!(ask(&t, LINK, json!({ "token": tokens[1] })).await["passwordLink"], Value::Null);
        assert_eq!(ask(&t, SET, json!({ "token": tokens[1], "password": PASSWORD })).await["passwordSet"]["userErrors"][0]["code"], "STATE");
    }

    async fn who_may_not_and_who_need_not_be_invited(t: TestApp) {
        let (ada, cora) = (t.user(UserRole::Admin).await, t.user(UserRole::Convener).await);
        assert_json!(cora.gql(INVITE, input(&ada, "bo@example.org")).await, {"userInvite": {"user": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}});
        assert_json!(ada.gql(INVITE, input(&ada, "not an address\nBcc: x@example.org")).await, {"userInvite": {"user": null, "userErrors": [{"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["input", "email"]}]}});
        ada.gql(INVITE, input(&ada, "bo@example.org")).await;
        assert_json!(ada.gql(INVITE, input(&ada, "BO@example.org")).await, {"userInvite": {"user": null, "userErrors": [{"code": "DUPLICATE", "message": "Somebody has this e-mail address.", "path": ["input", "email"]}]}});
        let ann = person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        assert_json!(ada.gql(RESEND, json!({ "id": ann })).await, {"userInvitationResend": {"user": null, "userErrors": [{"code": "STATE", "message": "This user has a password; who forgot it asks for a new one.", "path": ["id"]}]}});
        assert_json!(ada.gql(RESEND, json!({ "id": "nonsense" })).await, {"userInvitationResend": {"user": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}});
        assert_json!(cora.gql(RESEND, json!({ "id": ann })).await, {"userInvitationResend": {"user": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}});
        let rows = outbox_message::Entity::find().all(t.app.db.read()).await.unwrap();
        assert_eq!(rows.len(), 1, "only the invitation that was made waits");
    }
}
