//! Notices of sign-ins by browsers that were not used before.

use entities::{outbox_message, user_account::UserRole};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

use super::{Browser, PASSWORD, SIGN_IN, person};
use crate::support::{TestApp, on_both};

async fn sign_in(t: &TestApp, password: &str, agent: &str) {
    let variables = json!({ "email": "ann@example.org", "password": password });
    Browser::new(t)
        .ask_with(SIGN_IN, variables, &[("user-agent", agent)])
        .await;
}

async fn letters(t: &TestApp) -> Vec<String> {
    let rows = outbox_message::Entity::find()
        .order_by_asc(outbox_message::Column::Id)
        .all(t.app.db.read())
        .await;
    rows.expect("the outbox")
        .into_iter()
        .map(|row| row.text_body)
        .collect()
}

on_both! {
    async fn a_new_browser_is_told_once(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        sign_in(&t, PASSWORD, "Firefox/145.0 (Linux)").await;
        sign_in(&t, PASSWORD, "Firefox/146.1 (Linux)").await;
        sign_in(&t, "wrong horse battery", "curl/8.1").await;
        sign_in(&t, PASSWORD, "Safari/26 (iPhone)").await;
        sign_in(&t, PASSWORD, "Firefox/147.0 (Linux)").await;
        let letters = letters(&t).await;
        assert_eq!(letters.len(), 2, "{letters:?}");
        assert!(letters[0].contains("Browser: Firefox/145.0 (Linux)") && letters[0].contains("When: 24 November 2026, 20:00 UTC"), "{}", letters[0]);
        assert!(letters[1].contains("Browser: Safari/26 (iPhone)"), "{}", letters[1]);
    }
}
