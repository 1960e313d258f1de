//! `demo`: comes back, goes away, and leaves other people's work alone.

use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::{Served, guildhall, sqlite_url};
use crate::support::postgres;

const FILL: [&str; 2] = ["demo", "--fill-only"];

#[tokio::test]
async fn a_newcomer_gets_a_region_and_a_line_that_works() {
    let dir = TempDir::new().expect("a folder");
    let (served, told) = Served::demo(&dir, &sqlite_url(&dir)).await;
    let curl = told["curl"].as_str().expect("a line").to_owned();
    let run = std::process::Command::new("/bin/sh").args(["-c", &curl]).output();
    let answer: Value = serde_json::from_slice(&run.expect("a shell").stdout).expect("JSON");
    let first = &answer["data"]["employers"]["nodes"][0];
    assert_eq!(
        first["roles"][0]["partnership"]["name"], "Health Careers Advisory Board",
        "{answer}"
    );
    served.terminate();
    assert_eq!(served.ended().await.0, 0);
}

#[tokio::test]
async fn it_comes_back_and_goes_away() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    let first = guildhall(&dir, &url, &FILL).await;
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.out.contains("60 employers") && first.out.contains("ghl_"),
        "{}",
        first.out
    );
    assert!(first.took < Duration::from_secs(60), "took {:?}", first.took);
    let again = guildhall(&dir, &url, &FILL).await;
    assert_eq!(again.code, 0, "{}", again.err);
    assert_ne!(first.out, again.out, "another password and token");
    let removed = guildhall(&dir, &url, &["demo", "--remove"]).await;
    assert_eq!(removed.code, 0, "{}", removed.err);
    let again = guildhall(&dir, &url, &["demo", "--remove", "--json"]).await;
    assert_eq!((again.code, &again.json()["exitCode"]), (1, &Value::from(1)));
    let users = guildhall(&dir, &url, &["admin", "list-users"]).await;
    assert_eq!((users.code, users.out.as_str()), (0, ""));
    assert_eq!(
        guildhall(&dir, &url, &FILL).await.code,
        0,
        "an empty database again"
    );
}

#[tokio::test]
async fn work_of_others_is_left_alone() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    let user = [
        "admin",
        "create-user",
        "--email",
        "ada@example.org",
        "--name",
        "Ada Quill",
        "--role",
        "admin",
        "--agency",
        "Alder Board",
        "--agency-kind",
        "chamber",
    ];
    assert_eq!(guildhall(&dir, &url, &user).await.code, 0);
    guildhall(&dir, &url, &FILL)
        .await
        .assert_refused(1, "holds data already");
    assert_eq!(guildhall(&dir, &url, &["demo", "--remove"]).await.code, 1);
    assert!(
        guildhall(&dir, &url, &["admin", "list-users"])
            .await
            .out
            .contains("ada@example.org")
    );
}

#[tokio::test]
async fn what_people_added_keeps_the_demo() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &FILL).await.code, 0);
    let user = [
        "admin",
        "create-user",
        "--email",
        "zoe@example.org",
        "--name",
        "Zoe Quill",
        "--role",
        "staff",
        "--agency",
        "Tamarack Technical College",
    ];
    let made = guildhall(&dir, &url, &user).await;
    assert_eq!(made.code, 0, "{}", made.err);
    guildhall(&dir, &url, &["demo", "--remove"])
        .await
        .assert_refused(1, "People have added 1 records");
}

#[tokio::test]
async fn postgres() {
    let Some(server) = postgres::server() else { return };
    let dir = TempDir::new().expect("a folder");
    let database = server.create_empty_database().await;
    for arguments in [&FILL[..], &["demo", "--remove"], &FILL[..]] {
        let run = guildhall(&dir, database.url(), arguments).await;
        assert_eq!(run.code, 0, "{}", run.err);
    }
}
