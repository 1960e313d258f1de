//! `demo`: comes back, goes away, and leaves other people's work alone.

use tempfile::TempDir;

use super::{guildhall, sqlite_url};
use crate::support::postgres;

const FILL: [&str; 2] = ["demo", "--fill-only"];

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
    let again = guildhall(&dir, &url, &FILL).await;
    assert_eq!(again.code, 0, "{}", again.err);
    let removed = guildhall(&dir, &url, &["demo", "--remove"]).await;
    assert_eq!(removed.code, 0, "{}", removed.err);
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
    assert_eq!(guildhall(&dir, &url, &FILL).await.code, 1);
    assert_eq!(guildhall(&dir, &url, &["demo", "--remove"]).await.code, 1);
    assert!(
        guildhall(&dir, &url, &["admin", "list-users"])
            .await
            .out
            .contains("ada@example.org")
    );
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
