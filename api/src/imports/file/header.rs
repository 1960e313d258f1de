//! Finds the header row and gives every column a name of its own.
//!
//! Published tables have titles, blank lines or a lone comma above the header. The row that holds
//! the columns which the profile expects is the header; without a profile it is the first row that
//! fills at least half as many cells as the fullest row of the sample.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::error::FileError;
use crate::text::fold;

/// How many of a file's columns a sentence lists.
const LISTED: usize = 30;

/// Which record is the header, counted from 0, and the names of the columns.
pub(super) struct Found {
    pub(super) index: usize,
    pub(super) names: Vec<String>,
}

/// Finds the header in the file's first `records`.
pub(super) fn find(records: &[StringRecord], expected: &[String]) -> Result<Found, FileError> {
    let index = if expected.is_empty() {
        first_full(records)
    } else {
        best_match(records, expected)
    };
    let record = index.and_then(|index| records.get(index));
    let (Some(index), Some(record)) = (index, record) else {
        return Err(FileError::new("The file has no rows: not even a header."));
    };
    let names = names(record);
    let missing: Vec<&String> = expected
        .iter()
        .filter(|column| position(&names, column).is_none())
        .collect();
    if missing.is_empty() {
        Ok(Found { index, names })
    } else {
        Err(no_such_columns(&missing, &names))
    }
}

/// Where the column called `wanted` is; blanks and capitals do not matter.
pub(super) fn position(names: &[String], wanted: &str) -> Option<usize> {
    let wanted = fold(wanted);
    names.iter().position(|name| fold(name) == wanted)
}

/// How many of the `expected` columns the record names.
pub(super) fn matches(record: &StringRecord, expected: &[String]) -> usize {
    let names = names(record);
    expected
        .iter()
        .filter(|column| position(&names, column).is_some())
        .count()
}

fn best_match(records: &[StringRecord], expected: &[String]) -> Option<usize> {
    let best = records
        .iter()
        .map(|record| matches(record, expected))
        .max()
        .unwrap_or_default();
    if best == 0 {
        return first_full(records);
    }
    records
        .iter()
        .position(|record| matches(record, expected) == best)
}

fn first_full(records: &[StringRecord]) -> Option<usize> {
    let filled = |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let fullest = records.iter().map(filled).max().unwrap_or_default();
    records
        .iter()
        .position(|record| fullest > 0 && filled(record) * 2 >= fullest.max(2))
        .or_else(|| records.iter().position(|record| filled(record) > 0))
}

/// Names without line breaks or double blanks; `column 3` for one without, `Notes (2)` for a repeated one.
fn names(record: &StringRecord) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let named = |(index, cell): (usize, &str)| {
        let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() {
            format!("column {}", index + 1)
        } else {
            name
        };
        let free = free_name(&name, &taken);
        taken.insert(fold(&free));
        free
    };
    record.iter().enumerate().map(named).collect()
}

fn free_name(name: &str, taken: &BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut count = 1;
    while taken.contains(&fold(&free)) {
        count += 1;
        free = format!("{name} ({count})");
    }
    free
}

fn no_such_columns(missing: &[&String], names: &[String]) -> FileError {
    let missing: Vec<String> = missing.iter().map(|column| format!("`{column}`")).collect();
    let mut present: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > LISTED {
        present.push(format!("and {} more", names.len() - LISTED));
    }
    FileError::new(format!(
        "The file has no column {}; its columns are {}. Is it the right file?",
        missing.join(" and no column "),
        present.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(rows: &[&[&str]]) -> Vec<StringRecord> {
        rows.iter().map(|row| StringRecord::from(row.to_vec())).collect()
    }

    #[test]
    fn junk_lines_are_passed_over() {
        let records = records(&[
            &["", ""],
            &["Report of 2014", ""],
            &["Code", "Title"],
            &["11", "Farming"],
        ]);
        let found = find(&records[1..], &["title".into()]).unwrap();
        assert_eq!(
            (found.index, found.names),
            (1, vec!["Code".to_owned(), "Title".to_owned()])
        );
        assert_eq!(
            find(&[records[0].clone(), records[2].clone()], &[])
                .unwrap()
                .index,
            1
        );
    }

    #[test]
    fn a_title_line_is_not_the_header() {
        let records = records(&[&["Report of 2014"], &["a", "b", "c"], &["1", "2", "3"]]);
        assert_eq!(find(&records, &[]).unwrap().index, 1);
    }

    #[test]
    fn a_single_column() {
        assert_eq!(find(&records(&[&["Name"], &["Acme"]]), &[]).unwrap().index, 0);
    }

    #[test]
    fn every_column_gets_its_own_name() {
        let records = records(&[&["", "Notes", " Notes ", "If Paid,\n  hours", "Notes (2)"]]);
        assert_eq!(
            find(&records, &[]).unwrap().names,
            [
                "column 1",
                "Notes",
                "Notes (2)",
                "If Paid, hours",
                "Notes (2) (2)"
            ]
        );
    }

    #[test]
    fn the_wrong_file_says_what_is_missing() {
        let error = find(
            &records(&[&["Name", "City"]]),
            &["Employer".into(), "City".into(), "Cash".into()],
        )
        .err()
        .unwrap();
        assert_eq!(
            error.sentence(),
            "The file has no column `Employer` and no column `Cash`; its columns are `Name`, `City`. Is it the right file?"
        );
    }
}
