//! What an import did, in numbers and row by row.

use std::collections::BTreeMap;

use entities::{
    ids::{ImportBatchId, ImportRowId},
    import_row::{self, ImportOutcome},
    subject_type::SubjectType,
};
use sea_orm::{ActiveEnum as _, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    app::Cx,
    db::{MOST_INSERTED, Tx},
    error::{Error, Result},
    imports::{
        cells::Value,
        plan::{RowPlan, WarningKind},
        targets::Target,
    },
};

/// What an import did, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// By target.
    pub targets: BTreeMap<String, Counts>,
    /// What was reported about rows, by kind and column.
    pub warnings: Vec<WarningCount>,
    /// What the quarantined rows hold: sums by field, so that nothing is missing from a total.
    pub carried: Vec<Carried>,
}

/// How many records came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Made.
    pub created: i32,
    /// Changed.
    pub updated: i32,
    /// As the file says already.
    pub unchanged: i32,
    /// Rows that were quarantined.
    pub failed: i32,
}

/// How often something was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningCount {
    /// What is the matter, such as `is empty`.
    pub kind: String,
    /// The column; none when it is about whole rows.
    pub column: Option<String>,
    /// The number of rows.
    pub count: i32,
}

/// The sum of a field over the quarantined rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The field, such as `contribution.hours`.
    pub field: String,
    /// The sum in hundredths: of hours, of dollars, of people.
    pub hundredths: i64,
}

/// What one record of a row came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) row_number: i32,
    pub(super) target: String,
    /// As stored: `CREATED` …
    pub(super) outcome: String,
    pub(super) subject: Option<(String, Uuid)>,
    pub(super) reason: Option<String>,
    pub(super) raw: Option<Json>,
    pub(super) before: Option<Json>,
    pub(super) after_version: Option<i32>,
}

impl Report {
    /// All targets together.
    pub fn total(&self) -> Counts {
        self.targets.values().fold(Counts::default(), |sum, one| Counts {
            created: sum.created + one.created,
            updated: sum.updated + one.updated,
            unchanged: sum.unchanged + one.unchanged,
            failed: sum.failed + one.failed,
        })
    }

    /// Counts a record.
    pub(super) fn count(&mut self, target: Target, outcome: ImportOutcome) {
        let counts = self.targets.entry(target.name().to_owned()).or_default();
        match outcome {
            ImportOutcome::Created => counts.created += 1,
            ImportOutcome::Updated => counts.updated += 1,
            ImportOutcome::Unchanged => counts.unchanged += 1,
            ImportOutcome::Failed => counts.failed += 1,
            ImportOutcome::Reverted => {}
        }
    }

    /// Counts the warnings of a row.
    pub(super) fn count_warnings(&mut self, plan: &RowPlan) {
        for warning in &plan.warnings {
            self.warn(warning.kind, warning.column.as_deref());
        }
    }

    fn warn(&mut self, kind: WarningKind, column: Option<&str>) {
        let kind = kind.to_string();
        let is_same = |one: &&mut WarningCount| one.kind == kind && one.column.as_deref() == column;
        match self.warnings.iter_mut().find(is_same) {
            Some(one) => one.count += 1,
            None => self.warnings.push(WarningCount {
                kind,
                column: column.map(str::to_owned),
                count: 1,
            }),
        }
    }

    /// Adds what a quarantined row holds.
    pub(super) fn carry(&mut self, plan: &RowPlan) {
        for record in &plan.records {
            for (name, value) in &record.fields {
                let hundredths = match value {
                    Value::Count(count) => 100 * i64::from(*count),
                    Value::Hours(units) | Value::Money(units) => *units,
                    _ => continue,
                };
                self.add(format!("{}.{name}", record.name), hundredths);
            }
        }
    }

    fn add(&mut self, field: String, hundredths: i64) {
        match self.carried.iter_mut().find(|one| one.field == field) {
            Some(one) => one.hundredths = one.hundredths.saturating_add(hundredths),
            None if hundredths != 0 => self.carried.push(Carried { field, hundredths }),
            None => {}
        }
    }
}

/// Writes entries into the report of a batch.
pub(super) async fn write(tx: &Tx, cx: &Cx, batch: ImportBatchId, entries: Vec<Entry>) -> Result<()> {
    let rows = entries.into_iter().map(|entry| row(cx, batch, entry));
    let mut rows = rows.collect::<Result<Vec<_>>>()?;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(MOST_INSERTED));
        import_row::Entity::insert_many(std::mem::replace(&mut rows, rest))
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

fn row(cx: &Cx, batch: ImportBatchId, entry: Entry) -> Result<import_row::ActiveModel> {
    let subject = entry
        .subject
        .map(|(kind, id)| Ok((SubjectType::try_from_value(&kind)?, id)));
    let subject = subject
        .transpose()
        .map_err(|error: sea_orm::DbErr| Error::from(error))?;
    Ok(import_row::ActiveModel {
        id: Set(cx.app.ids.next::<ImportRowId>()),
        batch_id: Set(batch),
        row_number: Set(entry.row_number),
        target: Set(entry.target),
        outcome: Set(ImportOutcome::try_from_value(&entry.outcome)?),
        subject_type: Set(subject.map(|(kind, _)| kind)),
        subject_id: Set(subject.map(|(_, id)| id)),
        reason: Set(entry.reason),
        raw: Set(entry.raw),
        before: Set(entry.before),
        after_version: Set(entry.after_version),
    })
}
