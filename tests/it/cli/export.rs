//! `export`: to standard output and into a file, out of a database and into another.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{binary, guildhall, program, sqlite_url};
use crate::support::postgres;

async fn goes_round(url: &str) {
    let dir = TempDir::new().expect("a folder");
    let filled = guildhall(&dir, url, &["demo", "--fill-only"]).await;
    assert_eq!(filled.code, 0, "{}", filled.err);
    let out = guildhall(&dir, url, &["export", "employers"]).await;
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    let file = guildhall(&dir, url, &["export", "employers", "--output", "employers.csv"]).await;
    assert_eq!(
        (file.code, file.out.as_str()),
        (0, "employers.csv: 60 employers\n"),
        "{}",
        file.err
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("employers.csv")).expect("a file"),
        out.out
    );
    let import = [
        "import",
        "employers.csv",
        "--profile",
        "guildhall-employers",
        "--json",
    ];
    let here = guildhall(&dir, url, &import).await;
    assert_eq!(here.code, 0, "{}{}", here.out, here.err);
    let counts = here.json()["imports"][0]["counts"].clone();
    for one in counts.as_array().expect("counts") {
        assert_eq!(
            (&one["created"], &one["updated"], &one["failed"]),
            (&0.into(), &0.into(), &0.into()),
            "{counts}"
        );
    }
    let other = TempDir::new().expect("a folder");
    fs::copy(
        dir.path().join("employers.csv"),
        other.path().join("employers.csv"),
    )
    .expect("a copy");
    let there = guildhall(&other, &sqlite_url(&other), &import).await;
    assert_eq!(there.code, 0, "{}{}", there.out, there.err);
    let again = guildhall(&other, &sqlite_url(&other), &["export", "employers"]).await;
    assert_eq!(again.out, out.out);
}

#[tokio::test]
async fn out_and_in_again() {
    let dir = TempDir::new().expect("a folder");
    goes_round(&sqlite_url(&dir)).await;
    if let Some(server) = postgres::server() {
        goes_round(server.create_empty_database().await.url()).await;
    }
}

#[tokio::test]
async fn every_list_of_the_demo_is_json() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &["demo", "--fill-only"]).await.code, 0);
    for list in api::exports::kinds::List::ALL {
        let run = guildhall(&dir, &url, &["export", list.name(), "--format", "json"]).await;
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", list.name());
        let rows = run.json();
        let rows: &Vec<Value> = rows.as_array().expect("a list");
        // The demo has no numbers and no openings, and may have no worksites.
        let may_be_empty = ["identifiers", "establishments", "openings"].contains(&list.name());
        assert!(!rows.is_empty() || may_be_empty, "{}", list.name());
    }
}

#[tokio::test]
async fn a_reader_that_has_gone_away_is_no_error() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &["demo", "--fill-only"]).await.code, 0);
    for format in ["csv", "json"] {
        let mut command = program(
            &binary(),
            dir.path(),
            &["export", "employers", "--format", format],
        );
        let mut child = command
            .env("DATABASE_URL", &url)
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let ended = child.wait_with_output().await.expect("it ends");
        assert_eq!(
            (ended.status.code(), ended.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{format}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    let nowhere = guildhall(&dir, &url, &["export", "employers"]).await;
    nowhere.assert_refused(3, "guildhall.db does not exist");
    assert!(nowhere.out.is_empty() && !dir.path().join("guildhall.db").exists());
    assert_eq!(guildhall(&dir, &url, &["migrate"]).await.code, 0);
    let folder = ["export", "employers", "--output", "no/such/folder.csv"];
    guildhall(&dir, &url, &folder).await.assert_refused(
        1,
        "no/such/folder.csv cannot be written: there is none of that name.",
    );
    assert_eq!(guildhall(&dir, &url, &["export", "secrets"]).await.code, 2);
    let nobody = ["export", "employers", "--as", "bob@example.org"];
    guildhall(&dir, &url, &nobody)
        .await
        .assert_refused(1, "There is no user bob@example.org.");
}
