//! Reminders through the real program: killed in the middle, and in two processes at once.

use std::{collections::HashMap, path::Path, process::Stdio, time::Instant};

use chrono::{DateTime, TimeZone, Utc};
use entities::{
    reminder_instance::{self, Column, ReminderState},
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use tempfile::TempDir;
use tokio::{process::Child, time::Duration};

use super::{binary, guildhall, program, sqlite_url};
use crate::{
    meetings::{board, scheduled},
    reminders::{contact, minutes},
    support::{TestApp, postgres, smtp::Smtp},
};

/// Meetings of the far future, whose reminders are due since long: the program goes by the machine's clock.
async fn due(t: &TestApp, meetings: usize, people: usize) {
    let cora = t.user(UserRole::Convener).await;
    let board = board(&cora).await;
    minutes(&cora, &board, 60).await;
    let mut list = Vec::new();
    for number in 0..people {
        list.push(json!({ "contactId": contact(&cora, &format!("Person {number}")).await }));
    }
    for _ in 0..meetings {
        let id = scheduled(&cora, &board, json!({ "localStart": "2120-01-02T09:00" })).await;
        let query = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) {
            attendeesInvite(meetingId: $id, input: $input, isSilent: true) { userErrors { message } } }";
        let data = cora.gql(query, json!({ "id": id, "input": list })).await;
        assert_eq!(data["attendeesInvite"]["userErrors"], json!([]));
    }
    let long_ago: DateTime<Utc> = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap();
    let updated = reminder_instance::Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(long_ago))
        .exec(t.app.db.maintenance())
        .await
        .expect("the database");
    assert_eq!(updated.rows_affected, (meetings * people) as u64);
}

fn worker(dir: &Path, database: &str, smtp: &Smtp) -> Child {
    let mut command = program(&binary(), dir, &["work"]);
    command
        .env("DATABASE_URL", database)
        .env("GUILDHALL_SMTP_URL", format!("smtp://{}?tls=none", smtp.address()))
        .env("GUILDHALL_MAIL_FROM", "hall@example.org")
        // Nobody reads it, and a full pipe would stop the program.
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

/// How often each letter was taken.
fn taken(smtp: &Smtp) -> HashMap<String, usize> {
    let mut taken = HashMap::new();
    for letter in smtp.taken() {
        *taken
            .entry(letter.header("Message-ID").expect("an id"))
            .or_default() += 1;
    }
    taken
}

async fn until(smtp: &Smtp, letters: usize, seconds: u64) {
    let start = Instant::now();
    while taken(smtp).len() < letters {
        let count = taken(smtp).len();
        assert!(
            start.elapsed() < Duration::from_secs(seconds),
            "{count} of {letters}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Every reminder is sent, as the database knows.
async fn all_sent(t: &TestApp, count: u64) {
    let start = Instant::now();
    loop {
        let sent = reminder_instance::Entity::find()
            .filter(Column::State.eq(ReminderState::Sent))
            .count(t.app.db.read())
            .await
            .expect("the database");
        if sent == count {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(300), "{sent} of {count}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn reminders_that_were_due_when_the_program_was_killed_are_all_sent() {
    let (dir, smtp) = (TempDir::new().expect("a folder"), Smtp::start().await);
    let url = sqlite_url(&dir);
    assert_eq!(guildhall(&dir, &url, &["migrate"]).await.code, 0);
    let t = TestApp::on(&url).await;
    due(&t, 1, 200).await;
    t.app.db.close().await;
    let mut first = worker(dir.path(), &url, &smtp);
    until(&smtp, 20, 60).await;
    first.kill().await.expect("SIGKILL");
    assert!(
        taken(&smtp).len() < 200,
        "it was killed too late to show anything"
    );
    let mut second = worker(dir.path(), &url, &smtp);
    // The claims of the first one end after a minute.
    until(&smtp, 200, 120).await;
    let t = TestApp::on(&url).await;
    all_sent(&t, 200).await;
    second.kill().await.expect("SIGKILL");
    let letters = taken(&smtp);
    assert_eq!(letters.len(), 200);
    assert!(
        letters.values().sum::<usize>() <= 204,
        "at most the letters under way are sent again, with the same id"
    );
}

#[tokio::test]
async fn two_processes_send_each_reminder_once() {
    let Some(server) = postgres::server() else { return };
    let (database, dir, smtp) = (
        server.create_database().await,
        TempDir::new().expect("a folder"),
        Smtp::start().await,
    );
    let url = database.url().to_owned();
    let t = TestApp::on(&url).await;
    due(&t, 5, 200).await;
    let mut workers = [worker(dir.path(), &url, &smtp), worker(dir.path(), &url, &smtp)];
    until(&smtp, 1000, 180).await;
    all_sent(&t, 1000).await;
    for worker in &mut workers {
        worker.kill().await.expect("SIGKILL");
    }
    let letters = taken(&smtp);
    assert_eq!((letters.len(), letters.values().sum::<usize>()), (1000, 1000));
}
