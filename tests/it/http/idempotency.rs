//! A mutation that is sent twice runs once.

use entities::user_account::UserRole;
use poem::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{User, on_both};

const CREATE: &str = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";

async fn create(user: &User<'_>, key: &str, name: &str) -> (StatusCode, Value) {
    let answer = user
        .ask_with(CREATE, json!({ "name": name }), &[("idempotency-key", key)])
        .await;
    (answer.status, answer.json())
}

async fn count(user: &User<'_>) -> Value {
    user.gql("{ employers { totalCount { value } } }", json!({}))
        .await["employers"]["totalCount"]["value"]
        .clone()
}

on_both! {
    async fn a_retry_gets_the_stored_answer(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (first, second) = (create(&sam, "k1", "Acme").await, create(&sam, "k1", "Acme").await);
        assert_eq!(first.0, StatusCode::OK);
        assert_eq!(first, second);
        assert_eq!(count(&sam).await, 1);
    }

    async fn a_changed_retry_is_a_conflict(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        create(&sam, "k1", "Acme").await;
        let (status, body) = create(&sam, "k1", "Other").await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (StatusCode::CONFLICT, &json!("CONFLICT")));
        assert_eq!(count(&sam).await, 1);
    }

    async fn parallel_retries_make_one_row(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let tries = (0..8).map(|_| create(&sam, "k1", "Acme"));
        let answers = futures_util::future::join_all(tries).await;
        for (status, body) in &answers {
            assert!(matches!(*status, StatusCode::OK | StatusCode::CONFLICT), "{body}");
        }
        assert!(answers.iter().any(|(status, _)| *status == StatusCode::OK));
        assert_eq!(count(&sam).await, 1);
    }

    async fn keys_belong_to_their_caller_and_end_after_a_day(t: TestApp) {
        let (sam, ann) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        create(&sam, "k1", "Acme").await;
        assert_eq!(create(&ann, "k1", "Bolt").await.0, StatusCode::OK);
        t.clock.advance(chrono::TimeDelta::hours(25));
        assert_eq!(create(&sam, "k1", "Crane").await.0, StatusCode::OK);
        assert_eq!(count(&sam).await, 3);
    }

    async fn a_key_goes_with_one_mutation(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let two = "mutation { a: employerCreate(input: {name: \"A\"}) { employer { id } } b: employerCreate(input: {name: \"B\"}) { employer { id } } }";
        let answer = sam.ask_with(two, json!({}), &[("idempotency-key", "k1")]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(count(&sam).await, 0);
        let query = sam.ask_with("{ __typename }", json!({}), &[("idempotency-key", "k1")]).await;
        assert_eq!(query.status, StatusCode::OK, "queries take no notice");
    }

    async fn a_key_whose_request_died_before_its_work_goes_to_the_next_retry(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        create(&sam, "k1", "Acme").await;
        // As if the process had died between the claim and the work.
        let die = "UPDATE idempotency_key SET response = NULL, response_status = NULL, done_at = NULL; DELETE FROM employer";
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), die).await.unwrap();
        assert_eq!(create(&sam, "k1", "Acme").await.0, StatusCode::CONFLICT);
        t.clock.advance(chrono::TimeDelta::seconds(16));
        let tries = (0..4).map(|_| create(&sam, "k1", "Acme"));
        let answers = futures_util::future::join_all(tries).await;
        assert!(answers.iter().any(|(status, _)| *status == StatusCode::OK), "{answers:?}");
        assert_eq!(count(&sam).await, 1);
        assert_eq!(create(&sam, "k1", "Acme").await.0, StatusCode::OK);
        assert_eq!(count(&sam).await, 1);
    }

    async fn a_key_whose_work_was_done_never_runs_again(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        create(&sam, "k1", "Acme").await;
        // As if the process had died between the work and its answer.
        let die = "UPDATE idempotency_key SET response = NULL, response_status = NULL";
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), die).await.unwrap();
        t.clock.advance(chrono::TimeDelta::seconds(16));
        let answer = sam.ask_with(CREATE, json!({ "name": "Acme" }), &[("idempotency-key", "k1")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(!answer.headers.contains_key(header::RETRY_AFTER));
        assert_eq!(count(&sam).await, 1);
    }

    async fn a_request_that_comes_after_its_retry_is_taken_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let nobody = entities::ids::IdempotencyKeyId::from_uuid(sea_orm::prelude::Uuid::nil());
        let cx = t.app.system("test").under(Some(nobody));
        let late = api::db::write(&cx, async |tx| {
            let make = "UPDATE user_account SET name = 'Late'";
            sea_orm::ConnectionTrait::execute_unprepared(tx, make).await?;
            Ok(())
        });
        assert!(late.await.is_err());
        let name = sam.gql("{ viewer { name } }", json!({})).await["viewer"]["name"].clone();
        assert_ne!(name, "Late");
    }

    async fn a_running_request_holds_its_key(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        create(&sam, "k1", "Acme").await;
        // As if the first request had not answered yet.
        let forget = "UPDATE idempotency_key SET response = NULL, response_status = NULL";
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), forget).await.unwrap();
        let answer = sam.ask_with(CREATE, json!({ "name": "Acme" }), &[("idempotency-key", "k1")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.headers[header::RETRY_AFTER], "1");
    }
}
