//! A new password by mail.

use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{Browser, PASSWORD, letter_link, person};
use crate::support::{TestApp, assert_json, client::graphql_request, on_both, smtp::Smtp};

const REQUEST: &str =
    "mutation($email: String!) { passwordResetRequest(email: $email) { userErrors { code path message } } }";
const SET: &str = "mutation($token: String!, $password: String!) {
    passwordSet(input: {token: $token, password: $password}) { userErrors { code path message } } }";
const NEW: &str = "a new horse battery";

async fn ask(t: &TestApp, query: &str, variables: Value) -> Value {
    t.anonymous(query, variables).await.json()["data"].clone()
}

/// Does the jobs, then sends the letters.
async fn work(t: &TestApp) {
    api::jobs::run_due(&t.app).await.expect("the queue");
    api::mail::run_due(&t.app).await.expect("the outbox");
}

on_both! {
    async fn who_forgot_the_password_chooses_another_and_every_session_ends(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        work(&t).await;
        assert_json!(ask(&t, REQUEST, json!({ "email": " Ann@example.org" })).await, {"passwordResetRequest": {"userErrors": []}});
        work(&t).await;
        let taken = smtp.taken().pop().unwrap();
        assert_eq!(taken.header("Subject").as_deref(), Some("Ann Person, choose a new password for Guildhall"));
        let token = letter_link(&taken, "https://hall.example.org");
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"), "asking ends nothing");
        assert_json!(ask(&t, SET, json!({ "token": token, "password": NEW })).await, {"passwordSet": {"userErrors": []}});
        assert_eq!(browser.role().await, None);
        assert_eq!(browser.sign_in("ann@example.org", PASSWORD).await["userErrors"][0]["code"], "UNAUTHENTICATED");
        assert_eq!(browser.sign_in("ann@example.org", NEW).await["userErrors"], json!([]));
        assert_eq!(ask(&t, SET, json!({ "token": token, "password": NEW })).await["passwordSet"]["userErrors"][0]["code"], "STATE");
    }

    async fn the_answer_tells_nothing_about_the_address(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut seen = Vec::new();
        for email in ["ann@example.org", "nobody@example.org"] {
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(t.statements(ask(&t, REQUEST, json!({ "email": email }))).await);
            }
            t.clock.advance(TimeDelta::seconds(30));
            answers.push(t.statements(ask(&t, REQUEST, json!({ "email": email }))).await);
            seen.push(answers);
        }
        assert_eq!(seen[0], seen[1]);
        let codes: Vec<_> = seen[0].iter().map(|(_, data)| data["passwordResetRequest"]["userErrors"][0]["code"].clone()).collect();
        assert_json!(json!(codes), [null, null, null, null, null, "RATE_LIMITED", null]);
        work(&t).await;
        assert_eq!(smtp.taken().len(), 1, "one letter within five minutes, and none to nobody");
        t.clock.advance(TimeDelta::minutes(16));
        ask(&t, REQUEST, json!({ "email": "ann@example.org" })).await;
        work(&t).await;
        assert_eq!(smtp.taken().len(), 2);
        // Asking locks nobody out.
        assert_eq!(Browser::new(&t).sign_in("ann@example.org", PASSWORD).await["userErrors"], json!([]));
    }

    async fn a_link_begins_with_the_configured_address_whatever_the_host_header_says(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let headers = [("host", "evil.example.net"), ("x-forwarded-host", "evil.example.net")];
        t.send(graphql_request(REQUEST, &json!({ "email": "ann@example.org" }), &headers)).await;
        work(&t).await;
        let taken = smtp.taken();
        assert!(!taken[0].text.contains("evil"));
        assert_eq!(letter_link(&taken[0], "https://hall.example.org").len(), 43);
    }

    async fn what_is_no_address_no_link_or_over_is_refused(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let ada = t.user(UserRole::Admin).await;
        let ann = person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        assert_json!(ask(&t, REQUEST, json!({ "email": "a@x.org\nBcc: b@x.org" })).await, {"passwordResetRequest": {"userErrors": [{"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["email"]}]}});
        assert_json!(ask(&t, REQUEST, json!({ "email": " " })).await, {"passwordResetRequest": {"userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["email"]}]}});
        for token in ["", "nonsense", &"A".repeat(43)] {
            assert_eq!(ask(&t, SET, json!({ "token": token, "password": NEW })).await["passwordSet"]["userErrors"][0]["code"], "STATE");
        }
        ask(&t, REQUEST, json!({ "email": "ann@example.org" })).await;
        work(&t).await;
        let token = letter_link(&smtp.taken()[0], "https://hall.example.org");
        assert_json!(ask(&t, SET, json!({ "token": token, "password": "ann@example.org" })).await, {"passwordSet": {"userErrors": [{"code": "INVALID", "message": "The password must not be the e-mail address.", "path": ["input", "password"]}]}});
        let disable = "mutation($id: ID!) { userDisable(id: $id, version: 1) { userErrors { code } } }";
        ada.gql(disable, json!({ "id": ann })).await;
        assert_eq!(ask(&t, SET, json!({ "token": token, "password": NEW })).await["passwordSet"]["userErrors"][0]["code"], "STATE");
        t.clock.advance(TimeDelta::minutes(61));
        ask(&t, REQUEST, json!({ "email": "ann@example.org" })).await;
        work(&t).await;
        assert_eq!(smtp.taken().len(), 1, "who has no access gets no letter");
    }
}
