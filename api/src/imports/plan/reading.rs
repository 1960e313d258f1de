//! One field of one record, read from one row.

use super::{RowPlan, Warning, WarningKind};
use crate::imports::cells::{Fault, Parsed, Value};
use crate::imports::file::Row;
use crate::imports::profile::{FieldRule, RecordRule, Source};

/// A field about to be read.
pub(super) struct Reading<'a> {
    pub(super) rule: &'a RecordRule,
    pub(super) field: &'a FieldRule,
    /// Where the field's columns are in the file.
    pub(super) positions: &'a [usize],
    pub(super) row: &'a Row,
    /// Where the records before this one are in the plan.
    pub(super) places: &'a [Option<usize>],
}

impl Reading<'_> {
    /// Whether the row leaves the field empty. A text that cannot be read is not empty.
    pub(super) fn is_empty(&self) -> bool {
        self.read().is_ok_and(|parsed| parsed.value.is_none()) && self.field.default.is_none()
    }

    /// The field's value; what is to be said about it goes into the plan.
    pub(super) fn value(&self, plan: &mut RowPlan) -> Option<Value> {
        let parsed = match self.read() {
            Ok(parsed) => parsed,
            Err(fault) => {
                plan.complain(self.to(), fault.sentence(&self.column()));
                return None;
            }
        };
        if let Some(note) = parsed.note {
            self.warn(plan, WarningKind::Rounded, &note);
        }
        if self.field.is_key {
            self.complain_about_empty_parts(plan);
        }
        let value = parsed.value.or_else(|| self.empty(plan));
        if value.is_none() && self.field.is_required {
            plan.complain(self.to(), self.missing(&self.column()));
        }
        value
    }

    fn read(&self) -> Result<Parsed, Fault> {
        match &self.field.source {
            Source::Constant(value) => Ok(Parsed {
                value: Some(value.clone()),
                note: None,
            }),
            Source::Record(record) => {
                let place = self.places.get(*record).copied().flatten();
                Ok(Parsed {
                    value: place.map(Value::Record),
                    note: None,
                })
            }
            Source::Columns { join, .. } => self
                .field
                .cell
                .parse(&self.texts().collect::<Vec<_>>().join(join)),
        }
    }

    /// The texts of the field's columns, without the empty ones.
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.positions
            .iter()
            .filter_map(|position| self.field.cell.text(self.row.cell(*position)))
    }

    /// What stands for an empty cell.
    fn empty(&self, plan: &mut RowPlan) -> Option<Value> {
        if self.field.reports_empty {
            self.warn(plan, WarningKind::Empty, "is empty");
        }
        self.field.default.clone()
    }

    /// Without one of its parts a joined key could find another row's record.
    fn complain_about_empty_parts(&self, plan: &mut RowPlan) {
        let Source::Columns { columns, .. } = &self.field.source else {
            return;
        };
        for (column, position) in columns.iter().zip(self.positions) {
            if columns.len() > 1 && self.field.cell.text(self.row.cell(*position)).is_none() {
                plan.complain(self.to(), self.missing(&format!("`{column}`")));
            }
        }
    }

    fn missing(&self, column: &str) -> String {
        let (record, field) = (&self.rule.name, &self.field.name);
        match &self.field.source {
            Source::Columns { .. } => {
                format!("{column} is empty, but the {record} needs its `{field}`.")
            }
            _ => format!("The {record} needs its `{field}`, which this row does not name."),
        }
    }

    fn warn(&self, plan: &mut RowPlan, kind: WarningKind, what: &str) {
        let column = self.column();
        plan.warn(Warning {
            kind,
            sentence: format!("{column} {what}."),
            column: Some(column.replace('`', "")),
        });
    }

    fn to(&self) -> String {
        format!("{}.{}", self.rule.name, self.field.name)
    }

    /// The field's columns, or the field itself where it has none.
    fn column(&self) -> String {
        match &self.field.source {
            Source::Columns { columns, .. } => columns
                .iter()
                .map(|column| format!("`{column}`"))
                .collect::<Vec<_>>()
                .join(" + "),
            _ => format!("`{}`", self.field.name),
        }
    }
}
