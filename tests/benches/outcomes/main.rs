//! How long outcomes take at 100,000 completers and 40,000 hires, on both databases, and how they are read.
//!
//! Counting: each statement that a publication is made from, with its plan (counts are to be read from indexes), and publishing as
//! a whole, which nobody waits for. Answering: each question over HTTP, for every count there is, one after the other on one
//! connection. Half of the times are no longer than p50, and p50 must stay under 100 ms for each statement and each question.
//!
//! `cargo bench -p guildhall-tests --bench outcomes`; `ROUNDS=200` asks more often.

mod world;

use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};

use api::{
    app::App,
    clock::Clock,
    config::{Config, Flags},
    outcomes, serve, startup,
};
use guildhall_tests::{postgres, settings};
use reqwest::Client;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use self::world::World;

/// The time that half of the answers may take at most.
const BUDGET: Duration = Duration::from_millis(100);
/// Everything that is counted.
const COUNTS: &str = "completers { value reason } withCredential { value reason } hired { value reason } hiredInField { value reason }
    employersHiring { value reason } employedQ2 { value reason } employedQ4 { value reason } skillGains { value reason }
    retention { numerator { value } denominator { value } rate { percent reason } }";

/// A question: its name, how it groups, and its filter.
type Question = (&'static str, &'static str, fn(&World) -> Json);

const QUESTIONS: [Question; 6] = [
    ("by program", "PROGRAM", |_| json!({})),
    ("by provider", "PROVIDER", |_| json!({})),
    ("by program year", "PROGRAM_YEAR", |_| json!({})),
    (
        "by program, one program year",
        "PROGRAM",
        |_| json!({ "programYear": 2024 }),
    ),
    (
        "by program, one provider",
        "PROGRAM",
        |world| json!({ "agencyId": world.provider() }),
    ),
    (
        "one program by year, as an evidence file asks",
        "PROGRAM_YEAR",
        |world| json!({ "programId": world.program() }),
    ),
];

#[tokio::main]
async fn main() {
    let rounds = settings::get("ROUNDS")
        .and_then(|text| text.parse().ok())
        .unwrap_or(50);
    let dir = TempDir::new().expect("a folder");
    let url = format!("sqlite:{}", dir.path().join("guildhall.db").display());
    let mut slow = run("SQLite", &url, &dir, rounds).await;
    match postgres::server() {
        Some(server) => {
            let database = server.create_empty_database().await;
            slow.extend(run("PostgreSQL", database.url(), &dir, rounds).await);
        }
        None => say("PostgreSQL was not found: its half is left out."),
    }
    assert!(slow.is_empty(), "slower than {BUDGET:?}: {}", slow.join(", "));
}

/// Measures on one database; the questions that took too long.
async fn run(name: &str, url: &str, dir: &TempDir, rounds: usize) -> Vec<String> {
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
    say(&format!("\n{name}: {}, {rounds} rounds", world::SIZE));
    // Before it is served: nothing else sends statements.
    let mut slow = count(name, &app, rounds).await;
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
        "{:<50}{:>9}{:>9}{:>6}{:>7}{:>8}",
        "question", "p50 ms", "p99 ms", "SQL", "rows", "hidden"
    ));
    for question in QUESTIONS {
        let p50 = measure(&app, &address, &world, question, rounds).await;
        if p50 > BUDGET {
            slow.push(format!("{name}, {}: {p50:?}", question.0));
        }
    }
    let _ = stop.send(());
    server.await.expect("the server stops");
    slow
}

async fn measure(app: &App, address: &str, world: &World, question: Question, rounds: usize) -> Duration {
    let client = Client::new();
    let first = ask(&client, address, world, question).await;
    let before = app.db.meter().count();
    ask(&client, address, world, question).await;
    let statements = app.db.meter().count() - before;
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        ask(&client, address, world, question).await;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let rows = first["rows"].as_array().map_or(0, Vec::len);
    let hidden = first.to_string().matches("\"reason\":\"").count();
    say(&format!(
        "{:<50}{:>9.1}{:>9.1}{statements:>6}{rows:>7}{hidden:>8}",
        question.0,
        millis(at(&times, 50)),
        millis(at(&times, 99))
    ));
    at(&times, 50)
}

async fn ask(client: &Client, address: &str, world: &World, (_, by, filter): Question) -> Json {
    let query = format!(
        "query($by: OutcomeGroupBy!, $where: OutcomeWhere) {{ outcomes(groupBy: $by, where: $where) {{
            rows {{ program {{ name }} provider {{ name }} programYear {COUNTS} }} total {{ {COUNTS} }} asOf }} }}"
    );
    let body = json!({ "query": query, "variables": { "by": by, "where": filter(world) } });
    let sent = client
        .post(address)
        .bearer_auth(&world.token)
        .json(&body)
        .send()
        .await;
    let mut answer: Json = sent.expect("an answer").json().await.expect("JSON");
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"]["outcomes"].take()
}

/// Publishes, and measures the statements that it counts by; those that take too long.
async fn count(name: &str, app: &Arc<App>, rounds: usize) -> Vec<String> {
    let cx = app.system("a benchmark");
    app.db.meter().start_recording();
    let start = Instant::now();
    outcomes::ops::publish(&cx).await.expect("a publication");
    let whole = start.elapsed();
    let statements = app.db.meter().stop_recording();
    let mut slow = Vec::new();
    let is_count = |statement: &Statement| statement.sql.starts_with("SELECT");
    for statement in statements.into_iter().filter(is_count) {
        let mut times = Vec::with_capacity(rounds);
        for _ in 0..rounds {
            let start = Instant::now();
            let rows = app.db.read().query_all_raw(statement.clone()).await;
            rows.expect("rows");
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let p50 = at(&times, 50);
        say(&format!("\n{:.1} ms  {}", millis(p50), statement.sql));
        plan(app, &statement).await;
        if p50 > BUDGET {
            slow.push(format!("{name}, {}: {p50:?}", statement.sql));
        }
    }
    say(&format!(
        "\npublishing as a whole, in the background: {:.1} ms\n",
        millis(whole)
    ));
    slow
}

/// Prints how a statement is read.
async fn plan(app: &App, statement: &Statement) {
    let (explain, column) = match app.db.backend() {
        DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        _ => ("EXPLAIN (COSTS OFF)", "QUERY PLAN"),
    };
    let sql = format!("{explain} {}", statement.sql);
    let explained = Statement {
        sql,
        ..statement.clone()
    };
    for step in app.db.read().query_all_raw(explained).await.expect("a plan") {
        let step: String = step.try_get("", column).expect("a text");
        say(&format!("    {step}"));
    }
}

/// The time that so many percent of some sorted times do not exceed.
fn at(times: &[Duration], part: usize) -> Duration {
    times[(times.len() * part / 100).min(times.len() - 1)]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Prints a line.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
