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

    async fn fragments_that_double_are_refused_before_anybody_walks_them(t: TestApp) {
        let doubling: String = (0..30)
            .map(|n| format!("fragment f{n} on Query {{ ...f{next} ...f{next} }} ", next = n + 1))
            .collect();
        let query = format!("{{ ...f0 }} {doubling} fragment f30 on Query {{ __typename }}");
        let began = std::time::Instant::now();
        let answer = t.anonymous(&query, json!({})).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], "COMPLEXITY_LIMIT_EXCEEDED");
        assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
    }

    async fn a_value_nested_without_end_does_not_end_the_process(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = format!("{{ employers(where: {}1{}) {{ nodes {{ id }} }} }}", "[".repeat(20_000), "]".repeat(20_000));
        let answer = sam.ask(&query, json!({})).await;
        assert!(answer.status.is_client_error(), "{}", answer.text);
    }

    async fn long_searches_are_refused_where_they_stand(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for (root, kind) in [("employers", "EmployerWhere"), ("contacts", "ContactWhere"), ("engagements", "EngagementWhere"), ("codes", "CodeWhere!")] {
            let query = format!("query($w: {kind}) {{ {root}(where: $w) {{ nodes {{ id }} }} }}");
            for search in ["ab ".repeat(1_100), "ab ".repeat(11), "x".repeat(201)] {
                let filter = if root == "codes" { json!({ "scheme": "NAICS", "search": search }) } else { json!({ "search": search }) };
                let answer = sam.ask(&query, json!({ "w": filter })).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{root} {}", answer.text);
                let error = answer.json()["errors"][0].clone();
                assert_eq!(error["extensions"]["code"], "LIMIT");
                assert_eq!(error["extensions"]["argument"], "where.search");
                assert_eq!(error["path"], json!([root]));
            }
            let filter = if root == "codes" { json!({ "scheme": "NAICS", "search": "ab ".repeat(10) }) } else { json!({ "search": "ab ".repeat(10) }) };
            let answer = sam.ask(&query, json!({ "w": filter })).await;
            assert_eq!(answer.status, StatusCode::OK, "{root} {}", answer.text);
        }
        // Six searches of ten words hold sixty conditions.
        let many = json!({ "and": vec![json!({ "search": "ab ".repeat(10) }); 6] });
        let query = "query($w: EmployerWhere) { employers(where: $w) { nodes { id } } }";
        let answer = sam.ask(query, json!({ "w": many })).await.json();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
        assert!(answer["errors"][0]["message"].as_str().is_some_and(|text| text.contains("50 conditions")), "{answer}");
    }

    async fn long_lists_and_texts_are_refused_where_they_stand(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = "query($w: EmployerWhere) { employers(where: $w) { nodes { id } } }";
        for (filter, argument) in [
            (json!({ "name": { "in": vec!["x"; 40_000] } }), "where.name.in"),
            (json!({ "status": vec!["PROSPECT"; 501] }), "where.status"),
            (json!({ "not": { "name": { "contains": "x".repeat(201) } } }), "where.not.name.contains"),
        ] {
            let answer = sam.ask(query, json!({ "w": filter })).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
            let error = answer.json()["errors"][0].clone();
            assert_eq!(error["extensions"]["code"], "LIMIT");
            assert_eq!(error["extensions"]["argument"], argument);
        }
        let most = json!({ "name": { "in": vec!["x"; 500] } });
        assert_eq!(sam.ask(query, json!({ "w": most })).await.status, StatusCode::OK);
    }

    async fn a_nul_is_refused_wherever_it_stands(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = "query($w: EmployerWhere) { employers(where: $w) { nodes { id } } }";
        for (query, variables) in [
            (query, json!({ "w": { "name": { "eq": "a\0b" } } })),
            (query, json!({ "w": { "name": { "in": ["a\0b"] } } })),
            (query, json!({ "w": { "search": "a\0b" } })),
            ("{ employers(where: {search: \"a\\u0000b\"}) { nodes { id } } }", json!({})),
            ("mutation { employerCreate(input: {name: \"a\\u0000b\"}) { employer { id } } }", json!({})),
            ("query($c: String) { employers(after: $c) { nodes { id } } }", json!({ "c": "a\0b" })),
        ] {
            let answer = sam.ask(query, variables).await.json();
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{query} {answer}");
        }
        assert_eq!(employers(&sam).await, 0);
    }

    async fn days_and_instants_beyond_four_digits_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for filter in [
            json!({ "createdAt": { "from": "9999-12-31T23:59:59-08:00" } }),
            json!({ "createdAt": { "from": "0000-01-01T00:00:00Z" } }),
        ] {
            let query = "query($w: EmployerWhere) { employers(where: $w) { nodes { id } } }";
            let answer = sam.ask(query, json!({ "w": filter })).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        }
        for day in ["0000-01-01", "+12026-01-01"] {
            let query = "query($d: Date) { tasks(where: {dueOn: {from: $d}}) { nodes { id } } }";
            let answer = sam.ask(query, json!({ "d": day })).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        }
    }
}
