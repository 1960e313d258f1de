//! Requests a second over HTTP, with sign-in and permissions on, at 10,000 employers, on both databases.
//!
//! Five questions are asked by 32 connections each: an employer by id, a nested page, a filtered page, counts by sector, and a
//! write with its audit. Beside each stands what the database alone does with the same statements, replayed over the same
//! connections by as many tasks; the share says how much of that is left after HTTP, GraphQL and the policy.
//!
//! `cargo bench -p guildhall-tests --bench http`; `SECONDS=20` makes each measurement longer. Read ratios, not figures: two runs
//! on a busy machine differ by a tenth.

mod load;
mod questions;
mod world;

use std::{io::Write, sync::Arc, time::Duration};

use api::{
    app::App,
    clock::Clock,
    config::{Config, Flags},
    serve, startup,
};
use guildhall_tests::{postgres, settings};
use tempfile::TempDir;
use tokio::net::TcpListener;

use self::{load::Figures, questions::Question, world::World};

/// Connections that ask at once.
const CONNECTIONS: usize = 32;

#[tokio::main]
async fn main() {
    let seconds = settings::get("SECONDS")
        .and_then(|text| text.parse().ok())
        .unwrap_or(5);
    let dir = TempDir::new().expect("a folder");
    let url = format!("sqlite:{}", dir.path().join("guildhall.db").display());
    run(
        "SQLite (synchronous FULL)",
        &url,
        &dir,
        Duration::from_secs(seconds),
    )
    .await;
    match postgres::server() {
        Some(server) => {
            let database = server.create_empty_database().await;
            run("PostgreSQL", database.url(), &dir, Duration::from_secs(seconds)).await;
        }
        None => say("PostgreSQL was not found: its half is left out."),
    }
}

async fn run(name: &str, url: &str, dir: &TempDir, time: Duration) {
    let flags = Flags {
        database_url: Some(url.to_owned()),
        data_dir: Some(dir.path().display().to_string()),
        rate_limit: Some("100000000".to_owned()),
        ..Flags::default()
    };
    let config = Config::resolve(&flags, |_| None).expect("settings");
    let app = App::build(config, Clock::system())
        .await
        .expect("the database opens");
    startup::migrate(&app).await.expect("the migrations apply");
    let world = World::fill(&app).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/graphql", listener.local_addr().expect("an address"));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = Arc::clone(&app);
    let server = tokio::spawn(async move {
        let stopped = async { drop(stopped.await) };
        serve::serve(&served, listener, stopped)
            .await
            .expect("the server runs");
    });
    say(&format!(
        "\n{name}: {} employers, {} contacts, {CONNECTIONS} connections, {time:?} each",
        world::EMPLOYERS,
        world::CONTACTS
    ));
    say(&Figures::header());
    for question in questions::all() {
        let mut figures = measure(&app, &address, &world, &question, time).await;
        say(&figures.line(question.name));
    }
    let _ = stop.send(());
    server.await.expect("the server stops");
}

async fn measure(
    app: &Arc<App>,
    address: &str,
    world: &World,
    question: &Question,
    time: Duration,
) -> Figures {
    let mut statements = load::statements(app, address, world, question).await;
    for _ in 0..4 {
        // What works in the background sends statements, too: those of the request are the fewest.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let again = load::statements(app, address, world, question).await;
        if again.len() < statements.len() {
            statements = again;
        }
    }
    let alone = load::replay(app, &statements, time).await;
    let mut figures = load::drive(address, world, question, time).await;
    figures.statements = statements.len();
    figures.alone = alone;
    figures
}

/// Prints a line.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
