//! Serving: the address, health, and a stop that cuts no request.

use std::time::Duration;

use entities::user_account::UserRole;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use tempfile::TempDir;

use super::{Served, guildhall, sqlite_url};
use crate::support::TestApp;

const CREATE: &str = r#"mutation { employerCreate(input: {name: "Slow Boat Freight"}) { employer { name } userErrors { message } } }"#;

#[tokio::test]
async fn a_fresh_folder_is_enough() {
    let dir = TempDir::new().expect("a folder");
    let served = Served::start(&dir, "").await;
    assert_eq!(served.get("/healthz").await.0, 200);
    assert_eq!(served.get("/readyz").await.0, 200);
    served.terminate();
    assert_eq!(served.ended().await, (0, String::new()));
    assert!(dir.path().join("guildhall.db").exists());
    assert!(
        !dir.path().join("guildhall.db-wal").exists(),
        "the database was closed"
    );
}

#[tokio::test]
async fn a_request_under_way_is_answered_after_the_stop() {
    let dir = TempDir::new().expect("a folder");
    let served = Served::start(&dir, &sqlite_url(&dir)).await;
    let t = TestApp::on(&sqlite_url(&dir)).await;
    let token = t.user(UserRole::Admin).await.token;
    t.app.db.close().await;
    // Another program holds the one pen, so that the request takes as long as we want.
    let mut options = ConnectOptions::new(sqlite_url(&dir).replacen("sqlite:", "sqlite://", 1));
    options.max_connections(1);
    let pen = Database::connect(options).await.expect("a connection");
    pen.execute_unprepared("BEGIN IMMEDIATE").await.expect("the pen");
    let slow = served.ask(&token, CREATE);
    let stop = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        served.terminate();
        tokio::time::sleep(Duration::from_millis(500)).await;
        let refused = reqwest::get(format!("{}/healthz", served.address)).await;
        assert!(refused.is_err(), "no new connection is taken");
        pen.execute_unprepared("COMMIT").await.expect("the pen back");
    };
    let ((status, text, took), ()) = tokio::join!(slow, stop);
    assert_eq!(status, 200, "{text}");
    assert!(text.contains("Slow Boat Freight"), "{text}");
    assert!(
        took >= Duration::from_secs(1),
        "it was under way when the stop came"
    );
    assert_eq!(served.ended().await.0, 0);
}

#[tokio::test]
async fn the_schema_is_printed() {
    let dir = TempDir::new().expect("a folder");
    let run = guildhall(&dir, "nonsense", &["schema"]).await;
    assert_eq!((run.code, run.out), (0, api::schema::sdl()));
}

#[tokio::test]
async fn those_who_have_not_signed_in_share_points_with_their_address_alone() {
    let dir = TempDir::new().expect("a folder");
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--rate-limit", "100"];
    let served = Served::start_with(&dir, &sqlite_url(&dir), &arguments).await;
    let from = |last: u8| {
        let address = std::net::IpAddr::from([127, 0, 0, last]);
        reqwest::Client::builder()
            .local_address(address)
            .build()
            .expect("a client")
    };
    // A bucket holds ten seconds of points: 1,000. Each of these costs 50.
    let infos: String = (0..50)
        .map(|number| format!("i{number}: serverInfo {{ version }} "))
        .collect();
    let dear = format!("{{ {infos} }}");
    let ask = async |client: &reqwest::Client, forwarded: &str| {
        let request = client.post(served.graphql()).header("X-Forwarded-For", forwarded);
        served.answer(request, &dear).await.0
    };
    let (loud, quiet) = (from(1), from(2));
    let mut statuses = Vec::new();
    for number in 0..40 {
        // A header that names another address makes nobody another caller.
        statuses.push(ask(&loud, &format!("198.51.100.{number}")).await);
    }
    assert!(statuses[0] == 200 && statuses.contains(&429), "{statuses:?}");
    assert_eq!(ask(&quiet, "198.51.100.1").await, 200);
}

/// A sign-in that fails and costs a whole bucket of the smallest size.
const GUESS: &str = r#"mutation { signIn(input: {email: "eve@example.org", password: "wrong horse battery"}) { userErrors { code } } }"#;

#[tokio::test]
async fn a_trusted_proxy_tells_from_where_a_request_comes() {
    let dir = TempDir::new().expect("a folder");
    let listen = ["serve", "--listen", "127.0.0.1:0", "--rate-limit", "100"];
    let trusting = [&listen[..], &["--trusted-proxies", "127.0.0.0/8"]].concat();
    let mut served = Served::start_with(&dir, &sqlite_url(&dir), &trusting).await;
    assert_eq!(guess(&served, "198.51.100.1").await, 200);
    assert_eq!(guess(&served, "198.51.100.1").await, 429);
    assert_eq!(
        guess(&served, "198.51.100.66, 198.51.100.1").await,
        429,
        "what the caller wrote is not heard"
    );
    assert_eq!(guess(&served, "198.51.100.2").await, 200);
    let mut log = served.child.stderr.take().expect("its log");
    served.terminate();
    assert_eq!(served.ended().await.0, 0);
    let mut text = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut log, &mut text)
        .await
        .expect("text");
    assert!(
        text.contains("a sign-in failed") && text.contains("198.51.100.2"),
        "{text}"
    );
    assert!(
        text.contains("e***@example.org") && !text.contains("eve@"),
        "{text}"
    );

    let served = Served::start_with(&dir, &sqlite_url(&dir), &listen).await;
    assert_eq!(guess(&served, "198.51.100.1").await, 200);
    assert_eq!(guess(&served, "198.51.100.2").await, 429, "nobody is trusted");
}

async fn guess(served: &Served, forwarded_for: &str) -> u16 {
    let request = reqwest::Client::new()
        .post(served.graphql())
        .header("x-forwarded-for", forwarded_for);
    served.answer(request, GUESS).await.0
}
