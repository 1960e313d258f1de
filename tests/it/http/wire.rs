//! Status codes, media types, cost and ids of requests.

use entities::user_account::UserRole;
use poem::http::{StatusCode, header};
use serde_json::json;

use crate::support::{assert_json, on_both};

on_both! {
    async fn an_answer_tells_its_cost(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let body = sam.ask("{ employers(first: 10) { nodes { name } } }", json!({})).await.json();
        assert_json!(body["extensions"]["cost"], {
            "requested": 12, "maximum": 5_000, "bucketRemaining": 9_999_988, "restoreRate": 1_000_000,
        });
    }

    async fn an_answer_names_its_request(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let answer = sam.ask("{ nothing }", json!({})).await;
        let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
        assert_eq!(answer.json()["errors"][0]["extensions"]["requestId"], id);
    }

    async fn the_status_tells_what_happened_to_clients_that_know_the_media_type(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let cases = [
            ("{ nothing }", StatusCode::UNPROCESSABLE_ENTITY, "GRAPHQL_VALIDATION_FAILED"),
            ("{", StatusCode::BAD_REQUEST, "GRAPHQL_PARSE_FAILED"),
            ("query A { __typename } query B { __typename }", StatusCode::UNPROCESSABLE_ENTITY, "GRAPHQL_VALIDATION_FAILED"),
        ];
        for (query, status, code) in cases {
            let answer = sam.ask(query, json!({})).await;
            assert_eq!((answer.status, &answer.json()["errors"][0]["extensions"]["code"]), (status, &json!(code)), "{query}");
            let plain = sam.ask_with(query, json!({}), &[("accept", "application/json")]).await;
            assert_eq!(plain.status, StatusCode::OK, "{query}");
        }
    }

    async fn what_is_not_acceptable_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let answer = sam.ask_with("{ __typename }", json!({}), &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE);
        let answer = sam.ask("{ __typename }", json!({})).await;
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/graphql-response+json; charset=utf-8");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    }

    async fn variables_that_do_not_fit_are_named(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let answer = sam.ask("query($n: Int!) { employers(first: $n) { nodes { name } } }", json!({ "n": "x" })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    }
}
