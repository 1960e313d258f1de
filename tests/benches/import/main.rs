//! Spreadsheets brought in by the importer as the command line does it, on both databases: 1,000 employers with 3,000 people, then
//! 10,000 with 30,000, each with an affiliation, an e-mail address and a telephone number.
//!
//! For each step the seconds, the rows a second, and the most memory the whole process held meanwhile: it must not grow with
//! the file. `cargo bench -p guildhall-tests --bench import`. The largest import must take less than 60 s on SQLite, its dry
//! run and a second run, which changes nothing, as well.

mod files;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use api::{
    app::App,
    clock::Clock,
    config::{Config, Flags},
    imports::ops::{self, Report, Request},
    startup,
};
use entities::import_batch;
use guildhall_tests::postgres;
use tempfile::TempDir;

/// Employers of each round.
const SIZES: [usize; 2] = [1_000, 10_000];
/// The time that the largest import may take on SQLite.
const BUDGET: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() {
    say(&format!(
        "{:<12}{:>10}  {:<28}{:>8}{:>10}{:>10}{:>10}",
        "database", "employers", "step", "rows", "seconds", "rows/s", "peak MiB"
    ));
    for size in SIZES {
        let dir = TempDir::new().expect("a folder");
        let url = format!("sqlite:{}", dir.path().join("guildhall.db").display());
        let took = round("SQLite", &url, &dir, size).await;
        assert!(
            took < BUDGET,
            "{size} employers took {took:?} on SQLite; {BUDGET:?} is the budget"
        );
    }
    let Some(server) = postgres::server() else {
        say("PostgreSQL was not found: its half is left out.");
        return;
    };
    for size in SIZES {
        let dir = TempDir::new().expect("a folder");
        let database = server.create_empty_database().await;
        round("PostgreSQL", database.url(), &dir, size).await;
    }
}

/// Imports employers and people into an empty database; the time of both imports together.
async fn round(name: &str, url: &str, dir: &TempDir, size: usize) -> Duration {
    let flags = Flags {
        database_url: Some(url.to_owned()),
        data_dir: Some(dir.path().join("data").display().to_string()),
        ..Flags::default()
    };
    let config = Config::resolve(&flags, |_| None).expect("settings");
    let app = App::build(config, Clock::system())
        .await
        .expect("the database opens");
    startup::migrate(&app).await.expect("the migrations apply");
    let employers = files::employers(dir.path(), size);
    let people = files::people(dir.path(), size);
    let mut took = Duration::ZERO;
    for (step, path, profile, dry_run) in [
        ("employers", &employers, files::EMPLOYERS, false),
        ("people, dry run", &people, files::people_profile(), true),
        ("people", &people, files::people_profile(), false),
        ("people, nothing new", &people, files::people_profile(), false),
    ] {
        let figures = import(&app, path, profile, dry_run).await;
        say(&format!("{name:<12}{size:>10}  {step:<28}{}", figures.line()));
        check(step, &figures.batch, size);
        if step == "employers" || step == "people" {
            took += figures.time;
        }
    }
    app.db.close().await;
    took
}

/// What was measured.
struct Figures {
    batch: import_batch::Model,
    time: Duration,
    peak_mib: u64,
}

impl Figures {
    fn line(&self) -> String {
        let (rows, seconds) = (self.batch.rows_total, self.time.as_secs_f64());
        let rate = f64::from(rows) / seconds;
        format!("{rows:>8}{seconds:>10.2}{rate:>10.0}{:>10}", self.peak_mib)
    }
}

async fn import(app: &Arc<App>, path: &Path, profile: &str, dry_run: bool) -> Figures {
    let request = Request {
        path: PathBuf::from(path),
        file_name: "bench.csv".to_owned(),
        profile: profile.to_owned(),
        dry_run,
        agency: None,
        progress: None,
    };
    forget_peak();
    let start = Instant::now();
    let batch = ops::run(&app.system("a benchmark"), &request)
        .await
        .expect("the file goes in");
    Figures {
        time: start.elapsed(),
        peak_mib: peak_mib(),
        batch,
    }
}

/// What went in is what the file holds: a fast import of nothing is no measurement.
fn check(step: &str, batch: &import_batch::Model, size: usize) {
    let report: Report = serde_json::from_value(batch.report.clone()).expect("a report");
    let of = |target: &str| report.targets.get(target).copied().unwrap_or_default();
    let is_whole = match step {
        "employers" => of("employer").created == size_of(size),
        "people, nothing new" => of("contact").unchanged == size_of(3 * size),
        _ => of("contact").created == size_of(3 * size) && of("affiliation").created == size_of(3 * size),
    };
    assert!(is_whole && report.total().failed == 0, "{step}: {report:?}");
}

fn size_of(size: usize) -> i32 {
    i32::try_from(size).expect("a small number")
}

/// From now on the peak counts anew (Linux).
fn forget_peak() {
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

/// The most memory the process held since [`forget_peak`], in MiB; 0 where the system does not tell.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

/// Prints a line.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
