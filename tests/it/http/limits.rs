//! The rate limit over HTTP.

use api::config::Flags;
use entities::user_account::UserRole;
use poem::http::{StatusCode, header};
use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn an_empty_bucket_answers_when_to_come_back() {
    let flags = Flags {
        rate_limit: Some("100".to_owned()),
        ..Flags::default()
    };
    let t = TestApp::sqlite_with(flags).await;
    let sam = t.user(UserRole::Staff).await;
    // A bucket holds ten seconds of points: 1,000. Each of these costs 102.
    let query = "{ employers(first: 100) { nodes { name } } }";
    for _ in 0..9 {
        assert_eq!(sam.ask(query, json!({})).await.status, StatusCode::OK);
    }
    let refused = sam.ask(query, json!({})).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers[header::RETRY_AFTER], "1");
    assert_eq!(refused.json()["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    let other = t.user(UserRole::Staff).await;
    assert_eq!(
        other.ask(query, json!({})).await.status,
        StatusCode::OK,
        "each token has its own bucket"
    );
    t.clock.advance(chrono::TimeDelta::seconds(1));
    assert_eq!(sam.ask(query, json!({})).await.status, StatusCode::OK);
}
