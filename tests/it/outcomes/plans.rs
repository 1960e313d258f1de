//! Counts are read from indexes that hold all they need, not from the tables.

use entities::user_account::UserRole;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use super::{Rows, publish};
use crate::{engagements::employer, programs::program, support::TestApp};

/// The tables that grow with people.
const TABLES: [&str; 5] = ["completer", "hire", "employment", "second", "skill_gain"];

#[tokio::test]
async fn outcomes_read_covering_indexes_on_sqlite() {
    let t = TestApp::sqlite().await;
    let sam = t.user(UserRole::Staff).await;
    let a = program(&sam, json!({ "name": "A" })).await;
    let acme = employer(&sam, "Acme").await;
    let mut rows = Rows::of(&t, &sam);
    rows.complete(&a, "2026-08-15", 40);
    rows.hire(0..20, &acme, Some(true));
    rows.write().await;
    t.app.db.meter().start_recording();
    publish(&t).await;
    let statements = t.app.db.meter().stop_recording();
    let (mut scans, mut wrong) = (0, Vec::new());
    for statement in statements
        .into_iter()
        .filter(|statement| statement.sql.starts_with("SELECT"))
    {
        let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
        let explain = Statement {
            sql,
            ..statement.clone()
        };
        let plan = t.app.db.read().query_all_raw(explain).await.expect("a plan");
        for step in plan {
            let step: String = step.try_get("", "detail").expect("a text");
            let scans_one = TABLES
                .iter()
                .any(|table| step.starts_with(&format!("SCAN {table}")));
            scans += usize::from(scans_one);
            if scans_one && !step.contains("USING COVERING INDEX") {
                wrong.push(format!("{step}\n  {}", statement.sql));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(scans >= 7, "{scans} scans: were the statements seen?");
}
