//! What one row asks for: records to write, or the reasons why the row is quarantined.
//!
//! Pure: the same profile and row give the same plan. Whether a record is there already, and so
//! whether it is created, updated or missing, is for the half with the database.

mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use reading::Reading;

use super::cells::Value;
use super::file::{Row, column_position};
use super::profile::{FieldRule, Mode, Profile, RecordRule, Source};
use super::targets::{EITHER, Target};

/// A record that a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name in the profile.
    pub name: String,
    /// What it is.
    pub target: Target,
    /// What happens when it is, or is not, there already.
    pub mode: Mode,
    /// The fields that find it; each is in `fields` unless the row is quarantined.
    pub key: Vec<String>,
    /// The fields that the row fills. A field that is not here stays as it is.
    pub fields: BTreeMap<String, Value>,
}

/// What one row asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowPlan {
    /// The records, each after those it refers to. Of a quarantined row they hold what could be
    /// read, so that a report can say what such rows carry; they must not be written.
    pub records: Vec<Record>,
    /// Why the row is quarantined; empty when it is not.
    pub errors: Vec<RowError>,
    /// What a person should know although the row goes in.
    pub warnings: Vec<Warning>,
}

/// One reason why a row is quarantined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The field, such as `contribution.employer`.
    pub to: String,
    /// The sentence for a person; it names the column.
    pub sentence: String,
}

/// Something to report about a row that goes in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// What kind of thing; warnings are counted by kind and column.
    pub kind: WarningKind,
    /// The column; `None` when it is about the whole row.
    pub column: Option<String>,
    /// The sentence for a person.
    pub sentence: String,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// A cell is empty whose column the profile watches.
    Empty,
    /// A figure had more decimals than are kept.
    Rounded,
    /// The row has cells beyond the last column.
    ExtraCells,
}

impl RowPlan {
    /// Whether none of the row's records may be written.
    #[must_use]
    pub fn is_quarantined(&self) -> bool {
        !self.errors.is_empty()
    }

    /// All reasons why the row is quarantined, as one text for a person.
    #[must_use]
    pub fn reason(&self) -> String {
        self.errors
            .iter()
            .map(|error| error.sentence.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn complain(&mut self, to: String, sentence: String) {
        if !self.errors.iter().any(|error| error.sentence == sentence) {
            self.errors.push(RowError { to, sentence });
        }
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "is empty",
            Self::Rounded => "is rounded",
            Self::ExtraCells => "has cells beyond the last column",
        })
    }
}

/// A profile bound to the columns of a file; plans that file's rows.
#[derive(Debug, Clone)]
pub struct Planner {
    records: Vec<(RecordRule, Vec<Vec<usize>>)>,
}

impl Planner {
    /// Binds a profile to a file's columns.
    ///
    /// # Errors
    /// A sentence for each column that the profile uses and the file does not have.
    pub fn new(profile: &Profile, columns: &[String]) -> Result<Self, Vec<String>> {
        let mut missing = Vec::new();
        let mut bind = |field: &FieldRule| bind(field, columns, &mut missing);
        let records = profile
            .records
            .iter()
            .map(|rule| (rule.clone(), rule.fields.iter().map(&mut bind).collect()))
            .collect();
        if missing.is_empty() {
            Ok(Self { records })
        } else {
            Err(missing)
        }
    }

    /// What `row` asks for.
    #[must_use]
    pub fn plan(&self, row: &Row) -> RowPlan {
        let mut plan = RowPlan::default();
        let mut places = Vec::new();
        for (rule, positions) in &self.records {
            let place = plan_record(rule, positions, row, &places, &mut plan);
            places.push(place);
        }
        warn_about_extra_cells(row, &mut plan);
        plan
    }
}

fn bind(field: &FieldRule, columns: &[String], missing: &mut Vec<String>) -> Vec<usize> {
    let Source::Columns { columns: wanted, .. } = &field.source else {
        return Vec::new();
    };
    let mut positions = Vec::new();
    for column in wanted {
        match column_position(columns, column) {
            Some(position) => positions.push(position),
            None => missing.push(format!(
                "The file has no column `{column}`, which the profile uses for `{}`.",
                field.name
            )),
        }
    }
    positions
}

/// Adds the row's record by this rule to the plan; its place there, or `None` when the row has none.
fn plan_record(
    rule: &RecordRule,
    positions: &[Vec<usize>],
    row: &Row,
    places: &[Option<usize>],
    plan: &mut RowPlan,
) -> Option<usize> {
    let readings = || {
        rule.fields
            .iter()
            .zip(positions)
            .map(|(field, positions)| Reading {
                rule,
                field,
                positions,
                row,
                places,
            })
    };
    let is_absent =
        |reading: Reading<'_>| rule.when.as_ref() == Some(&reading.field.name) && reading.is_empty();
    if readings().any(is_absent) {
        return None;
    }
    let mut fields = BTreeMap::new();
    for reading in readings() {
        if let Some(value) = reading.value(plan) {
            fields.insert(reading.field.name.clone(), value);
        }
    }
    check_either(rule, &fields, plan);
    let (name, key) = (rule.name.clone(), rule.key.clone());
    plan.records.push(Record {
        name,
        target: rule.target,
        mode: rule.mode,
        key,
        fields,
    });
    Some(plan.records.len() - 1)
}

fn check_either(rule: &RecordRule, fields: &BTreeMap<String, Value>, plan: &mut RowPlan) {
    for (_, [one, other]) in EITHER
        .iter()
        .filter(|(target, _)| *target == rule.target && rule.mode != Mode::Reference)
    {
        if fields.contains_key(*one) == fields.contains_key(*other) {
            let record = &rule.name;
            plan.complain(
                format!("{record}.{one}"),
                format!("The {record} needs either its `{one}` or its `{other}`, one of them."),
            );
        }
    }
}

fn warn_about_extra_cells(row: &Row, plan: &mut RowPlan) {
    let count = row.extra_count();
    if count == 0 {
        return;
    }
    let extra: Vec<String> = row
        .cells()
        .skip(row.column_count())
        .map(|(_, cell)| format!("`{cell}`"))
        .collect();
    let sentence = format!(
        "The row has {count} more cells than the header: {}.",
        extra.join(", ")
    );
    plan.warn(Warning {
        kind: WarningKind::ExtraCells,
        column: None,
        sentence,
    });
}
