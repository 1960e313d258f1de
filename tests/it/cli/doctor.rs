//! `doctor`: looks, changes nothing, tells no secret.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;
use tempfile::TempDir;

use super::{guildhall, sqlite_url};
use crate::support::postgres;

#[tokio::test]
async fn a_healthy_file() {
    let dir = TempDir::new().expect("a folder");
    assert_eq!(guildhall(&dir, &sqlite_url(&dir), &["migrate"]).await.code, 0);
    let run = guildhall(&dir, &sqlite_url(&dir), &["doctor", "--json"]).await;
    let answer = run.json();
    assert_eq!(run.code, 0, "{answer:#}");
    let pragmas = sentence(&answer, "pragmas");
    assert!(
        pragmas.starts_with("journal_mode wal, foreign_keys 1, synchronous FULL"),
        "{pragmas}"
    );
    assert_eq!(sentence(&answer, "soundness"), "quick_check finds nothing wrong.");
    assert_eq!(sentence(&answer, "schema"), "The database's schema is current.");
    let text = guildhall(&dir, &sqlite_url(&dir), &["doctor"]).await;
    assert!(text.out.contains("GUILDHALL_LISTEN"), "{}", text.out);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_made() {
    let dir = TempDir::new().expect("a folder");
    let run = guildhall(&dir, &sqlite_url(&dir), &["doctor", "--json"]).await;
    assert_eq!(run.code, 3);
    assert_eq!(run.json()["healthy"], false);
    assert!(!dir.path().join("guildhall.db").exists());
}

#[tokio::test]
async fn postgres() {
    let Some(server) = postgres::server() else { return };
    let dir = TempDir::new().expect("a folder");
    let database = server.create_database().await;
    let run = guildhall(&dir, database.url(), &["doctor", "--json"]).await;
    let answer = run.json();
    assert_eq!(run.code, 0, "{answer:#}");
    assert_eq!(
        sentence(&answer, "encoding"),
        "The server keeps text as UTF8 (UTF8 is needed)."
    );
}

#[tokio::test]
async fn a_password_is_not_told() {
    let dir = TempDir::new().expect("a folder");
    let run = guildhall(&dir, "postgres://me:hush@127.0.0.1:1/hall", &["doctor", "--json"]).await;
    assert_eq!(run.code, 3);
    assert!(!run.out.contains("hush") && !run.err.contains("hush"));
    assert_eq!(
        run.json()["settings"]["DATABASE_URL"],
        "PostgreSQL at 127.0.0.1:1/hall"
    );
}

fn sentence(answer: &Value, name: &str) -> String {
    let checks = answer["checks"].as_array().expect("checks");
    let check = checks.iter().find(|check| check["name"] == name);
    let check = check.unwrap_or_else(|| panic!("no {name}: {answer:#}"));
    check["sentence"].as_str().expect("a sentence").to_owned()
}

#[tokio::test]
async fn a_file_that_others_can_read_is_told() {
    let dir = TempDir::new().expect("a folder");
    assert_eq!(guildhall(&dir, &sqlite_url(&dir), &["migrate"]).await.code, 0);
    let privacy = async || {
        let answer = guildhall(&dir, &sqlite_url(&dir), &["doctor", "--json"])
            .await
            .json();
        (sentence(&answer, "privacy"), answer["healthy"].clone())
    };
    assert_eq!(
        privacy().await.0,
        "Nobody else on this machine can read the files."
    );
    let file = dir.path().join("guildhall.db");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("opened");
    let (told, healthy) = privacy().await;
    assert!(
        told.starts_with("Others on this machine can read ") && told.contains("guildhall.db"),
        "{told}"
    );
    assert_eq!(healthy, true, "it works");
}
