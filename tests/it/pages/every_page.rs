//! What holds for every page: its policy, its assets, the cost of its documents.

use entities::user_account::UserRole;
use poem::{Request, http::StatusCode};
use serde_json::{Value, json};

use super::{open, send};
use crate::support::TestApp;

/// A page of each kind.
const PAGES: &[&str] = &[
    "/account/forgot",
    "/account/sent",
    "/account/done",
    "/account/a-link-that-never-was",
    "/rsvp/a-link-that-never-was",
    "/attest/a-link-that-never-was",
    "/u/a-link-that-never-was",
    "/pathways/a-map-that-never-was",
    "/programs/program_00000000000000000000000000000007/evidence",
    "/evidence/evidence_file_00000000000000000000000000000007",
    "/nowhere",
    "/",
];

#[tokio::test]
async fn every_page_is_strict_and_complete() {
    let t = TestApp::sqlite().await;
    for path in PAGES {
        let page = open(&t, path).await;
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("content-type", "text/html; charset=utf-8"),
        ] {
            assert_eq!(page.headers[name], value, "{path}");
        }
        for word in ["<script", "<style", " style=", " onclick=", "http://", "https://"] {
            assert!(!page.text.contains(word), "{path}: {word} in {}", page.text);
        }
        for part in [
            "<!doctype html>",
            "<html lang=\"en\">",
            "<title>",
            "<main>",
            "<h1>",
            "</html>",
        ] {
            assert_eq!(
                page.text.matches(part).count(),
                1,
                "{path}: {part} in {}",
                page.text
            );
        }
        assert_eq!(
            page.text.matches("<label").count(),
            page.text.matches("<input").count(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_address_where_nothing_is_has_a_page_and_the_api_keeps_its_own() {
    let t = TestApp::sqlite().await;
    let page = open(&t, "/nowhere/at/all").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("There is nothing here"), "{}", page.text);
    assert_eq!(open(&t, "/healthz").await.text, "{\"status\":\"alive\"}");
    assert_eq!(
        send(&t, "/graphql", "query=%7Bviewer%7D").await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}

#[tokio::test]
async fn the_style_sheet_is_kept_for_good_and_compressed() {
    let t = TestApp::sqlite().await;
    let page = open(&t, "/account/forgot").await.text;
    let path = page
        .split("href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a link");
    let plain = open(&t, path).await;
    assert_eq!(
        (plain.status, plain.headers["cache-control"].as_bytes()),
        (StatusCode::OK, &b"public, max-age=31536000, immutable"[..])
    );
    assert!(plain.text.contains("prefers-color-scheme"));
    let request = Request::builder()
        .uri_str(path)
        .header("accept-encoding", "br, gzip")
        .finish();
    let packed = t.bytes(request).await;
    assert!(
        packed.starts_with(&[0x1f, 0x8b]) && packed.len() < plain.text.len() / 2,
        "{}",
        packed.len()
    );
    assert_eq!(
        open(&t, "/assets/guildhall-0000000000000000.css").await.status,
        StatusCode::NOT_FOUND
    );
}

/// The documents of the pages, each operation with values for its variables.
const DOCUMENTS: &[(&str, &str, &str)] = &[
    (
        include_str!("../../../web/src/pages/account/set.graphql"),
        "ShowLink",
        r#"{"token": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/account/set.graphql"),
        "SetPassword",
        r#"{"input": {"token": "x", "password": "y"}}"#,
    ),
    (
        include_str!("../../../web/src/pages/account/forgot.graphql"),
        "RequestReset",
        r#"{"email": "nobody@example.org"}"#,
    ),
    (
        include_str!("../../../web/src/pages/rsvp/show.graphql"),
        "ShowInvitation",
        r#"{"token": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/rsvp/show.graphql"),
        "AnswerInvitation",
        r#"{"token": "x", "response": "ACCEPTED"}"#,
    ),
    (
        include_str!("../../../web/src/pages/attest/show.graphql"),
        "ShowAttestation",
        r#"{"token": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/attest/show.graphql"),
        "AnswerAttestation",
        r#"{"token": "x", "input": {"isReached": true, "name": "Ann"}}"#,
    ),
    (
        include_str!("../../../web/src/pages/unsubscribe/show.graphql"),
        "ShowUnsubscription",
        r#"{"token": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/unsubscribe/show.graphql"),
        "Unsubscribe",
        r#"{"token": "x"}"#,
    ),
];

/// The documents of pages for people who are signed in.
const SIGNED_IN: &[(&str, &str, &str)] = &[
    (
        include_str!("../../../web/src/pages/pathways/show.graphql"),
        "ShowPathwayMap",
        r#"{"id": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/pathways/show.graphql"),
        "DrawPathwayMap",
        r#"{"id": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/evidence/show.graphql"),
        "ShowEvidence",
        r#"{"programId": "x"}"#,
    ),
    (
        include_str!("../../../web/src/pages/evidence/show.graphql"),
        "ShowFrozen",
        r#"{"id": "x"}"#,
    ),
];

#[tokio::test]
async fn the_documents_of_pages_are_cheap() {
    let t = TestApp::sqlite().await;
    let vera = t.user(UserRole::Viewer).await;
    let known = format!("Bearer {}", vera.token);
    let documents = DOCUMENTS.iter().map(|document| (document, None));
    let signed_in = SIGNED_IN.iter().map(|document| (document, Some(&known)));
    for ((query, name, variables), known) in documents.chain(signed_in) {
        let variables: Value = serde_json::from_str(variables).expect("JSON");
        let body = json!({ "query": query, "operationName": name, "variables": variables }).to_string();
        let mut request = Request::builder()
            .method(poem::http::Method::POST)
            .uri_str("/graphql")
            .header("content-type", "application/json");
        if let Some(known) = known {
            request = request.header("authorization", known);
        }
        let (statements, answer) = t.statements(t.send(request.body(body))).await;
        let answer = answer.json();
        assert!(answer["data"].is_object(), "{answer}");
        let cost = answer["extensions"]["cost"]["requested"]
            .as_u64()
            .expect("a cost");
        // A password hash is dear by itself: what else the document asks for must not be.
        let hash = if *name == "SetPassword" { 1_000 } else { 0 };
        assert!(
            cost <= 1000 + hash && statements <= 12,
            "{name}: cost {cost}, {statements} statements"
        );
    }
}
