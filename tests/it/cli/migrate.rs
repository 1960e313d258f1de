//! `migrate`: what is pending is applied, after a backup of what is there.

use std::os::unix::fs::PermissionsExt as _;

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use serde_json::json;
use tempfile::TempDir;

use super::{guildhall, sqlite_url};
use crate::support::{assert_json, postgres};

#[tokio::test]
async fn a_new_file_is_filled_and_needs_no_backup() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    let status = guildhall(&dir, &url, &["migrate", "--status", "--json"])
        .await
        .json();
    assert_eq!(status["state"], "EMPTY");
    let first = guildhall(&dir, &url, &["migrate", "--json"]).await.json();
    assert_json!(first, { "applied": migration::known(), "backup": null });
    let again = guildhall(&dir, &url, &["migrate", "--json"]).await.json();
    assert_json!(again, { "applied": [], "backup": null });
    let status = guildhall(&dir, &url, &["migrate", "--status"]).await;
    assert_eq!(status.out, "The database's schema is current.\n");
}

#[tokio::test]
async fn a_file_with_something_in_it_is_copied_first() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &["migrate"]).await.code, 0);
    // As an older version left it: the last migration is missing.
    let mut options = ConnectOptions::new(url.replacen("sqlite:", "sqlite://", 1));
    options.max_connections(1);
    let other = Database::connect(options).await.expect("a connection");
    migration_down(&other).await;
    other.close().await.expect("closed");
    let status = guildhall(&dir, &url, &["migrate", "--status", "--json"])
        .await
        .json();
    assert_json!(status, { "state": "BEHIND", "pending": [migration::latest()] });
    let run = guildhall(&dir, &url, &["migrate", "--json"]).await.json();
    assert_eq!(run["applied"], json!([migration::latest()]));
    let backup = run["backup"].as_str().expect("a backup");
    let last = &migration::known()[migration::known().len() - 2];
    assert!(
        backup.contains(&format!("guildhall.db.backup-{last}-2")),
        "{backup}"
    );
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(backup.as_ref()), 0o600, "nobody else reads the copy");
    assert_eq!(mode(&dir.path().join("guildhall.db")), 0o600, "nor the database");
    // The copy is the database of before.
    let copy = format!("sqlite:{backup}");
    let status = guildhall(&dir, &copy, &["migrate", "--status", "--json"])
        .await
        .json();
    assert_eq!(status["state"], "BEHIND");
}

#[tokio::test]
async fn postgres() {
    let Some(server) = postgres::server() else { return };
    let dir = TempDir::new().expect("a folder");
    let database = server.create_empty_database().await;
    let run = guildhall(&dir, database.url(), &["migrate", "--json"]).await;
    assert_json!(run.json(), { "applied": migration::known(), "backup": null });
}

async fn migration_down(conn: &sea_orm::DatabaseConnection) {
    use migration::MigratorTrait;
    migration::Migrator::down(conn, Some(1))
        .await
        .expect("one step back");
    conn.execute_unprepared("VACUUM").await.expect("tidied");
}
