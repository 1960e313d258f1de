//! A database that falls silent or goes away while Guildhall serves: answered soon, recovered without a restart.

use std::time::{Duration, Instant};

use entities::user_account::UserRole;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use tempfile::TempDir;

use super::{SOON, Served, sqlite_url};
use crate::support::{TestApp, postgres::OwnServer};

const READ: &str = "{ employers(first: 1) { nodes { id } } }";
const WRITE: &str = r#"mutation { employerCreate(input: {name: "Acme"}, allowDuplicates: true) { employer { id } userErrors { message } } }"#;
const SILENT: &str = "database does not answer";

#[tokio::test]
async fn a_postgres_that_is_silent_and_one_that_is_dead() {
    let Some(mut server) = OwnServer::start() else {
        return;
    };
    let dir = TempDir::new().expect("a folder");
    let served = Served::start(&dir, server.url()).await;
    let token = token(server.url()).await;
    assert_works(&served, &token).await;

    server.pause();
    assert_lost(&served, &token).await;
    server.resume();
    assert_recovers(&served, &token).await;

    server.kill();
    assert_lost(&served, &token).await;
    server.restart();
    assert_recovers(&served, &token).await;
}

#[tokio::test]
async fn a_locked_file_is_still_read() {
    let dir = TempDir::new().expect("a folder");
    let served = Served::start(&dir, &sqlite_url(&dir)).await;
    let token = token(&sqlite_url(&dir)).await;
    assert_works(&served, &token).await;
    let mut options = ConnectOptions::new(sqlite_url(&dir).replacen("sqlite:", "sqlite://", 1));
    options.max_connections(1);
    let other = Database::connect(options).await.expect("a connection");
    other.execute_unprepared("BEGIN EXCLUSIVE").await.expect("a lock");
    // With a write-ahead log a writer stops no reader.
    let (status, text, took) = served.ask(&token, READ).await;
    assert!(status == 200 && took < SOON, "{status} {took:?} {text}");
    let asked = (0..3).map(|_| served.ask(&token, WRITE));
    for (_, text, took) in futures(asked).await {
        assert!(took < SOON, "took {took:?}");
        assert!(text.contains(SILENT), "{text}");
    }
    assert_eq!(served.get("/healthz").await.0, 200);
    // But nobody can sign in meanwhile: it is alive and not ready, and says why.
    let start = Instant::now();
    let (status, text) = served.get("/readyz").await;
    assert!(
        status == 503 && start.elapsed() < SOON,
        "{status} {:?}",
        start.elapsed()
    );
    assert!(text.contains("another program locks it"), "{text}");
    other.execute_unprepared("ROLLBACK").await.expect("the lock gone");
    assert_works(&served, &token).await;
}

async fn assert_works(served: &Served, token: &str) {
    for query in [READ, WRITE] {
        let (status, text, _) = served.ask(token, query).await;
        assert!(status == 200 && !text.contains("errors\":["), "{status} {text}");
    }
    assert_eq!(served.get("/readyz").await.0, 200);
}

async fn assert_lost(served: &Served, token: &str) {
    // More than the pool has, some twice, so that nobody waits in line for longer.
    for _ in 0..2 {
        let asked = (0..30).map(|turn| served.ask(token, if turn % 2 == 0 { READ } else { WRITE }));
        for (status, text, took) in futures(asked).await {
            assert!(took < SOON, "took {took:?}: {text}");
            assert_eq!(status, 503, "{text}");
            assert!(text.contains(SILENT), "{text}");
        }
    }
    let start = Instant::now();
    let (status, text) = served.get("/readyz").await;
    assert!(
        status == 503 && start.elapsed() < SOON,
        "{status} {:?}",
        start.elapsed()
    );
    assert!(text.contains(SILENT), "{text}");
    let start = Instant::now();
    assert_eq!(served.get("/healthz").await.0, 200);
    assert!(start.elapsed() < SOON);
}

async fn assert_recovers(served: &Served, token: &str) {
    served.until("/readyz", 200).await;
    let start = Instant::now();
    loop {
        let (status, text, _) = served.ask(token, READ).await;
        if status == 200 {
            break;
        }
        assert!(start.elapsed() < 2 * SOON, "it does not recover: {status} {text}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_works(served, token).await;
}

/// The token of somebody who may do everything.
async fn token(url: &str) -> String {
    let t = TestApp::on(url).await;
    let token = t.user(UserRole::Admin).await.token;
    t.app.db.close().await;
    token
}

/// Waits for all.
async fn futures<T>(work: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    futures_util::future::join_all(work).await
}
