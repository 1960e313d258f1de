//! `import`: the numbers of a dry run, what is quarantined, who may, and back again.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Run, guildhall, sqlite_url};
use crate::support::{assert_json, postgres};

const PROFILE: &str = r#"
name = "companies"
about = "Companies and what they gave."
[[records]]
target = "employer"
mode = "upsert"
key = ["name"]
[[records]]
target = "contribution"
mode = "upsert"
key = ["external.gift"]
when = "cash"
[[fields]]
to = "employer.name"
column = "Name"
[[fields]]
to = "employer.website"
column = "Site"
report-empty = true
[[fields]]
to = "contribution.employer"
record = "employer"
[[fields]]
to = "contribution.external.gift"
column = "Gift"
[[fields]]
to = "contribution.cash"
column = "Cash"
[[fields]]
to = "contribution.role_type"
value = "DONATE_FUNDS"
"#;

const FILE: &str = "Name,Site,Gift,Cash
Acme,https://acme.example,1,10.50
Beta,,2,x
Gamma,,,
=cmd|' /C calc'!A1,ftp://delta.example,,
";

const PRINTED: &str = "\
Imported companies.csv with companies: 4 rows.

                     created    updated  unchanged  quarantined
  contribution             0          0          0            3
  employer                 1          0          0            0

Quarantined, none of their records was written:
  row 1: The row names no agency, and none is given for the whole import.
  row 2: `Cash` is `x`; expected is an amount of dollars such as $1,234.50.
  row 4: The employer's `website`: Write a web address such as https://example.org.

What the quarantined rows hold:
           10.50  contribution.cash

Reported:
  2 rows: Site is empty

Every row is in report.csv.
";

/// A folder with a file and its profile.
fn folder() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("companies.csv"), FILE).expect("a file");
    fs::write(dir.path().join("companies.toml"), PROFILE).expect("a file");
    dir
}

const IMPORT: [&str; 4] = ["import", "companies.csv", "--profile", "companies.toml"];
const WITH_AGENCY: [&str; 6] = [
    "import",
    "companies.csv",
    "--profile",
    "companies.toml",
    "--agency",
    "alder board",
];

async fn user(dir: &TempDir, url: &str, email: &str, role: &str) {
    let arguments = [
        "admin",
        "create-user",
        "--email",
        email,
        "--name",
        "Ada Quill",
        "--role",
        role,
        "--agency",
        "Alder Board",
        "--agency-kind",
        "workforce-board",
    ];
    assert_eq!(guildhall(dir, url, &arguments).await.code, 0);
}

fn with<'a>(first: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [first, more].concat()
}

/// The one import of an answer, without what differs from run to run.
fn told(run: &Run) -> Value {
    let mut told = run.json()["imports"][0].clone();
    for key in ["id", "createdAt", "finishedAt", "fileSha256"] {
        assert!(told[key].is_string(), "{key}: {told:#}");
        told[key] = Value::Null;
    }
    for row in told["rows"].as_array_mut().expect("rows") {
        row["subjectId"] = Value::Null;
    }
    told
}

async fn goes_round(url: &str) {
    let dir = folder();
    user(&dir, url, "ada@example.org", "convener").await;
    let dry = guildhall(&dir, url, &with(&WITH_AGENCY, &["--dry-run", "--json"])).await;
    assert_eq!(dry.code, 5, "{}", dry.err);
    let real = guildhall(&dir, url, &with(&WITH_AGENCY, &["--json"])).await;
    assert_eq!(real.code, 5, "{}", real.err);
    let (mut dry, real_told) = (told(&dry), told(&real));
    assert_json!(dry, {"carried": [], "counts": [{"created": 1, "failed": 2, "target": "contribution", "unchanged": 0, "updated": 0}, {"created": 2, "failed": 0, "target": "employer", "unchanged": 0, "updated": 0}], "createdAt": null, "fileName": "companies.csv", "fileSha256": null, "finishedAt": null, "id": null, "isDryRun": true, "message": null, "profileName": "companies", "rows": [{"cells": [{"column": "Name", "text": "Beta"}, {"column": "Site", "text": ""}, {"column": "Gift", "text": "2"}, {"column": "Cash", "text": "x"}], "outcome": "FAILED", "reason": "`Cash` is `x`; expected is an amount of dollars such as $1,234.50.", "rowNumber": 2, "subjectId": null, "target": "contribution"}, {"cells": [{"column": "Name", "text": "Gamma"}, {"column": "Site", "text": ""}, {"column": "Gift", "text": ""}, {"column": "Cash", "text": ""}], "outcome": "CREATED", "reason": "`Site` is empty.", "rowNumber": 3, "subjectId": null, "target": "employer"}, {"cells": [{"column": "Name", "text": "=cmd|' /C calc'!A1"}, {"column": "Site", "text": "ftp://delta.example"}, {"column": "Gift", "text": ""}, {"column": "Cash", "text": ""}], "outcome": "FAILED", "reason": "The employer's `website`: Write a web address such as https://example.org.", "rowNumber": 4, "subjectId": null, "target": "contribution"}], "rowsDone": 4, "rowsTotal": 4, "status": "DONE", "warnings": [{"column": "Site", "count": 2, "kind": "is empty"}]});
    dry["isDryRun"] = json!(false);
    assert_eq!(dry, real_told, "a dry run tells what the real run does");
    let again = guildhall(&dir, url, &with(&WITH_AGENCY, &["--json"])).await;
    assert_json!(told(&again)["counts"], [{"created": 0, "failed": 2, "target": "contribution", "unchanged": 1, "updated": 0}, {"created": 0, "failed": 0, "target": "employer", "unchanged": 2, "updated": 0}]);
    let id = real.json()["imports"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let back = guildhall(&dir, url, &["import", "revert", &id]).await;
    assert_eq!(
        (back.code, back.out.as_str()),
        (0, "The import of companies.csv was taken back.\n"),
        "{}",
        back.err
    );
    let twice = guildhall(&dir, url, &["import", "revert", &id]).await;
    twice.assert_refused(1, "This import was taken back already.");
    let list = guildhall(&dir, url, &["import", "list", "--json"]).await.json();
    let states: Vec<&Value> = list["imports"]
        .as_array()
        .expect("imports")
        .iter()
        .map(|import| &import["status"])
        .collect();
    assert_eq!(states, ["DONE", "REVERTED", "DONE"]);
}

#[tokio::test]
async fn a_dry_run_a_real_one_again_and_back() {
    let dir = TempDir::new().expect("a folder");
    goes_round(&sqlite_url(&dir)).await;
    if let Some(server) = postgres::server() {
        goes_round(server.create_empty_database().await.url()).await;
    }
}

#[tokio::test]
async fn what_a_person_reads() {
    let dir = folder();
    let url = sqlite_url(&dir);
    user(&dir, &url, "ada@example.org", "convener").await;
    let run = guildhall(&dir, &url, &with(&IMPORT, &["--report", "report.csv"])).await;
    assert_eq!((run.code, run.err.as_str()), (5, ""), "{}", run.out);
    let (text, last) = run.out.trim_end().rsplit_once('\n').expect("lines");
    assert_eq!(text, PRINTED);
    assert!(
        last.starts_with("`guildhall import revert import_batch_"),
        "{last}"
    );
    let report = fs::read_to_string(dir.path().join("report.csv")).expect("a report");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 5, "{report}");
    assert_eq!(lines[0], "row,target,outcome,record,reason,Name,Site,Gift,Cash");
    assert!(lines[1].starts_with("1,contribution,FAILED,,"), "{report}");
    assert!(lines[3].starts_with("3,employer,CREATED,employer_"), "{report}");
    assert!(
        lines[4].ends_with(",'=cmd|' /C calc'!A1,ftp://delta.example,,"),
        "no formula: {report}"
    );
}

#[tokio::test]
async fn who_acts_and_for_whom() {
    let dir = folder();
    let url = sqlite_url(&dir);
    user(&dir, &url, "ada@example.org", "convener").await;
    user(&dir, &url, "vic@example.org", "viewer").await;
    let refused = guildhall(&dir, &url, &with(&IMPORT, &["--as", "vic@example.org"])).await;
    refused.assert_refused(1, "Your role does not allow this.");
    let refused = guildhall(&dir, &url, &with(&IMPORT, &["--as", "bob@example.org"])).await;
    refused.assert_refused(1, "There is no user bob@example.org.");
    let refused = guildhall(&dir, &url, &with(&IMPORT, &["--agency", "Elm College"])).await;
    refused.assert_refused(1, "There is no agency named Elm College.");
    let run = guildhall(&dir, &url, &with(&IMPORT, &["--as", "ADA@example.org", "--json"])).await;
    assert_json!(told(&run)["counts"], [{"created": 1, "failed": 2, "target": "contribution", "unchanged": 0, "updated": 0}, {"created": 2, "failed": 0, "target": "employer", "unchanged": 0, "updated": 0}]);
}

#[tokio::test]
async fn several_files_and_the_first_that_cannot_be_read() {
    let dir = folder();
    let url = sqlite_url(&dir);
    let arguments = [
        "import",
        "companies.csv",
        "nowhere.csv",
        "companies.csv",
        "--profile",
        "companies.toml",
        "--json",
    ];
    let run = guildhall(&dir, &url, &arguments).await;
    run.assert_refused(
        1,
        "nowhere.csv: The file cannot be opened: there is none of that name.",
    );
    let answer = run.json();
    assert_eq!(answer["imports"].as_array().expect("imports").len(), 1);
    assert_json!(
        json!({ "errors": answer["errors"], "exitCode": answer["exitCode"] }),
        { "errors": ["nowhere.csv: The file cannot be opened: there is none of that name."], "exitCode": 1 }
    );
    let mismatch = with(&arguments[..6], &["--profile", "wbl-events"]);
    guildhall(&dir, &url, &mismatch)
        .await
        .assert_refused(2, "there are 3 files and 2 profiles");
}

#[tokio::test]
async fn profiles_are_listed_and_printed() {
    let dir = TempDir::new().expect("a folder");
    let list = guildhall(&dir, "", &["import", "profiles"]).await;
    assert!(list.out.contains("\nwbl-employers "), "{}", list.out);
    let text = guildhall(&dir, "", &["import", "profiles", "wbl-employers"]).await;
    assert_eq!(
        Some(text.out.as_str()),
        api::imports::profiles::by_name("wbl-employers")
    );
    assert!(!dir.path().join("guildhall.db").exists(), "no database is needed");
}

#[tokio::test]
async fn looking_makes_no_database() {
    let dir = TempDir::new().expect("a folder");
    let run = guildhall(&dir, &sqlite_url(&dir), &["import", "list"]).await;
    run.assert_refused(3, "guildhall.db does not exist");
    assert!(!dir.path().join("guildhall.db").exists());
}
