//! Asking as fast as answers come, and replaying statements without Guildhall.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use api::{app::App, db};
use futures_util::future::join_all;
use reqwest::Client;
use sea_orm::{ConnectionTrait, Statement, Value, prelude::Uuid};
use serde_json::{Value as Json, json};

use super::{CONNECTIONS, questions::Question, world::World};

/// What was measured.
#[derive(Default)]
pub struct Figures {
    latencies: Vec<Duration>,
    elapsed: Duration,
    errors: usize,
    memory_mib: u64,
    /// SQL statements of one request.
    pub statements: usize,
    /// How often a second the database alone does the same statements.
    pub alone: f64,
}

impl Figures {
    /// The head of the table.
    pub fn header() -> String {
        format!(
            "{:<50}{:>8}{:>9}{:>9}{:>8}{:>6}{:>10}{:>8}{:>8}",
            "question", "req/s", "p50 ms", "p99 ms", "errors", "SQL", "alone/s", "share", "MiB"
        )
    }

    /// A line of the table.
    pub fn line(&mut self, name: &str) -> String {
        self.latencies.sort_unstable();
        let rate = self.rate();
        let (p50, p99) = (self.quantile(0.50), self.quantile(0.99));
        let share = 100.0 * rate / self.alone;
        format!(
            "{name:<50}{rate:>8.0}{p50:>9.2}{p99:>9.2}{:>8}{:>6}{:>10.0}{share:>7.0}%{:>8}",
            self.errors, self.statements, self.alone, self.memory_mib
        )
    }

    fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    fn quantile(&self, quantile: f64) -> f64 {
        let place =
            ((self.latencies.len() as f64 * quantile) as usize).min(self.latencies.len().saturating_sub(1));
        self.latencies
            .get(place)
            .map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }
}

/// Asks with all connections for `time`, after a second of warming up.
pub async fn drive(address: &str, world: &World, question: &Question, time: Duration) -> Figures {
    let next = AtomicUsize::new(0);
    let client = Client::builder()
        .pool_max_idle_per_host(CONNECTIONS)
        .build()
        .expect("a client");
    let tasks = |time| {
        let (client, next) = (&client, &next);
        join_all((0..CONNECTIONS).map(move |_| async move {
            let (start, mut latencies, mut errors) = (Instant::now(), Vec::new(), 0_usize);
            while start.elapsed() < time {
                let asked = Instant::now();
                let n = next.fetch_add(1, Ordering::Relaxed);
                let is_fine = ask(client, address, world, question, n).await.is_ok();
                latencies.push(asked.elapsed());
                errors += usize::from(!is_fine);
            }
            (latencies, errors)
        }))
    };
    tasks(Duration::from_secs(1)).await;
    let start = Instant::now();
    let parts = tasks(time).await;
    let mut figures = Figures {
        elapsed: start.elapsed(),
        memory_mib: resident_mib(),
        ..Figures::default()
    };
    for (latencies, errors) in parts {
        figures.latencies.extend(latencies);
        figures.errors += errors;
    }
    figures
}

async fn ask(
    client: &Client,
    address: &str,
    world: &World,
    question: &Question,
    n: usize,
) -> Result<Json, String> {
    let body = json!({ "query": question.document, "variables": (question.variables)(world, n) });
    let sent = client
        .post(address)
        .bearer_auth(&world.token)
        .json(&body)
        .send()
        .await;
    let answer: Json = sent
        .map_err(|error| error.to_string())?
        .json()
        .await
        .map_err(|error| error.to_string())?;
    if answer["data"].is_object() && answer.get("errors").is_none() {
        Ok(answer)
    } else {
        Err(answer.to_string())
    }
}

/// The statements of one request.
pub async fn statements(app: &Arc<App>, address: &str, world: &World, question: &Question) -> Vec<Statement> {
    let client = Client::new();
    app.db.meter().start_recording();
    let asked = ask(&client, address, world, question, 1_000_000).await;
    let mut statements = app.db.meter().stop_recording();
    // The workers of the same process look at their queues meanwhile.
    let is_workers = |sql: &str| {
        ["\"job\"", "\"outbox_message\""]
            .iter()
            .any(|table| sql.contains(table))
    };
    statements.retain(|statement| !is_workers(&statement.sql));
    if let Err(answer) = asked {
        panic!("{}: {answer}", question.name);
    }
    statements
}

/// How often a second the database does these statements, asked by as many tasks as there are connections.
///
/// Statements that write run in one transaction each time, with new ids.
pub async fn replay(app: &Arc<App>, statements: &[Statement], time: Duration) -> f64 {
    let writes = statements
        .iter()
        .any(|statement| !statement.sql.starts_with("SELECT"));
    let done = AtomicUsize::new(0);
    let start = Instant::now();
    join_all((0..CONNECTIONS).map(|_| async {
        while start.elapsed() < time {
            if writes {
                replay_write(app, statements).await;
            } else {
                for statement in statements {
                    app.db
                        .read()
                        .query_all_raw(statement.clone())
                        .await
                        .expect("an answer");
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    }))
    .await;
    done.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64()
}

async fn replay_write(app: &Arc<App>, statements: &[Statement]) {
    let cx = app.system("benchmark");
    let statements = renewed(app, statements);
    db::write(&cx, async |tx| {
        for statement in statements {
            tx.query_all_raw(statement).await?;
        }
        Ok(())
    })
    .await
    .unwrap_or_else(|_| panic!("the statements run again"));
}

/// The statements with new ids for the rows they insert.
fn renewed(app: &App, statements: &[Statement]) -> Vec<Statement> {
    let inserts = statements
        .iter()
        .filter(|statement| statement.sql.starts_with("INSERT"));
    let ids: HashMap<Uuid, Uuid> = inserts
        .filter_map(|statement| match statement.values.as_ref()?.0.first()? {
            Value::Uuid(Some(id)) => Some((*id, app.ids.next_uuid())),
            _ => None,
        })
        .collect();
    let mut statements = statements.to_vec();
    let values = statements
        .iter_mut()
        .filter_map(|statement| statement.values.as_mut());
    for value in values.flat_map(|values| values.0.iter_mut()) {
        if let Value::Uuid(Some(id)) = value
            && let Some(new) = ids.get(id)
        {
            *id = *new;
        }
    }
    statements
}

/// The memory of this process, which serves and asks.
fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: u64 = line
        .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0);
    kib / 1024
}
