//! Last use: noted in memory, written by the worker, so that no request waits for the pen.

use std::time::{Duration, Instant};

use api::accounts::upkeep;
use chrono::TimeDelta;
use entities::user_account::UserRole;
use poem::{Request, http::StatusCode};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{Browser, person};
use crate::support::{TestApp, User, assert_json, on_both};

const ASK: &str = "{ viewer { role } }";

/// When the only token of the person was last used, as it is written.
async fn last_used(user: &User<'_>) -> serde_json::Value {
    let data = user
        .gql("{ apiTokens { nodes { lastUsedAt } } }", json!({}))
        .await;
    data["apiTokens"]["nodes"][0]["lastUsedAt"].clone()
}

on_both! {
    async fn uses_are_written_together_and_seldom(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut seen = vec![last_used(&sam).await];
        t.clock.advance(TimeDelta::minutes(4));
        sam.gql(ASK, json!({})).await;
        upkeep::write(&t.app).await;
        seen.push(last_used(&sam).await);
        t.clock.advance(TimeDelta::minutes(1));
        let (asked, _) = t.statements(sam.gql(ASK, json!({}))).await;
        assert_eq!(asked, 2, "the token and the person: a use is not written by the request");
        seen.push(last_used(&sam).await);
        let (written, ()) = t.statements(upkeep::write(&t.app)).await;
        assert_eq!(written, 1, "one token, however often it was used");
        seen.push(last_used(&sam).await);
        let (written, ()) = t.statements(upkeep::write(&t.app)).await;
        assert_eq!(written, 0, "nothing is noted any more");
        assert_json!(json!(seen), ["2026-11-24T20:00:00.000Z", "2026-11-24T20:00:00.000Z", "2026-11-24T20:00:00.000Z", "2026-11-24T20:05:00.000Z"]);
    }

    async fn the_worker_writes_what_is_left_when_it_stops(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let keeper = tokio::spawn(upkeep::keep(t.app.clone(), async { drop(stopped.await) }));
        t.clock.advance(TimeDelta::minutes(5));
        sam.gql(ASK, json!({})).await;
        drop(stop);
        keeper.await.expect("it stops");
        assert_eq!(last_used(&sam).await, "2026-11-24T20:05:00.000Z");
    }
}

/// The one writer of a SQLite file is held by somebody else: who has a token or a session goes on reading at once.
#[tokio::test]
async fn nobody_waits_for_the_pen_and_no_use_is_lost() {
    let t = TestApp::sqlite().await;
    let sam = t.user(UserRole::Staff).await;
    person(&t, sam.agency_id, UserRole::Staff, "ann@example.org").await;
    let browser = Browser::signed_in(&t, "ann@example.org").await;
    t.clock.advance(TimeDelta::minutes(30));
    let pen = t.app.db.maintenance();
    pen.execute_unprepared("PRAGMA query_only = ON")
        .await
        .expect("no pen");
    let start = Instant::now();
    for _ in 0..3 {
        sam.gql(ASK, json!({})).await;
        let mut browser = Browser {
            t: &t,
            cookie: browser.cookie.clone(),
        };
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    upkeep::write(&t.app).await;
    let ready = async || t.send(Request::builder().uri_str("/readyz").finish()).await;
    let answer = ready().await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text.contains("cannot be written"), "{}", answer.text);
    pen.execute_unprepared("PRAGMA query_only = OFF")
        .await
        .expect("the pen");
    assert_eq!(ready().await.status, StatusCode::OK);
    upkeep::write(&t.app).await;
    assert_eq!(last_used(&sam).await, "2026-11-24T20:30:00.000Z");
}
