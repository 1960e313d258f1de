//! Imports: run, revert, people, in the background, real files.

mod background;
mod bad;
mod completers;
mod meetings;
mod people;
mod personal;
mod real;
mod revert;
mod run;
mod sought;
mod swept;
mod upload;

pub(crate) use real::region as real_region;

use std::path::{Path, PathBuf};

use api::{
    actor::{Actor, Door, UserActor},
    app::Cx,
    error::{Error, UserError},
    imports::ops::{self, Report, Request},
};
use entities::{import_batch, import_row, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::support::{TestApp, User};

/// Writes a file of the test's own.
fn file(t: &TestApp, name: &str, text: &str) -> PathBuf {
    let path = t.app.config.data_dir.with_file_name(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// Guildhall itself.
fn system(t: &TestApp) -> Cx {
    t.app.system("a test")
}

/// The person as the command line acts for him or her.
fn acting(t: &TestApp, user: &User<'_>, role: UserRole) -> Cx {
    let actor = UserActor {
        id: user.id,
        agency_id: user.agency_id,
        role,
        door: Door::CommandLine,
    };
    Cx::new(&t.app, Actor::User(actor), None)
}

/// Imports a file at once.
async fn import(
    cx: &Cx,
    path: &Path,
    profile: &str,
    dry_run: bool,
) -> Result<import_batch::Model, Vec<UserError>> {
    let request = Request {
        path: path.to_owned(),
        file_name: "test.csv".to_owned(),
        profile: profile.to_owned(),
        dry_run,
        agency: cx.actor.user().map(|user| user.agency_id),
        progress: None,
    };
    ops::run(cx, &request).await.map_err(|error| match error {
        Error::User(errors) => errors,
        other => panic!("{other:?}"),
    })
}

/// The numbers of an import: created, updated, unchanged, failed by target.
fn numbers(batch: &import_batch::Model) -> Vec<(String, [i32; 4])> {
    let report: Report = serde_json::from_value(batch.report.clone()).expect("a report");
    let of = |counts: &ops::Counts| [counts.created, counts.updated, counts.unchanged, counts.failed];
    report
        .targets
        .iter()
        .map(|(target, counts)| (target.clone(), of(counts)))
        .collect()
}

/// The row report of an import, without the ids: row, target, outcome, reason.
async fn lines(t: &TestApp, batch: &import_batch::Model) -> Vec<String> {
    let rows = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(batch.id))
        .order_by_asc(import_row::Column::RowNumber)
        .order_by_asc(import_row::Column::Id)
        .all(t.app.db.read())
        .await
        .expect("rows");
    let line = |row: &import_row::Model| {
        let reason = row.reason.as_deref().unwrap_or("-");
        format!("{} {} {:?}: {reason}", row.row_number, row.target, row.outcome)
    };
    rows.iter().map(line).collect()
}

/// Everything in the tables that an import may touch, or its operations beside it.
async fn dump(t: &TestApp) -> String {
    let mut text = String::new();
    macro_rules! tables {
        ($($table:ident),+) => {$(
            let rows = entities::$table::Entity::find().all(t.app.db.read()).await.expect("rows");
            let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}\n")).collect();
            rows.sort();
            text += &rows.concat();
        )+};
    }
    tables!(
        agency,
        user_account,
        employer,
        employer_tag,
        employer_succession,
        employer_identifier,
        establishment,
        external_reference,
        contact,
        contact_point,
        affiliation,
        partnership,
        partnership_convener,
        meeting,
        attendee,
        membership,
        role_type,
        role_commitment,
        program,
        engagement,
        engagement_participant,
        contribution,
        credential,
        completer,
        referral,
        hire,
        employment,
        affirmation,
        opening,
        opening_requirement
    );
    text
}
