//! Coming in and going out, through the cookie.

use api::{
    accounts::ops::{NewUser, create_user},
    http::SESSION_COOKIE,
};
use chrono::TimeDelta;
use entities::{user_account::UserRole, values::Secret};
use poem::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{TestApp, assert_json, client::Answer, client::graphql_request, on_both};

const SIGN_IN: &str = "mutation($email: String!, $password: String!) {
    signIn(input: {email: $email, password: $password}) { user { name role } userErrors { code message params { name value } } } }";
const PASSWORD: &str = "correct horse battery";

async fn sam(t: &TestApp) {
    let new = NewUser {
        name: "Sam".into(),
        email: "Sam@Example.org".into(),
        role: UserRole::Staff,
        agency_id: t.agency().await,
        password: Some(Secret::new(PASSWORD.into())),
    };
    create_user(&t.app.system("test"), new).await.expect("a user");
}

async fn sign_in(t: &TestApp, email: &str, password: &str) -> Answer {
    t.anonymous(SIGN_IN, json!({ "email": email, "password": password }))
        .await
}

/// The cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    set.split(';').next().unwrap().to_owned()
}

async fn ask(t: &TestApp, cookie: &str, query: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("cookie", cookie)];
    all.extend_from_slice(headers);
    t.send(graphql_request(query, &json!({}), &all)).await
}

const VIEWER: &str = "{ viewer { user { name } } }";

on_both! {
    async fn a_session_opens_serves_and_ends(t: TestApp) {
        sam(&t).await;
        let answer = sign_in(&t, "sam@example.ORG", PASSWORD).await;
        assert_json!(answer.json()["data"]["signIn"], { "user": { "name": "Sam", "role": "STAFF" }, "userErrors": [] });
        let cookie = cookie(&answer);
        assert!(cookie.starts_with(SESSION_COOKIE));
        assert_eq!(ask(&t, &cookie, VIEWER, &[]).await.json()["data"]["viewer"]["user"]["name"], "Sam");
        let out = ask(&t, &cookie, "mutation { signOut { userErrors { code } } }", &[]).await;
        assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(ask(&t, &cookie, VIEWER, &[]).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn unknown_addresses_and_wrong_passwords_look_the_same(t: TestApp) {
        sam(&t).await;
        let wrong = sign_in(&t, "sam@example.org", "wrong").await.json()["data"].clone();
        let unknown = sign_in(&t, "nobody@example.org", "wrong").await.json()["data"].clone();
        assert_eq!(wrong, unknown);
        assert_eq!(wrong["signIn"]["userErrors"][0]["code"], "UNAUTHENTICATED");
    }

    async fn failures_lock_an_address_known_or_not_and_time_opens_it(t: TestApp) {
        sam(&t).await;
        for email in ["sam@example.org", "nobody@example.org"] {
            for _ in 0..5 {
                let code = sign_in(&t, email, "wrong").await.json()["data"]["signIn"]["userErrors"][0]["code"].clone();
                assert_eq!(code, "UNAUTHENTICATED");
            }
            let locked = sign_in(&t, email, PASSWORD).await.json()["data"]["signIn"].clone();
            assert_json!(locked, { "user": null, "userErrors": [{
                "code": "RATE_LIMITED", "message": "Too many attempts; try again in 30 seconds.",
                "params": [{ "name": "retryAfter", "value": "30" }],
            }] });
        }
        t.clock.advance(TimeDelta::seconds(31));
        assert_eq!(sign_in(&t, "sam@example.org", PASSWORD).await.json()["data"]["signIn"]["user"]["name"], "Sam");
    }

    async fn a_session_ends_when_idle_and_in_any_case(t: TestApp) {
        sam(&t).await;
        let idle = cookie(&sign_in(&t, "sam@example.org", PASSWORD).await);
        t.clock.advance(TimeDelta::hours(13));
        assert_eq!(ask(&t, &idle, VIEWER, &[]).await.status, StatusCode::UNAUTHORIZED);
        let mut used = cookie(&sign_in(&t, "sam@example.org", PASSWORD).await);
        for _ in 0..33 {
            t.clock.advance(TimeDelta::hours(10));
            let answer = ask(&t, &used, VIEWER, &[]).await;
            assert_eq!(answer.status, StatusCode::OK);
            used = cookie(&answer);
        }
        t.clock.advance(TimeDelta::hours(10));
        assert_eq!(ask(&t, &used, VIEWER, &[]).await.status, StatusCode::UNAUTHORIZED, "after 14 days");
    }

    async fn a_token_changes_while_it_is_used_and_the_old_one_has_a_minute(t: TestApp) {
        sam(&t).await;
        let old = cookie(&sign_in(&t, "sam@example.org", PASSWORD).await);
        t.clock.advance(TimeDelta::minutes(61));
        let new = cookie(&ask(&t, &old, VIEWER, &[]).await);
        assert_ne!(old, new);
        assert_eq!(ask(&t, &old, VIEWER, &[]).await.status, StatusCode::OK, "requests under way");
        t.clock.advance(TimeDelta::seconds(61));
        assert_eq!(ask(&t, &old, VIEWER, &[]).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(&t, &new, VIEWER, &[]).await.status, StatusCode::OK);
    }

    async fn a_cookie_does_not_ride_on_another_sites_request(t: TestApp) {
        sam(&t).await;
        let cookie = cookie(&sign_in(&t, "sam@example.org", PASSWORD).await);
        for header in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            assert_eq!(ask(&t, &cookie, VIEWER, &[header]).await.status, StatusCode::FORBIDDEN);
        }
        let own = t.app.config.base_url.origin().ascii_serialization();
        assert_eq!(ask(&t, &cookie, VIEWER, &[("origin", &own), ("sec-fetch-site", "same-origin")]).await.status, StatusCode::OK);
    }

    async fn a_new_password_ends_the_other_sessions(t: TestApp) {
        sam(&t).await;
        let (here, there) = (
            cookie(&sign_in(&t, "sam@example.org", PASSWORD).await),
            cookie(&sign_in(&t, "sam@example.org", PASSWORD).await),
        );
        let change = |current: &str, new: &str| format!("mutation {{ passwordChange(currentPassword: \"{current}\", newPassword: \"{new}\") {{ userErrors {{ code path }} }} }}");
        let errors = |answer: Answer| -> Value { answer.json()["data"]["passwordChange"]["userErrors"].clone() };
        assert_json!(errors(ask(&t, &here, &change(PASSWORD, "short"), &[]).await), [{ "code": "INVALID", "path": ["newPassword"] }]);
        assert_json!(errors(ask(&t, &here, &change("wrong", "another good one"), &[]).await), [{ "code": "INVALID", "path": ["currentPassword"] }]);
        assert_json!(errors(ask(&t, &here, &change(PASSWORD, "another good one"), &[]).await), []);
        assert_eq!(ask(&t, &here, VIEWER, &[]).await.status, StatusCode::OK);
        assert_eq!(ask(&t, &there, VIEWER, &[]).await.status, StatusCode::UNAUTHORIZED);
        assert!(sign_in(&t, "sam@example.org", "another good one").await.json()["data"]["signIn"]["user"].is_object());
    }
}
