//! An XLSX workbook's sheet, copied cell by cell into the same clean text as any other file.
//!
//! Dates become `2014-03-04`, or `2014-03-04 09:30:00` when they carry a time; figures their
//! shortest exact text; `TRUE` and `FALSE` and errors such as `#N/A` what the sheet shows. The
//! number of a record in the copy is the number of the row in the sheet.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::error::FileError;
use super::spool::{self, Hashed, Spool};

/// Copies the sheet called `name`, or the first, of the workbook at `path`.
pub(super) fn spool(path: &Path, name: Option<&str>) -> Result<Spool, FileError> {
    let mut workbook: Xlsx<_> =
        Xlsx::new(BufReader::new(spool::open(path)?)).map_err(|cause| unreadable(&cause))?;
    let name = choose(&workbook.sheet_names(), name)?;
    let text = copy(&mut workbook, &name)?;
    let (sha256, byte_count) = Hashed::new(spool::open(path)?).finish()?;
    Ok(Spool {
        text,
        sha256,
        byte_count,
        encoding: "xlsx".to_owned(),
    })
}

fn choose(sheets: &[String], name: Option<&str>) -> Result<String, FileError> {
    let chosen = match name {
        Some(name) => sheets
            .iter()
            .find(|sheet| sheet.trim().eq_ignore_ascii_case(name.trim())),
        None => sheets.first(),
    };
    chosen.cloned().ok_or_else(|| {
        let wanted = name.unwrap_or("of cells");
        FileError::new(format!(
            "The workbook has no sheet `{wanted}`; its sheets are {}.",
            sheets.join(", ")
        ))
    })
}

fn copy(workbook: &mut Xlsx<BufReader<File>>, name: &str) -> Result<File, FileError> {
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|cause| unreadable(&cause))?;
    let mut writer = RowWriter::new()?;
    while let Some(cell) = cells.next_cell().map_err(|cause| unreadable(&cause))? {
        let (row, column) = cell.get_position();
        writer.put(row, column, text_of(cell.get_value()))?;
    }
    writer.finish()
}

fn unreadable(cause: &XlsxError) -> FileError {
    tracing::debug!(%cause, "a workbook cannot be read");
    let sentence = "The file looks like a workbook, but cannot be read as one. Open it in a spreadsheet and save it again as XLSX.";
    FileError::new(sentence.to_owned())
}

/// Gathers a row's cells and writes it when the next row begins.
struct RowWriter {
    out: csv::Writer<BufWriter<File>>,
    row: u32,
    cells: Vec<String>,
}

impl RowWriter {
    fn new() -> Result<Self, FileError> {
        let out = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(BufWriter::new(spool::temporary()?));
        Ok(Self {
            out,
            row: 0,
            cells: Vec::new(),
        })
    }

    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), FileError> {
        if text.is_empty() {
            return Ok(());
        }
        while self.row < row {
            self.end_row()?;
        }
        let column = column as usize;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    /// A row without cells is written as one empty cell, so that rows keep their numbers.
    fn end_row(&mut self) -> Result<(), FileError> {
        if self.cells.is_empty() {
            self.cells.push(String::new());
        }
        self.out
            .write_record(&self.cells)
            .map_err(|cause| not_written(&cause))?;
        self.cells.clear();
        self.row += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<File, FileError> {
        self.end_row()?;
        let out = self
            .out
            .into_inner()
            .map_err(|cause| spool::not_written(cause.error()))?;
        let mut text = out
            .into_inner()
            .map_err(|cause| spool::not_written(cause.error()))?;
        spool::rewind(&mut text)?;
        Ok(text)
    }
}

fn not_written(cause: &csv::Error) -> FileError {
    FileError::new(format!(
        "The temporary copy of the file cannot be written: {cause}."
    ))
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => date_text(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn date_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
