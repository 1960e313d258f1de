//! What became of every row, as a CSV file: the row's number, what it came to and why, then the cells as they were read, so
//! that quarantined rows can be mended in it and imported again.

use std::{fs::File, path::Path};

use entities::{ids::ImportBatchId, import_row};
use sea_orm::{ActiveEnum as _, Condition};

use super::lines;
use crate::{
    app::Cx,
    cli::exit::{Exit, Failure},
    imports::reads,
    private,
    shared::spreadsheet::SafeCsv,
    text,
};

/// The columns before the file's own.
const OWN: [&str; 5] = ["row", "target", "outcome", "record", "reason"];

/// Writes the report of an import.
pub(super) async fn write(cx: &Cx, batch: ImportBatchId, path: &Path) -> Result<(), Failure> {
    let refuse = |cause: &std::io::Error| {
        let sentence = format!(
            "The import is done; its report {} cannot be written: {}.",
            path.display(),
            text::of_system(cause)
        );
        Failure::new(Exit::Failed, sentence)
    };
    let file = private::file(path).map_err(|cause| refuse(&cause))?;
    let (mut out, mut has_head) = (SafeCsv::new(file), false);
    let mut scan = lines::scan(cx, batch, Condition::all());
    loop {
        let rows = scan.next(cx.app.db.read()).await;
        let rows = rows.map_err(|error| Failure::operation(&cx.app.config.database, error))?;
        if rows.is_empty() {
            return out.flush().map_err(|cause| refuse(&cause));
        }
        if !has_head {
            head(&mut out, &rows[0]).map_err(|cause| refuse(&cause))?;
            has_head = true;
        }
        for row in &rows {
            line(&mut out, row).map_err(|cause| refuse(&cause))?;
        }
    }
}

fn head(out: &mut SafeCsv<File>, first: &import_row::Model) -> std::io::Result<()> {
    let cells = lines::cells(first).into_iter().map(|(column, _)| column);
    out.row(OWN.map(str::to_owned).into_iter().chain(cells))
}

fn line(out: &mut SafeCsv<File>, row: &import_row::Model) -> std::io::Result<()> {
    let own = [
        row.row_number.to_string(),
        row.target.clone(),
        row.outcome.to_value(),
        reads::subject(row).unwrap_or_default(),
        row.reason.clone().unwrap_or_default(),
    ];
    let cells = lines::cells(row).into_iter().map(|(_, text)| text);
    out.row(own.into_iter().chain(cells))
}
