//! What the public audit of GraphQL servers over HTTP (npm `graphql-http`) asks, asked here at every change.
//!
//! Every MUST and every SHOULD of it is a case below, with the answer that the audit expects. Two things we answer otherwise:
//!
//! - `86EE`, variables that cannot be coerced, for clients that know `application/graphql-response+json`: the audit wants 400,
//!   as drafts of the specification did; since the draft of August 2026 a well-formed request that cannot be executed is 422,
//!   which tells a client's mistake in the document or its values from a body that nobody can read. We answer 422.
//! - GET (`5A70`, `D6D5`, `6A70`, each a MAY): refused with 405 and `Allow: POST`. A query in an address ends up in logs and
//!   caches, and an address can be opened by a page of another site. `9C48` (no mutation by GET) holds by that.
//!
//! The lint of the schema that we run beside it (graphql-eslint's and our own rules) also finds things that are meant:
//!
//! - `require-description` for arguments of `@include`, `@skip`, `@specifiedBy`: they are the specification's, and the library writes them.
//! - `relay-edge-types`, edges whose node is no `Node`: lines and parts that have no life of their own (`NO_NODES` in
//!   `tests/it/node/` names each with its reason): API tokens, audit entries, codes, progress of goals, rows of imports.
//! - verb first, and one argument `input`: a mutation is named object first, as tables of contents are read, and takes the `id` and
//!   `version` of its record beside `input`, so that every update looks alike.
//! - `no-typename-prefix` for `Code.code`: that is its name in the field.
//! - `strict-id-in-types`: values, payloads, totals and parts have no id, because nobody asks for one of them.
//! - plain lists without `first`: each is bounded where it is written (`serverLimits.values.lists`), or by its nature (roles of
//!   a list of a dozen, questions of a questionnaire, the groups of a total, at most 1,000).
//! - `AuditEntry.requestId` and `Mail.messageId` are text: they name a line of the server's log and a letter as mail programs do,
//!   not records.

use entities::user_account::UserRole;
use poem::{
    Request,
    http::{Method, StatusCode, header},
};
use serde_json::{Value, json};

use crate::support::{TestApp, User, client::Answer, on_both};

const GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";
const BOTH: [Option<&str>; 2] = [Some(GRAPHQL), Some(JSON)];
const TYPENAME: &str = "{ __typename }";

/// Sends a body of this type, accepting that.
async fn post(
    t: &TestApp,
    user: &User<'_>,
    kind: Option<&str>,
    accept: Option<&str>,
    body: impl Into<String>,
) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri_str("/graphql")
        .header(header::AUTHORIZATION, format!("Bearer {}", user.token));
    for (name, value) in [(header::CONTENT_TYPE, kind), (header::ACCEPT, accept)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    t.send(request.body(body.into())).await
}

/// Sends JSON.
async fn send(t: &TestApp, user: &User<'_>, accept: Option<&str>, body: &Value) -> Answer {
    post(t, user, Some(JSON), accept, body.to_string()).await
}

fn media(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_TYPE].to_str().expect("text")
}

on_both! {
    async fn media_types_are_negotiated(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let body = json!({ "query": TYPENAME });
        // 22EB, 4655, 47DE, 80D8: what is accepted decides; 82A3: in UTF-8.
        for (accept, expected) in [(Some(GRAPHQL), GRAPHQL), (Some(JSON), JSON), (Some("*/*"), JSON), (None, JSON)] {
            let answer = send(&t, &sam, accept, &body).await;
            assert_eq!((answer.status, media(&answer)), (StatusCode::OK, format!("{expected}; charset=utf-8").as_str()), "{accept:?}");
            assert_eq!(answer.json()["data"], json!({ "__typename": "Query" }));
        }
        // BF61, 78D5, 03D4, 2C94: JSON in UTF-8 is taken by POST, said or not.
        for kind in ["application/json; charset=utf-8", "application/json;charset=UTF-8", JSON] {
            let query = json!({ "query": "{ __type(name: \"Run🏃Swim🏊\") { name } }" });
            let answer = post(&t, &sam, Some(kind), None, query.to_string()).await;
            assert_eq!((answer.status, answer.json()["data"].clone()), (StatusCode::OK, json!({ "__type": null })), "{kind}");
        }
        // 9ABE: without a type it is not taken.
        let answer = post(&t, &sam, None, None, body.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }

    async fn parameters_that_fit_are_taken_under_both_media_types(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        // 34A2 and 13EE, 8161 and B8B3, 94B* and 022*, 2EA1 and 28B9, 428F and 1B7A.
        let fitting = [
            json!({ "query": TYPENAME }),
            json!({ "query": "query Query { __typename }", "operationName": "Query" }),
            json!({ "query": TYPENAME, "variables": null }),
            json!({ "query": TYPENAME, "operationName": null }),
            json!({ "query": TYPENAME, "extensions": null }),
            json!({ "query": "query Type($name: String!) { __type(name: $name) { name } }", "variables": { "name": "sometype" } }),
            json!({ "query": TYPENAME, "extensions": { "some": "value" } }),
        ];
        for body in &fitting {
            for accept in BOTH {
                let answer = send(&t, &sam, accept, body).await;
                assert!(answer.status == StatusCode::OK && answer.json().get("errors").is_none(), "{body}: {}", answer.text);
            }
        }
    }

    async fn parameters_that_do_not_fit_are_400(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        // A5BF, 423L, 8764 and 3E3A: nothing to run; B6DC, BCF8, B7N8: no JSON.
        let mut bodies = vec![String::new(), "{}".to_owned(), json!({ "qeury": TYPENAME }).to_string(), "{ \"not a JSON".to_owned()];
        // LKJ*, 6C0*, 476*, 58B*: of another kind than they should be.
        for wrong in [json!({ "obj": "ect" }), json!(0), json!(false), json!(["array"])] {
            bodies.push(json!({ "query": wrong }).to_string());
            bodies.push(json!({ "query": TYPENAME, "operationName": wrong }).to_string());
        }
        for wrong in [json!("string"), json!(0), json!(false), json!(["array"])] {
            bodies.push(json!({ "query": TYPENAME, "variables": wrong }).to_string());
            bodies.push(json!({ "query": TYPENAME, "extensions": wrong }).to_string());
        }
        for body in bodies {
            for accept in BOTH.into_iter().chain([None]) {
                let answer = post(&t, &sam, Some(JSON), accept, body.clone()).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
                assert!(answer.json()["errors"][0]["message"].is_string(), "{body}");
            }
        }
    }

    async fn documents_that_cannot_run_are_told_by_the_status_to_those_who_know_the_media_type(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let cases = [
            // 572B; 865D, 556A, D586: it cannot be parsed.
            (json!({ "query": "{" }), StatusCode::BAD_REQUEST),
            // FDE2; 51FE, 74FF, 5E5B. What the audit sends as an unknown field is no name at all.
            (json!({ "query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }" }), StatusCode::BAD_REQUEST),
            (json!({ "query": "{ f8f31403dfe404bccbb0e835f2629c6a }" }), StatusCode::UNPROCESSABLE_ENTITY),
            // 7B9B; 86EE, where we answer otherwise: see above.
            (json!({ "query": "query CoerceFailure($id: ID!){ __typename }", "variables": { "id": null } }), StatusCode::UNPROCESSABLE_ENTITY),
        ];
        for (body, status) in &cases {
            let answer = send(&t, &sam, Some(GRAPHQL), body).await;
            assert_eq!((answer.status, answer.json().get("data")), (*status, None), "{body}: {}", answer.text);
            let plain = send(&t, &sam, Some(JSON), body).await;
            assert_eq!((plain.status, plain.json()["errors"][0]["message"].is_string()), (StatusCode::OK, true), "{body}");
        }
    }

    async fn get_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        // 5A70, D6D5, 6A70: not taken; 9C48: so no mutation either.
        for query in ["query=%7B__typename%7D", "query=mutation%7B__typename%7D"] {
            for accept in BOTH {
                let request = Request::builder()
                    .method(Method::GET)
                    .uri_str(format!("/graphql?{query}"))
                    .header(header::AUTHORIZATION, format!("Bearer {}", sam.token))
                    .header(header::ACCEPT, accept.unwrap_or_default());
                let answer = t.send(request.finish()).await;
                assert_eq!((answer.status, answer.headers[header::ALLOW].to_str().unwrap()), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
            }
        }
    }

    async fn who_has_not_signed_in_is_told_by_the_status(t: TestApp) {
        // BC58, which the audit only plans.
        let answer = t.anonymous("{ employers { nodes { name } } }", json!({})).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}
