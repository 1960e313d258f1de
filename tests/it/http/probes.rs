//! Requests that the stock handler of the library takes and ours refuses. Each was seen to run a mutation or to exhaust memory.

use entities::user_account::UserRole;
use poem::{
    Request,
    http::{Method, StatusCode, header},
};
use serde_json::{Value, json};

use crate::support::{TestApp, User, on_both};

const CREATE: &str = "mutation { employerCreate(input: {name: \"Probe\"}) { employer { id } } }";

/// How many employers there are.
async fn employers(user: &User<'_>) -> Value {
    user.gql("{ employers { totalCount { value } } }", json!({}))
        .await["employers"]["totalCount"]["value"]
        .clone()
}

fn request(user: &User<'_>) -> poem::RequestBuilder {
    Request::builder()
        .method(Method::POST)
        .uri_str("/graphql")
        .header(header::AUTHORIZATION, format!("Bearer {}", user.token))
        .header(header::CONTENT_TYPE, "application/json")
}

/// Sends a body that must be refused, and makes sure that nothing was written.
async fn refused(t: &TestApp, user: &User<'_>, request: Request, status: StatusCode) -> Value {
    let answer = t.send(request).await;
    assert_eq!(answer.status, status, "{}", answer.text);
    let body = answer.json();
    assert!(body["errors"][0]["message"].is_string(), "{body}");
    assert!(body["errors"][0]["extensions"]["requestId"].is_string(), "{body}");
    assert!(body.get("data").is_none(), "{body}");
    assert_eq!(employers(user).await, 0);
    body
}

on_both! {
    async fn a_mutation_by_get_does_not_run(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let uri = format!("/graphql?query={}", CREATE.replace(' ', "%20").replace('"', "%22").replace('{', "%7B").replace('}', "%7D"));
        let get = Request::builder()
            .method(Method::GET)
            .uri_str(&uri)
            .header(header::AUTHORIZATION, format!("Bearer {}", sam.token))
            .finish();
        let answer = t.send(get).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.headers[header::ALLOW], "POST");
        assert_eq!(employers(&sam).await, 0);
    }

    async fn other_content_types_are_not_read_as_json(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let body = json!({ "query": CREATE }).to_string();
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            let request = Request::builder()
                .method(Method::POST)
                .uri_str("/graphql")
                .header(header::AUTHORIZATION, format!("Bearer {}", sam.token))
                .header(header::CONTENT_TYPE, kind)
                .body(body.clone());
            refused(&t, &sam, request, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
        }
    }

    async fn a_batch_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let batch = json!(vec![json!({ "query": CREATE }); 2_000]).to_string();
        refused(&t, &sam, request(&sam).body(batch), StatusCode::BAD_REQUEST).await;
    }

    async fn a_large_body_is_refused_with_and_without_a_length(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let body = vec![b' '; 50 << 20];
        refused(&t, &sam, request(&sam).body(body.clone()), StatusCode::PAYLOAD_TOO_LARGE).await;
        let chunked = poem::Body::from_async_read(std::io::Cursor::new(body));
        refused(&t, &sam, request(&sam).body(chunked), StatusCode::PAYLOAD_TOO_LARGE).await;
    }

    async fn a_body_that_is_no_request_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for body in ["{", "null", "7", "{}", r#"{"query":7}"#, r#"{"query":"{__typename}","variables":[]}"#, r#"{"query":"{"}"#] {
            let request = request(&sam).header(header::ACCEPT, "application/graphql-response+json").body(body);
            refused(&t, &sam, request, StatusCode::BAD_REQUEST).await;
        }
    }

    async fn a_long_document_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = format!("{{ __typename }} # {}", "x".repeat(64 * 1024));
        let request = request(&sam).body(json!({ "query": query }).to_string());
        refused(&t, &sam, request, StatusCode::BAD_REQUEST).await;
    }

    async fn a_repeated_mutation_key_runs_neither_time(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for query in [
            "mutation { a: employerCreate(input: {name: \"A\"}) { employer { id } } a: employerCreate(input: {name: \"B\"}) { employer { id } } }",
            "mutation { ...F ...F } fragment F on Mutation { employerCreate(input: {name: \"A\"}) { employer { id } } }",
        ] {
            let answer = sam.ask(query, json!({})).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(employers(&sam).await, 0);
        }
    }

    async fn too_many_aliases_levels_fields_and_mutations_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let many = |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
        let mutation = |n: usize| format!("m{n}: employerCreate(input: {{name: \"{n}\"}}) {{ employer {{ id }} }} ");
        let documents = [
            format!("{{ employers {{ nodes {{ {} }} }} }}", many(51, &|n| format!("a{n}: name "))),
            format!("{{ employers {{ nodes {{ {} name {} }} }} }}", "parent { ".repeat(12), "}".repeat(12)),
            format!("mutation {{ {} }}", many(11, &mutation)),
            format!("{{ employers {{ nodes {{ {} }} }} }}", "name ".repeat(5_001)),
            "{ employers(first: 100) { nodes { children(first: 100) { nodes { name } } } } }".to_owned(),
            format!("{{ __schema {{ {} name {} }} }}", "types { fields { type { ".repeat(3), "} } } ".repeat(3)),
        ];
        for query in documents {
            let answer = sam.ask(&query, json!({})).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "COMPLEXITY_LIMIT_EXCEEDED");
        }
        assert_eq!(employers(&sam).await, 0);
    }

    async fn circles_of_fragments_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A __typename }";
        let answer = sam.ask(query, json!({})).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    }

    async fn a_flood_of_directives_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = format!("{{ __typename {} }}", "@include(if: true) ".repeat(100));
        let answer = sam.ask(&query, json!({})).await;
        assert!(answer.status.is_client_error(), "{}", answer.text);
    }

    async fn whoever_has_not_signed_in_learns_nothing(t: TestApp) {
        for query in ["{ employers { nodes { name } } }", "{ __schema { types { name } } }", CREATE, "{ __typename employers { nodes { name } } }"] {
            let answer = t.anonymous(query, json!({})).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{query}");
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        }
        assert_eq!(t.anonymous("{ __typename }", json!({})).await.status, StatusCode::OK);
    }

    async fn an_unknown_token_is_told_so(t: TestApp) {
        let mut sam = t.user(UserRole::Staff).await;
        sam.token.push('x');
        assert_eq!(sam.ask("{ __typename }", json!({})).await.status, StatusCode::UNAUTHORIZED);
    }
}
