//! Requests that another site makes a browser send.

use entities::user_account::UserRole;
use serde_json::json;

use super::{Browser, PASSWORD, SIGN_IN, person};
use crate::support::on_both;

on_both! {
    async fn another_site_rides_on_no_cookie(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let own = t.app.config.base_url.origin().ascii_serialization();
        let cases: [(&[(&str, &str)], u16); 9] = [
            (&[], 200),
            (&[("origin", &own)], 200),
            (&[("origin", "http://hall.example"), ("host", "hall.example")], 200),
            (&[("sec-fetch-site", "same-origin"), ("origin", &own)], 200),
            (&[("sec-fetch-site", "none")], 200),
            (&[("origin", "https://evil.example")], 403),
            (&[("origin", "null")], 403),
            (&[("sec-fetch-site", "cross-site")], 403),
            (&[("sec-fetch-site", "same-site"), ("origin", &own)], 403),
        ];
        for (headers, status) in cases {
            let answer = browser.ask_with("{ viewer { role } }", json!({}), headers).await;
            assert_eq!(answer.status.as_u16(), status, "{headers:?}");
        }
        let out = "mutation { signOut { userErrors { code } } }";
        browser.ask_with(out, json!({}), &[("origin", "https://evil.example")]).await;
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
    }

    async fn another_site_signs_nobody_in(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let variables = json!({ "email": "ann@example.org", "password": PASSWORD });
        let answer = Browser::new(&t).ask_with(SIGN_IN, variables, &[("origin", "https://evil.example")]).await;
        assert_eq!(answer.status.as_u16(), 403);
        assert!(answer.headers.get("set-cookie").is_none());
    }

    async fn an_api_token_works_from_anywhere(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let answer = sam.ask_with("{ viewer { role } }", json!({}), &[("origin", "https://app.example")]).await;
        assert_eq!(answer.status.as_u16(), 200);
    }
}
