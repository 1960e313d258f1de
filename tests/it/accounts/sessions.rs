//! Sessions: how long they live, how their token changes, how they end.

use chrono::TimeDelta;
use entities::{ids::SessionId, session, user_account::UserRole};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use super::{Browser, PASSWORD, SIGN_IN, person};
use crate::support::{assert_json, on_both};

const SESSIONS: &str = "{ sessions { id userAgent createdAt lastSeenAt idleExpiresAt expiresAt isCurrent } }";
const REVOKE: &str =
    "mutation($id: ID!) { sessionRevoke(id: $id) { session { userAgent } userErrors { code } } }";

on_both! {
    async fn a_session_ends_when_it_is_not_used(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        t.clock.advance(TimeDelta::hours(12) - TimeDelta::seconds(1));
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
        // Used: twelve hours begin anew.
        t.clock.advance(TimeDelta::hours(11));
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
        t.clock.advance(TimeDelta::hours(12));
        assert_eq!(browser.role().await, None);
    }

    async fn a_session_ends_absolutely(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        for hours in (10..14 * 24).step_by(10) {
            t.clock.advance(TimeDelta::hours(10));
            assert_eq!(browser.role().await.as_deref(), Some("STAFF"), "{hours}");
        }
        t.clock.advance(TimeDelta::hours(6));
        assert_eq!(browser.role().await, None);
    }

    async fn a_used_session_gets_a_fresh_token_and_the_old_one_soon_ends(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let first = browser.cookie.clone();
        t.clock.advance(TimeDelta::minutes(59));
        browser.role().await;
        assert_eq!(browser.cookie, first);
        t.clock.advance(TimeDelta::minutes(1));
        browser.role().await;
        assert_ne!(browser.cookie, first);
        // A request under way still carries the old token; it changes nothing.
        let mut late = Browser { t: &t, cookie: first.clone() };
        t.clock.advance(TimeDelta::seconds(59));
        assert_eq!(late.role().await.as_deref(), Some("STAFF"));
        assert_eq!(late.cookie, first);
        t.clock.advance(TimeDelta::seconds(1));
        assert_eq!(late.role().await, None);
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
    }

    async fn of_two_requests_at_the_change_neither_gets_a_token_that_is_nobodys(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let browser = Browser::signed_in(&t, "ann@example.org").await;
        t.clock.advance(TimeDelta::minutes(61));
        let mut one = Browser { t: &t, cookie: browser.cookie.clone() };
        let mut two = Browser { t: &t, cookie: browser.cookie.clone() };
        tokio::join!(one.role(), two.role());
        for mut browser in [one, two] {
            assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
        }
    }

    async fn people_see_and_end_their_own_sessions_only(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        person(&t, agency, UserRole::Admin, "ada@example.org").await;
        let mut phone = Browser::signed_in(&t, "ann@example.org").await;
        let mut desk = Browser::signed_in(&t, "ann@example.org").await;
        let mut ada = Browser::signed_in(&t, "ada@example.org").await;
        let mut seen = desk.gql(SESSIONS, json!({})).await;
        let ids: Vec<_> = seen["sessions"].as_array_mut().unwrap().iter_mut().map(|one| one["id"].take()).collect();
        assert_json!(seen, {"sessions": [{"createdAt": "2026-11-24T20:00:00.000Z", "expiresAt": "2026-12-08T20:00:00.000Z", "id": null, "idleExpiresAt": "2026-11-25T08:00:00.000Z", "isCurrent": true, "lastSeenAt": "2026-11-24T20:00:00.000Z", "userAgent": "Firefox"}, {"createdAt": "2026-11-24T20:00:00.000Z", "expiresAt": "2026-12-08T20:00:00.000Z", "id": null, "idleExpiresAt": "2026-11-25T08:00:00.000Z", "isCurrent": false, "lastSeenAt": "2026-11-24T20:00:00.000Z", "userAgent": "Firefox"}]});
        let refused = ada.gql(REVOKE, json!({ "id": ids[0] })).await;
        assert_json!(refused, {"sessionRevoke": {"session": null, "userErrors": [{"code": "NOT_FOUND"}]}});
        let ended = desk.gql(REVOKE, json!({ "id": ids[1] })).await;
        assert_json!(ended, {"sessionRevoke": {"session": {"userAgent": "Firefox"}, "userErrors": []}});
        assert_eq!((phone.role().await, desk.role().await.as_deref()), (None, Some("STAFF")));
        desk.gql(REVOKE, json!({ "id": ids[0] })).await;
        assert_eq!(desk.cookie, None);
    }

    async fn an_api_token_sees_and_ends_no_session(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let body = ada.ask("{ sessions { id } }", json!({})).await.json();
        assert_eq!((body["data"].clone(), body["errors"][0]["extensions"]["code"].clone()), (json!({ "sessions": null }), json!("FORBIDDEN")));
        let id = t.app.ids.next::<SessionId>().to_string();
        let data = ada.gql(REVOKE, json!({ "id": id })).await;
        assert_json!(data, {"sessionRevoke": {"session": null, "userErrors": [{"code": "FORBIDDEN"}]}});
        let data = ada.gql("mutation { signOut { userErrors { code message } } }", json!({})).await;
        assert_json!(data, {"signOut": {"userErrors": [{"code": "STATE", "message": "There is no session to end; an API token is revoked instead."}]}});
    }

    async fn signing_out_ends_the_session_and_takes_the_cookie_away(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let mut copy = Browser { t: &t, cookie: browser.cookie.clone() };
        // The token would change now: it must not come back with a cookie.
        t.clock.advance(TimeDelta::minutes(61));
        let answer = browser.ask("mutation { signOut { userErrors { code } } }", json!({})).await;
        assert_json!(answer.json()["data"], {"signOut": {"userErrors": []}});
        let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect();
        assert_eq!(cookies, ["guildhall_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
        assert_eq!((copy.role().await, browser.role().await), (None, None));
    }

    async fn signing_in_again_ends_the_session_of_before(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        person(&t, agency, UserRole::Viewer, "vera@example.org").await;
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let mut copy = Browser { t: &t, cookie: browser.cookie.clone() };
        browser.sign_in("vera@example.org", PASSWORD).await;
        assert_eq!((copy.role().await, browser.role().await.as_deref()), (None, Some("VIEWER")));
    }

    async fn a_person_has_twenty_sessions_at_most(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut first = Browser::signed_in(&t, "ann@example.org").await;
        for _ in 0..20 {
            Browser::new(&t).ask(SIGN_IN, json!({ "email": "ann@example.org", "password": PASSWORD })).await;
        }
        assert_eq!(first.role().await, None);
        assert_eq!(session::Entity::find().count(t.app.db.read()).await.unwrap(), 20);
    }
}
