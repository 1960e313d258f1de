//! `import` with bad input: one clear sentence each, for programs too, an exit code of its kind, and nothing lost.

use std::{fs, os::unix::fs::PermissionsExt};

use sea_orm::ConnectionTrait;
use tempfile::TempDir;

use super::{
    Run, binary, guildhall, program,
    refused::{is_root, open},
    run, sqlite_url,
};

const IMPORT: [&str; 5] = ["import", "employers.csv", "--profile", "mine.toml", "--json"];

const PROFILE: &str = r#"
name = "mine"
[[records]]
target = "employer"
mode = "upsert"
key = ["name"]
[[fields]]
to = "employer.name"
column = "Name"
"#;

/// A folder with a sound file, a sound profile and a database that holds one employer.
async fn folder() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("employers.csv"), "Name\nAcme\n").expect("a file");
    fs::write(dir.path().join("mine.toml"), PROFILE).expect("a file");
    let made = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
    assert_eq!(made.code, 0, "{}", made.err);
    dir
}

impl Run {
    /// It was refused, for people and for programs.
    fn assert_told(&self, code: i32, sign: &str) {
        self.assert_refused(code, sign);
        let answer = self.json();
        assert_eq!(answer["exitCode"], code, "{answer}");
        let errors = answer["errors"].as_array().expect("errors");
        assert!(
            errors.len() == 1 && errors[0].as_str().expect("text").contains(sign),
            "{answer}"
        );
    }
}

/// What the database holds is as it was: the one employer, the one import.
async fn assert_nothing_lost(dir: &TempDir) {
    let employers = guildhall(
        dir,
        &sqlite_url(dir),
        &["export", "employers", "--format", "json"],
    )
    .await;
    let employers = employers.json();
    let names: Vec<&str> = employers
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["Acme"]);
    let imports = guildhall(dir, &sqlite_url(dir), &["import", "list", "--json"])
        .await
        .json();
    assert_eq!(
        imports["imports"].as_array().expect("imports").len(),
        1,
        "{imports}"
    );
}

#[tokio::test]
async fn malformed_files() {
    let dir = folder().await;
    let open_quote = "Line 2: a quoted cell begins here and is never closed; a quote is missing.";
    for (bytes, sign) in [
        (&b""[..], "The file is empty."),
        (b"Name\n\"Acme\nBeta\n", open_quote),
        (
            b"Title\nAcme\n",
            "The file has no column `Name`; its columns are `Title`. Is it the right file?",
        ),
        (b"Name\nA\0B\n", "The file is not text: it holds zero bytes."),
        (
            b"PK\x03\x04 not a workbook",
            "The file looks like a workbook, but cannot be read as one.",
        ),
        (
            b"\xD0\xCF\x11\xE0\xA1",
            "The file is an old Excel workbook (.xls); save it as XLSX or CSV.",
        ),
    ] {
        fs::write(dir.path().join("employers.csv"), bytes).expect("a file");
        let run = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
        run.assert_told(1, &format!("employers.csv: {sign}"));
    }
    fs::remove_file(dir.path().join("employers.csv")).expect("it was there");
    let run = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
    run.assert_told(
        1,
        "employers.csv: The file cannot be opened: there is none of that name.",
    );
    assert_nothing_lost(&dir).await;
}

#[tokio::test]
async fn wrong_profiles() {
    let dir = folder().await;
    for (text, sign) in [
        (
            "name = \"mine\n",
            "The profile mine.toml: Line 1 of the profile: invalid basic string",
        ),
        (
            "name = \"mine\"\nnmae = 1\n",
            "Line 2 of the profile: unknown field `nmae`",
        ),
        (
            "name = \"mine\"\n",
            "The profile has no [[records]]: it would import nothing.",
        ),
        (
            &PROFILE.replace("employer.name", "employer.nam"),
            "The profile mine.toml: `employer.nam`",
        ),
    ] {
        fs::write(dir.path().join("mine.toml"), text).expect("a file");
        let run = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        assert!(
            run.err.starts_with("guildhall: ") && run.err.contains(sign),
            "{}",
            run.err
        );
        assert_eq!(run.json()["exitCode"], 1);
    }
    fs::remove_file(dir.path().join("mine.toml")).expect("it was there");
    let run = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
    run.assert_told(
        1,
        "There is no profile mine.toml, neither as a file nor among those that Guildhall ships with: ",
    );
    assert_nothing_lost(&dir).await;
}

#[tokio::test]
async fn a_locked_file() {
    let dir = folder().await;
    let other = open(&sqlite_url(&dir)).await;
    other.execute_unprepared("BEGIN EXCLUSIVE").await.expect("a lock");
    let run = guildhall(&dir, &sqlite_url(&dir), &IMPORT).await;
    run.assert_told(3, "is locked by another program; stop it and try again.");
    other.execute_unprepared("ROLLBACK").await.expect("the lock gone");
    assert_nothing_lost(&dir).await;
}

#[tokio::test]
async fn a_file_that_may_only_be_read() {
    let dir = folder().await;
    // Root may write everything: the program is copied to where anybody may run it, and runs as somebody else.
    let copy = dir.path().join("guildhall");
    fs::copy(binary(), &copy).expect("a copy");
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode(&dir.path().join("guildhall.db"), 0o444);
    mode(dir.path(), 0o555);
    let mut command = program(&copy, dir.path(), &IMPORT);
    command.env("DATABASE_URL", sqlite_url(&dir));
    if is_root(&dir) {
        command.uid(65534);
    }
    let run = run(&mut command).await;
    mode(dir.path(), 0o755);
    run.assert_told(3, "is read-only for this user.");
    mode(&dir.path().join("guildhall.db"), 0o644);
    assert_nothing_lost(&dir).await;
}

#[tokio::test]
async fn wrong_addresses() {
    let dir = folder().await;
    let folder = format!("sqlite:{}", dir.path().display());
    for (url, code, sign) in [
        (
            "mysql://me:hush@db/x",
            2,
            "DATABASE_URL must start with sqlite: or postgres://.",
        ),
        ("postgres://me:hush@127.0.0.1:1/hall", 3, "cannot be reached"),
        (folder.as_str(), 3, "cannot be opened"),
        ("sqlite::memory:", 2, "DATABASE_URL names no file"),
    ] {
        let run = guildhall(&dir, url, &IMPORT).await;
        run.assert_told(code, sign);
        assert!(
            !run.err.contains("hush") && !run.out.contains("hush"),
            "{}",
            run.err
        );
    }
    assert_nothing_lost(&dir).await;
}

#[tokio::test]
async fn a_newer_schema() {
    let dir = folder().await;
    let other = open(&sqlite_url(&dir)).await;
    let tomorrow = "INSERT INTO seaql_migrations VALUES ('m20990101_000001_tomorrow', 0)";
    other.execute_unprepared(tomorrow).await.expect("a row");
    for arguments in [&IMPORT[..], &["import", "list", "--json"]] {
        let run = guildhall(&dir, &sqlite_url(&dir), arguments).await;
        run.assert_told(4, "newer Guildhall (m20990101_000001_tomorrow");
    }
    let export = guildhall(&dir, &sqlite_url(&dir), &["export", "employers"]).await;
    export.assert_refused(4, "newer Guildhall");
    let yesterday = "DELETE FROM seaql_migrations WHERE version LIKE 'm2099%'";
    other.execute_unprepared(yesterday).await.expect("the row gone");
    other.close().await.expect("closed");
    assert_nothing_lost(&dir).await;
}
