//! Bad input: each gets one clear sentence, an exit code of its kind, soon, and nothing is lost.

use std::{fs, os::unix::fs::PermissionsExt};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::{Served, binary, guildhall, program, run, sqlite_url};
use crate::support::postgres::{self, OwnServer};

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

#[tokio::test]
async fn every_problem_with_the_settings_is_told_at_once() {
    let dir = TempDir::new().expect("a folder");
    let mut command = program(&binary(), dir.path(), &["serve", "--hour-value", "much"]);
    command
        .env("DATABASE_URL", "mysql://me:hush@db/x")
        .env("GUILDHALL_LISTEN", "nowhere")
        .env("GUILDHALL_LOG_FORMAT", "xml")
        .env("GUILDHALL_LOG", "loud=loud");
    let run = run(&mut command).await;
    assert_eq!(run.code, 2);
    assert_eq!(run.err.lines().count(), 5, "{}", run.err);
    assert!(!run.err.contains("hush"));
}

#[tokio::test]
async fn an_empty_variable_is_unset() {
    let dir = TempDir::new().expect("a folder");
    let run = guildhall(&dir, "", &["migrate", "--json"]).await;
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(dir.path().join("guildhall.db").exists());
}

#[tokio::test]
async fn wrong_usage() {
    let dir = TempDir::new().expect("a folder");
    assert_eq!(guildhall(&dir, "", &["fly"]).await.code, 2);
    let help = guildhall(&dir, "", &["--help"]).await;
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Exit codes:"));
}

#[tokio::test]
async fn a_port_that_is_taken() {
    let dir = TempDir::new().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let run = guildhall(&dir, &sqlite_url(&dir), &["serve", "--listen", &address]).await;
    run.assert_refused(1, "is taken by another program");
    assert!(!dir.path().join("guildhall.db").exists(), "nothing was touched");
}

#[tokio::test]
async fn a_file_that_is_no_database() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("guildhall.db");
    let text = "Dear diary, ".repeat(200);
    fs::write(&file, &text).expect("a file");
    let run = guildhall(&dir, &sqlite_url(&dir), &SERVE).await;
    run.assert_refused(3, "is not a database");
    assert_eq!(fs::read_to_string(&file).expect("the file"), text);
}

#[tokio::test]
async fn a_folder_instead_of_a_file() {
    let dir = TempDir::new().expect("a folder");
    fs::create_dir(dir.path().join("guildhall.db")).expect("a folder");
    let run = guildhall(&dir, &sqlite_url(&dir), &SERVE).await;
    run.assert_refused(3, "cannot be opened");
}

#[tokio::test]
async fn a_locked_file() {
    let dir = TempDir::new().expect("a folder");
    let other = open(&sqlite_url(&dir)).await;
    other
        .execute_unprepared("CREATE TABLE t (a)")
        .await
        .expect("a table");
    other.execute_unprepared("BEGIN EXCLUSIVE").await.expect("a lock");
    let run = guildhall(&dir, &sqlite_url(&dir), &SERVE).await;
    run.assert_refused(3, "is locked by another program");
}

#[tokio::test]
async fn a_file_that_may_only_be_read() {
    // Root may write everything: the program is copied to where anybody may run it, and runs as somebody else.
    let dir = TempDir::new().expect("a folder");
    let made = guildhall(&dir, &sqlite_url(&dir), &["migrate"]).await;
    assert_eq!(made.code, 0, "{}", made.err);
    let copy = dir.path().join("guildhall");
    fs::copy(binary(), &copy).expect("a copy");
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode(&dir.path().join("guildhall.db"), 0o444);
    mode(dir.path(), 0o555);
    let mut command = program(&copy, dir.path(), &SERVE);
    command.env("DATABASE_URL", sqlite_url(&dir));
    if is_root(&dir) {
        command.uid(65534);
    }
    let run = run(&mut command).await;
    mode(dir.path(), 0o755);
    run.assert_refused(3, "read-only");
}

#[tokio::test]
async fn a_newer_schema() {
    let dir = TempDir::new().expect("a folder");
    assert_eq!(guildhall(&dir, &sqlite_url(&dir), &["migrate"]).await.code, 0);
    let other = open(&sqlite_url(&dir)).await;
    other
        .execute_unprepared("INSERT INTO seaql_migrations VALUES ('m20990101_000001_tomorrow', 0)")
        .await
        .expect("a row");
    other.close().await.expect("closed");
    for arguments in [&SERVE[..], &["migrate"]] {
        let run = guildhall(&dir, &sqlite_url(&dir), arguments).await;
        run.assert_refused(4, "newer Guildhall (m20990101_000001_tomorrow");
    }
}

#[tokio::test]
async fn a_database_of_another_program() {
    let dir = TempDir::new().expect("a folder");
    let other = open(&sqlite_url(&dir)).await;
    other
        .execute_unprepared("CREATE TABLE recipe (name TEXT)")
        .await
        .expect("a table");
    other.close().await.expect("closed");
    let run = guildhall(&dir, &sqlite_url(&dir), &SERVE).await;
    run.assert_refused(1, "the tables of another program");
}

#[tokio::test]
async fn a_postgres_that_is_not_there() {
    let dir = TempDir::new().expect("a folder");
    let port = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!(
        "postgres://me:hush@{}/hall",
        port.local_addr().expect("an address")
    );
    drop(port);
    let run = guildhall(&dir, &url, &SERVE).await;
    run.assert_refused(3, "cannot be reached");
    assert!(!run.err.contains("hush"));
}

#[tokio::test]
async fn a_postgres_that_is_silent() {
    let dir = TempDir::new().expect("a folder");
    // Takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("postgres://me@{}/hall", silent.local_addr().expect("an address"));
    guildhall(&dir, &url, &SERVE)
        .await
        .assert_refused(3, "cannot be reached");
}

#[tokio::test]
async fn a_postgres_database_that_does_not_exist() {
    let Some(server) = postgres::server() else { return };
    let dir = TempDir::new().expect("a folder");
    let url = server.admin_url().replacen("/postgres?", "/nowhere?", 1);
    guildhall(&dir, &url, &SERVE)
        .await
        .assert_refused(3, "does not exist on that server");
}

#[tokio::test]
async fn a_wrong_password() {
    let Some(server) = OwnServer::start() else { return };
    let dir = TempDir::new().expect("a folder");
    let admin = open(server.url()).await;
    admin
        .execute_unprepared("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        .await
        .expect("a role");
    server.guard("clerk").expect("the rules are written");
    admin
        .execute_unprepared("SELECT pg_reload_conf()")
        .await
        .expect("a reload");
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let run = guildhall(&dir, &server.url_as("clerk:wrong"), &SERVE).await;
    run.assert_refused(3, "refuses the user name or password");
    assert!(!run.err.contains("wrong@"));
}

#[tokio::test]
async fn a_port_that_is_taken_by_guildhall_itself() {
    let dir = TempDir::new().expect("a folder");
    let first = Served::start(&dir, &sqlite_url(&dir)).await;
    let address = first.address.trim_start_matches("http://").to_owned();
    let run = guildhall(&dir, &sqlite_url(&dir), &["serve", "--listen", &address]).await;
    run.assert_refused(1, "is taken by another program");
    assert_eq!(first.get("/readyz").await.0, 200);
}

/// A connection of another program.
pub(super) async fn open(url: &str) -> DatabaseConnection {
    let url = match url.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite://{path}?mode=rwc"),
        None => url.to_owned(),
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    Database::connect(options).await.expect("a connection")
}

/// A file just made belongs to the user who runs the tests.
pub(super) fn is_root(dir: &TempDir) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(dir.path()).expect("the folder").uid() == 0
}
