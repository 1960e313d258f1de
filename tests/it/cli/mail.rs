//! Mail by the real program: `doctor mail`, `work`, and the settings that cannot be used.

use std::time::{Duration, Instant};

use chrono::{TimeZone as _, Utc};
use tempfile::TempDir;

use super::{Run, Served, binary, guildhall, program, run, sqlite_url};
use crate::{
    mail::{letter_to, queue},
    support::{
        TestApp,
        smtp::{At, Does, Encrypts, Smtp},
    },
};

async fn doctor(dir: &TempDir, url: &str, variables: &[(&str, &str)]) -> Run {
    let arguments = ["doctor", "mail", "--to", "ann@example.org", "--json"];
    let mut command = program(&binary(), dir.path(), &arguments);
    command.env("GUILDHALL_SMTP_URL", url);
    command.env("GUILDHALL_MAIL_FROM", "hall@example.org");
    command.envs(variables.iter().copied());
    run(&mut command).await
}

#[tokio::test]
async fn a_letter_tries_mail_out() {
    let (dir, smtp) = (TempDir::new().expect("a folder"), Smtp::start().await);
    let url = format!("smtp://{}?tls=none", smtp.address());
    let tried = doctor(&dir, &url, &[]).await;
    assert_eq!(
        (tried.code, tried.json()["answer"].as_str()),
        (0, Some("250 2.0.0 taken")),
        "{}",
        tried.err
    );
    assert_eq!(smtp.taken()[0].to, ["ann@example.org"]);
    smtp.order(At::Rcpt, Does::Says("550 5.1.1 no such user"), "", 1);
    let refused = doctor(&dir, &url, &[]).await;
    assert_eq!(
        (refused.code, refused.json()["answer"].as_str()),
        (1, Some("550 5.1.1 no such user"))
    );
    let redirected = doctor(
        &dir,
        &url,
        &[("GUILDHALL_MAIL_REDIRECT_ALL", "tester@example.org")],
    )
    .await;
    assert_eq!(redirected.json()["redirectedTo"], "tester@example.org");
    assert_eq!(smtp.taken()[1].to, ["tester@example.org"]);
    assert!(!dir.path().join("guildhall.db").exists(), "no database is needed");
}

#[tokio::test]
async fn the_connection_is_encrypted_and_the_certificate_checked() {
    let (dir, smtp) = (TempDir::new().expect("a folder"), Smtp::start().await);
    smtp.wants("hall", "p@ss");
    let certificate = Smtp::certificate().display().to_string();
    let trust = [("SSL_CERT_FILE", certificate.as_str())];
    for (when, tls) in [(Encrypts::AtOnce, "required"), (Encrypts::WhenAsked, "starttls")] {
        smtp.encrypts(when);
        let url = format!("smtp://hall:p%40ss@{}?tls={tls}", smtp.address());
        let trusted = doctor(&dir, &url, &trust).await;
        assert_eq!(
            (trusted.code, trusted.json()["answer"].as_str()),
            (0, Some("250 2.0.0 taken")),
            "{tls}: {}",
            trusted.out
        );
        let strange = doctor(&dir, &url, &[]).await;
        let answer = strange.json()["answer"].to_string();
        assert!(
            strange.code == 1 && answer.contains("could not be encrypted"),
            "{tls}: {answer}"
        );
    }
    // A server that does not offer encryption, or somebody between us and it, gets neither letter nor password.
    smtp.encrypts(Encrypts::Never);
    let stripped = doctor(
        &dir,
        &format!("smtp://hall:p%40ss@{}?tls=starttls", smtp.address()),
        &trust,
    )
    .await;
    assert_eq!(
        (stripped.code, stripped.json()["answer"].as_str()),
        (1, Some("STARTTLS is not supported on this server"))
    );
    assert_eq!(smtp.taken().len(), 2);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told() {
    let dir = TempDir::new().expect("a folder");
    let away = doctor(&dir, "smtp://127.0.0.1:1?tls=none", &[]).await;
    assert_eq!(
        (away.code, away.json()["answer"].as_str()),
        (
            1,
            Some("The server could not be reached: Connection refused (os error 111)")
        )
    );
    let mut unset = program(
        &binary(),
        dir.path(),
        &["doctor", "mail", "--to", "ann@example.org"],
    );
    run(&mut unset).await.assert_refused(2, "GUILDHALL_SMTP_URL");
}

#[tokio::test]
async fn every_mail_setting_that_cannot_be_used_is_told_without_the_password() {
    let dir = TempDir::new().expect("a folder");
    let mut command = program(&binary(), dir.path(), &["doctor"]);
    command.env("GUILDHALL_SMTP_URL", "smtp://hall:hu/sh@mail.example.org");
    command.env("GUILDHALL_MAIL_REDIRECT_ALL", "nobody");
    let told = run(&mut command).await;
    assert_eq!(told.code, 2);
    let problems: Vec<&str> = told.err.lines().collect();
    assert_eq!(problems.len(), 3, "{}", told.err);
    assert!(!told.err.contains("hu/sh"), "{}", told.err);
}

#[tokio::test]
async fn letters_that_were_due_when_the_program_was_killed_are_sent_by_another() {
    let (dir, smtp) = (TempDir::new().expect("a folder"), Smtp::start().await);
    let prepared = guildhall(&dir, &sqlite_url(&dir), &["migrate"]).await;
    assert_eq!(prepared.code, 0, "{}", prepared.err);
    let t = TestApp::on(&sqlite_url(&dir)).await;
    for _ in 0..30 {
        let mut letter = letter_to(&t, "ann@example.org").await;
        // The program goes by the machine's clock.
        letter.due_at = Some(Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap());
        letter.expires_at = Utc.with_ymd_and_hms(2120, 1, 1, 0, 0, 0).unwrap();
        queue(&t, letter).await;
    }
    t.app.db.close().await;
    let url = format!("smtp://{}?tls=none", smtp.address());
    let worker = || {
        let mut command = program(&binary(), dir.path(), &["work"]);
        command
            .env("DATABASE_URL", sqlite_url(&dir))
            .env("GUILDHALL_SMTP_URL", &url)
            .env("GUILDHALL_MAIL_FROM", "hall@example.org");
        command.spawn().expect("the program starts")
    };
    let mut first = worker();
    let start = Instant::now();
    while smtp.taken().len() < 5 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is sent");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    first.kill().await.expect("SIGKILL");
    let second = worker();
    // The claims of the first one end after a minute.
    let letters = || {
        let mut ids: Vec<_> = smtp
            .taken()
            .iter()
            .map(|taken| taken.header("Message-ID"))
            .collect();
        ids.sort();
        ids.dedup();
        ids.len()
    };
    while letters() < 30 {
        assert!(start.elapsed() < Duration::from_secs(150), "{} of 30", letters());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(
        smtp.taken().len() <= 34,
        "at most the letters under way are sent twice"
    );
    drop(second);
}

#[tokio::test]
async fn serving_sends_mail_and_tells_how_long_it_waits() {
    let dir = TempDir::new().expect("a folder");
    let served = Served::start(&dir, &sqlite_url(&dir)).await;
    let (status, body) = served.get("/readyz").await;
    assert_eq!(
        (status, body.contains("\"oldestDueSeconds\":0")),
        (200, true),
        "{body}"
    );
}
