//! The real program: processes, signals, TCP.

mod admin;
mod codes;
mod demo;
mod doctor;
mod export;
mod import;
mod import_refused;
mod lost;
mod mail;
mod migrate;
mod refused;
mod reminders;
mod serve;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, ChildStdout, Command},
};

use crate::support::{client::assert_no_driver_words, settings};

/// The longest that anything may take to fail, or to answer that it cannot.
const SOON: Duration = Duration::from_secs(5);

/// The program under test.
fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_guildhall-under-test"))
}

/// The program with an environment of ours alone, in a folder of the test's own.
fn program(binary: &Path, dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary);
    command
        .args(arguments)
        .env_clear()
        .env("PATH", settings::get("PATH").unwrap_or_default())
        .current_dir(dir)
        .kill_on_drop(true)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// How a run of the program ended.
struct Run {
    code: i32,
    out: String,
    err: String,
    took: Duration,
}

impl Run {
    /// What it printed, as JSON.
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {}{}", self.out, self.err))
    }

    /// It failed soon, with this code and one sentence that holds `sign`.
    fn assert_refused(&self, code: i32, sign: &str) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.took < SOON, "took {:?}", self.took);
        let sentences: Vec<&str> = self.err.lines().collect();
        assert_eq!(sentences.len(), 1, "one sentence: {}", self.err);
        assert!(sentences[0].starts_with("guildhall: "), "{}", self.err);
        assert!(sentences[0].contains(sign), "{}", self.err);
        assert_no_driver_words(&self.err);
    }
}

/// Runs a command to its end.
async fn run(command: &mut Command) -> Run {
    let start = Instant::now();
    let output = tokio::time::timeout(Duration::from_secs(60), command.output())
        .await
        .expect("the program ends")
        .expect("the program starts");
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
        took: start.elapsed(),
    }
}

/// Runs the program on a database.
async fn guildhall(dir: &TempDir, database: &str, arguments: &[&str]) -> Run {
    let mut command = program(&binary(), dir.path(), arguments);
    run(command.env("DATABASE_URL", database)).await
}

/// The address of a SQLite file in the folder.
fn sqlite_url(dir: &TempDir) -> String {
    format!("sqlite:{}", dir.path().join("guildhall.db").display())
}

/// A serving program.
struct Served {
    child: Child,
    address: String,
    out: BufReader<ChildStdout>,
}

impl Served {
    /// Starts `serve` on a port that the machine chooses, and waits until it listens.
    async fn start(dir: &TempDir, database: &str) -> Self {
        Self::start_with(dir, database, &["serve", "--listen", "127.0.0.1:0"]).await
    }

    async fn start_with(dir: &TempDir, database: &str, arguments: &[&str]) -> Self {
        let mut served = Self::spawn(dir, database, arguments);
        let mut line = String::new();
        served.out.read_line(&mut line).await.expect("a line");
        match line.trim().strip_prefix("Guildhall listens on ") {
            Some(address) => address.clone_into(&mut served.address),
            None => served.gave_up(&line).await,
        }
        served
    }

    /// Starts `demo` on a port that the machine chooses; also what it tells.
    async fn demo(dir: &TempDir, database: &str) -> (Self, Value) {
        let mut served = Self::spawn(dir, database, &["demo", "--json", "--listen", "127.0.0.1:0"]);
        let mut text = String::new();
        while !text.ends_with("\n}\n") {
            if served.out.read_line(&mut text).await.expect("a line") == 0 {
                served.gave_up(&text).await;
            }
        }
        let doors: Value = serde_json::from_str(&text).expect("JSON");
        doors["address"]
            .as_str()
            .expect("an address")
            .clone_into(&mut served.address);
        (served, doors)
    }

    fn spawn(dir: &TempDir, database: &str, arguments: &[&str]) -> Self {
        let mut command = program(&binary(), dir.path(), arguments);
        let mut child = command
            .env("DATABASE_URL", database)
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        Self {
            child,
            address: String::new(),
            out,
        }
    }

    async fn gave_up(&mut self, said: &str) {
        let mut err = String::new();
        let mut stderr = self.child.stderr.take().expect("its errors");
        stderr.read_to_string(&mut err).await.expect("text");
        panic!("it does not listen: {said}{err}");
    }

    /// The status and the body of a page.
    async fn get(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("{}{path}", self.address)).await;
        let answer = answer.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    }

    /// Asks GraphQL; the status, the body and how long it took.
    async fn ask(&self, token: &str, query: &str) -> (u16, String, Duration) {
        self.answer(
            reqwest::Client::new().post(self.graphql()).bearer_auth(token),
            query,
        )
        .await
    }

    fn graphql(&self) -> String {
        format!("{}/graphql", self.address)
    }

    async fn answer(&self, request: reqwest::RequestBuilder, query: &str) -> (u16, String, Duration) {
        let start = Instant::now();
        let request = request.json(&json!({ "query": query }));
        let answer = request.send().await.expect("an answer");
        let (status, text) = (answer.status().as_u16(), answer.text().await.expect("text"));
        assert_no_driver_words(&text);
        (status, text, start.elapsed())
    }

    /// Waits until the page has this status.
    async fn until(&self, path: &str, status: u16) {
        let start = Instant::now();
        while self.get(path).await.0 != status {
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{path} is not {status}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Sends SIGTERM.
    fn terminate(&self) {
        let id = self.child.id().expect("it runs");
        let kill = format!("kill -s TERM {id}");
        let status = std::process::Command::new("/bin/sh").args(["-c", &kill]).status();
        assert!(status.expect("a shell").success());
    }

    /// Waits for the end: the exit code, and what else was printed.
    async fn ended(mut self) -> (i32, String) {
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).await.expect("text");
        let status = tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await;
        (
            status.expect("it ends").expect("a status").code().unwrap_or(-1),
            rest,
        )
    }
}
