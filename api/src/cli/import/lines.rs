//! The lines of a row report, as programs read them.

use entities::{ids::ImportBatchId, import_row};
use sea_orm::{ActiveEnum as _, Condition};
use serde_json::{Value as Json, json};

use crate::{app::Cx, error::Result, imports::reads, paging::Scan};

/// All lines of a report that a filter finds, in the order of the file.
pub(super) fn scan(cx: &Cx, batch: ImportBatchId, filter: Condition) -> Scan<import_row::Entity> {
    Scan::new(reads::rows(cx, &[batch], filter), reads::row_keys())
}

/// A line as GraphQL names its parts.
pub(super) fn json(row: &import_row::Model) -> Json {
    json!({
        "rowNumber": row.row_number,
        "target": row.target,
        "outcome": row.outcome.to_value(),
        "subjectId": reads::subject(row),
        "reason": row.reason,
        "cells": cells(row).into_iter().map(|(column, text)| json!({ "column": column, "text": text })).collect::<Vec<_>>(),
    })
}

/// The row as it was read; empty on the further records of the same row.
pub(super) fn cells(row: &import_row::Model) -> Vec<(String, String)> {
    let raw = row.raw.clone();
    raw.and_then(|raw| serde_json::from_value(raw).ok())
        .unwrap_or_default()
}

/// All lines that a filter finds, as JSON.
pub(super) async fn all(cx: &Cx, batch: ImportBatchId, filter: Condition) -> Result<Vec<Json>> {
    let (mut scan, mut lines) = (scan(cx, batch, filter), Vec::new());
    loop {
        let rows = scan.next(cx.app.db.read()).await?;
        if rows.is_empty() {
            return Ok(lines);
        }
        lines.extend(rows.iter().map(json));
    }
}
