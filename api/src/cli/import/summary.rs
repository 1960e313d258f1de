//! What an import did, in numbers and with the rows that need somebody's eyes.

use std::path::Path;

use entities::{ids::ImportBatchId, import_batch};
use sea_orm::{ActiveEnum as _, Condition};
use serde_json::{Value as Json, json};

use super::lines;
use crate::{
    app::Cx,
    cli::output,
    error::Result,
    imports::{
        ops::{Counts, Report},
        reads,
    },
    scalars::hundredths,
};

/// Reasons that are shown; the rest is in the report.
const MOST_REASONS: usize = 20;
/// Rows that are named beside a reason.
const MOST_NAMED: usize = 5;

/// The import as GraphQL names its parts, without its rows.
pub(super) fn head(batch: &import_batch::Model) -> Json {
    let report = report(batch);
    let counts = |target: &str, one: &Counts| {
        json!({
            "target": target,
            "created": one.created,
            "updated": one.updated,
            "unchanged": one.unchanged,
            "failed": one.failed,
        })
    };
    let carried = report
        .carried
        .iter()
        .map(|one| json!({ "field": one.field, "sum": hundredths(one.hundredths) }));
    json!({
        "id": batch.id.to_string(),
        "fileName": batch.file_name,
        "fileSha256": batch.file_sha256,
        "profileName": batch.profile_name,
        "isDryRun": batch.is_dry_run,
        "status": batch.status.to_value(),
        "rowsTotal": batch.rows_total,
        "rowsDone": batch.rows_done,
        "counts": report.targets.iter().map(|(target, one)| counts(target, one)).collect::<Vec<_>>(),
        "warnings": report.warnings,
        "carried": carried.collect::<Vec<_>>(),
        "message": batch.message,
        "createdAt": batch.created_at.to_rfc3339(),
        "finishedAt": batch.finished_at.map(|at| at.to_rfc3339()),
    })
}

/// The import with the rows about which something is to be said.
pub(super) async fn json(cx: &Cx, batch: &import_batch::Model) -> Result<Json> {
    let mut told = head(batch);
    told["rows"] = Json::Array(lines::all(cx, batch.id, reads::with_reason()).await?);
    Ok(told)
}

/// Prints the import for a person.
pub(super) async fn print(cx: &Cx, batch: &import_batch::Model, written: Option<&Path>) -> Result<()> {
    let done = if batch.is_dry_run {
        "Dry run of"
    } else {
        "Imported"
    };
    output::line(format_args!(
        "{done} {} with {}: {}.",
        batch.file_name,
        batch.profile_name,
        counted(batch.rows_total, "row")
    ));
    let report = report(batch);
    print_counts(&report);
    if batch.rows_failed > 0 {
        output::line("\nQuarantined, none of their records was written:");
        print_reasons(cx, batch.id, reads::quarantined()).await?;
    }
    print_sums(&report);
    if let Some(path) = written {
        output::line(format_args!("\nEvery row is in {}.", path.display()));
    }
    output::line(if batch.is_dry_run {
        "\nNothing was changed: this was a dry run.".to_owned()
    } else {
        format!("\n`guildhall import revert {}` takes it back.", batch.id)
    });
    Ok(())
}

fn print_counts(report: &Report) {
    output::line(format_args!(
        "\n  {:<15}{:>11}{:>11}{:>11}{:>13}",
        "", "created", "updated", "unchanged", "quarantined"
    ));
    for (target, one) in &report.targets {
        output::line(format_args!(
            "  {target:<15}{:>11}{:>11}{:>11}{:>13}",
            one.created, one.updated, one.unchanged, one.failed
        ));
    }
}

/// The reasons in the lines that a filter finds, each once, with the rows that have it.
pub(super) async fn print_reasons(cx: &Cx, batch: ImportBatchId, filter: Condition) -> Result<()> {
    let mut scan = lines::scan(cx, batch, filter);
    let mut reasons: Vec<(String, Vec<i32>)> = Vec::new();
    let mut untold = 0;
    loop {
        let rows = scan.next(cx.app.db.read()).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let reason = row.reason.unwrap_or_default();
            match reasons.iter().position(|(known, _)| *known == reason) {
                Some(place) => reasons[place].1.push(row.row_number),
                None if reasons.len() < MOST_REASONS => reasons.push((reason, vec![row.row_number])),
                None => untold += 1,
            }
        }
    }
    for (reason, rows) in &reasons {
        output::line(format_args!("  {}: {reason}", named(rows)));
    }
    if untold > 0 {
        output::line(format_args!(
            "  {} more; --report FILE or --json tells them all",
            counted(untold, "row")
        ));
    }
    Ok(())
}

/// `row 7`, `rows 7, 9`, `71 rows (7, 9, 12 …)`.
fn named(rows: &[i32]) -> String {
    let numbers = |rows: &[i32]| rows.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
    match rows {
        [one] => format!("row {one}"),
        few if few.len() <= MOST_NAMED => format!("rows {}", numbers(few)),
        many => format!("{} rows ({} …)", many.len(), numbers(&many[..MOST_NAMED])),
    }
}

fn counted(count: i32, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

fn print_sums(report: &Report) {
    if !report.carried.is_empty() {
        output::line("\nWhat the quarantined rows hold:");
        for one in &report.carried {
            output::line(format_args!(
                "  {:>14}  {}",
                hundredths(one.hundredths),
                one.field
            ));
        }
    }
    if !report.warnings.is_empty() {
        output::line("\nReported:");
        for one in &report.warnings {
            let column = one
                .column
                .as_deref()
                .map(|column| format!("{column} "))
                .unwrap_or_default();
            output::line(format_args!(
                "  {}: {column}{}",
                counted(one.count, "row"),
                one.kind
            ));
        }
    }
}

fn report(batch: &import_batch::Model) -> Report {
    serde_json::from_value(batch.report.clone()).unwrap_or_default()
}
