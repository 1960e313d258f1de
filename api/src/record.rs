//! Writing rows: one way to insert and one to update, with the optimistic lock and the audit in the same transaction.
//!
//! Every audited table says once what it is (`record!`); operations then hand over the columns they set. The difference to
//! the stored row is computed from the columns, so a field added to a table is audited without another line.

mod insert;
mod owner;

use entities::{
    ids::{CompetencyListId, EmployerId, PartnershipId, TypedId},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    ModelTrait, QueryFilter, Value,
};

use crate::{
    app::Cx,
    audit::{self, Event, FieldChange},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    scalars,
};

pub use insert::{insert, insert_accepted, insert_many};

/// A table whose rows are written here.
pub trait Record:
    EntityTrait<Model: IntoActiveModel<<Self as EntityTrait>::ActiveModel> + Clone + Sync, ActiveModel: Send>
{
    /// The id of a row.
    type Id: TypedId;
    /// What the audit calls a row.
    const SUBJECT: SubjectType;
    /// Columns whose values the audit does not keep.
    const RESTRICTED: &'static [Self::Column];

    /// `id`, `created_at`, `updated_at`, `version`.
    fn housekeeping() -> [Self::Column; 4];
    /// The id of this row.
    fn id(row: &Self::Model) -> Self::Id;
    /// The version of this row.
    fn version(row: &Self::Model) -> i32;
    /// The employer whose timeline shows changes of this row.
    fn employer(tx: &Tx, row: &Self::Model) -> impl Future<Output = Result<Option<EmployerId>>> + Send;
    /// A second employer whose timeline shows them, where a row joins two.
    fn other_employer(_row: &Self::Model) -> Option<EmployerId> {
        None
    }
}

/// Says what a table is: `record!(employer, Employer, EmployerId, |row| Some(row.id), restricted: [LegalName])`.
///
/// A row that does not hold its employer asks for it: `async |tx, row| membership_employer(tx, row.membership_id).await`.
/// A row that joins two employers names the second with `other: Some(row.successor_id)` before `restricted`.
macro_rules! record {
    ($table:ident, $subject:ident, $id:ident, |$row:ident| $employer:expr $(, other: $other:expr)? $(, restricted: [$($column:ident),*])?) => {
        $crate::record::record!($table, $subject, $id, async |_tx, $row| Ok($employer) $(, other: $other)? $(, restricted: [$($column),*])?);
    };
    ($table:ident, $subject:ident, $id:ident, async |$tx:ident, $row:ident| $employer:expr $(, other: $other:expr)? $(, restricted: [$($column:ident),*])?) => {
        impl $crate::record::Record for entities::$table::Entity {
            type Id = entities::ids::$id;
            const SUBJECT: entities::subject_type::SubjectType = entities::subject_type::SubjectType::$subject;
            const RESTRICTED: &'static [entities::$table::Column] = &[$($(entities::$table::Column::$column),*)?];

            fn housekeeping() -> [entities::$table::Column; 4] {
                use entities::$table::Column::{CreatedAt, Id, UpdatedAt, Version};
                [Id, CreatedAt, UpdatedAt, Version]
            }

            fn id(row: &entities::$table::Model) -> Self::Id {
                row.id
            }

            fn version(row: &entities::$table::Model) -> i32 {
                row.version
            }

            async fn employer(
                $tx: &$crate::db::Tx,
                $row: &entities::$table::Model,
            ) -> $crate::error::Result<Option<entities::ids::EmployerId>> {
                $employer
            }
            $(
                fn other_employer($row: &entities::$table::Model) -> Option<entities::ids::EmployerId> {
                    $other
                }
            )?
        }
    };
}
pub(crate) use record;

/// A row after an update, and what changed.
#[derive(Clone, Debug)]
pub struct Updated<M> {
    /// The row as stored now.
    pub row: M,
    /// The fields that changed; empty when nothing did, and then nothing was written.
    pub changes: Vec<FieldChange>,
}

/// Updates a row where the set columns differ, counts its version up, and audits the difference.
///
/// `expected` is the version the caller read; none for Guildhall's own changes.
///
/// # Errors
/// `CONFLICT` when somebody changed the row since.
pub async fn update<R: Record>(
    tx: &Tx,
    cx: &Cx,
    before: &R::Model,
    expected: Option<i32>,
    mut row: R::ActiveModel,
) -> Result<Updated<R::Model>> {
    let [id, _, updated_at, version] = R::housekeeping();
    if expected.is_some_and(|expected| expected != R::version(before)) {
        return Err(conflict());
    }
    let mut changes = Vec::new();
    let mut differs = false;
    let mut action = "UPDATED";
    for column in R::Column::iter() {
        let ActiveValue::Set(after) = row.get(column) else {
            continue;
        };
        let stored = before.get(column);
        if stored == after {
            row.not_set(column);
            continue;
        }
        differs = true;
        if column.as_str() == "trashed_at" {
            action = if is_null(&after) { "RESTORED" } else { "TRASHED" };
        } else if is_shown::<R>(column) {
            changes.push(change::<R>(column, Some(&stored), Some(&after)));
        }
    }
    if !differs {
        return Ok(Updated {
            row: before.clone(),
            changes,
        });
    }
    row.set(updated_at, cx.app.clock.now().into());
    row.set(version, (R::version(before) + 1).into());
    row.not_set(id);
    let rows = R::update_many()
        .set(row)
        .filter(id.eq(R::id(before)))
        .filter(version.eq(R::version(before)))
        .exec_with_returning(tx)
        .await?;
    let row = rows.into_iter().next().ok_or_else(conflict)?;
    note::<R>(tx, cx, action, &row, changes.clone()).await?;
    Ok(Updated { row, changes })
}

/// Counts a row's version up for a change beside its columns, such as its tags, and audits it.
///
/// # Errors
/// `CONFLICT` when somebody changed the row since.
pub async fn touch<R: Record>(
    tx: &Tx,
    cx: &Cx,
    before: &R::Model,
    changes: Vec<FieldChange>,
) -> Result<R::Model> {
    let [id, _, updated_at, version] = R::housekeeping();
    let mut row = R::ActiveModel::default();
    row.set(updated_at, cx.app.clock.now().into());
    row.set(version, (R::version(before) + 1).into());
    let rows = R::update_many()
        .set(row)
        .filter(id.eq(R::id(before)))
        .filter(version.eq(R::version(before)))
        .exec_with_returning(tx)
        .await?;
    let row = rows.into_iter().next().ok_or_else(conflict)?;
    note::<R>(tx, cx, "UPDATED", &row, changes).await?;
    Ok(row)
}

/// Adds changes beside the columns, such as tags, to an update: a version more only when no column changed.
///
/// # Errors
/// `CONFLICT` when somebody changed the row since.
pub async fn beside<R: Record>(
    tx: &Tx,
    cx: &Cx,
    before: &R::Model,
    mut updated: Updated<R::Model>,
    changes: Vec<FieldChange>,
) -> Result<Updated<R::Model>> {
    if changes.is_empty() {
        return Ok(updated);
    }
    if R::version(&updated.row) == R::version(before) {
        updated.row = touch::<R>(tx, cx, &updated.row, changes.clone()).await?;
    } else {
        note::<R>(tx, cx, "UPDATED", &updated.row, changes.clone()).await?;
    }
    updated.changes.extend(changes);
    Ok(updated)
}

/// Deletes a row of a table without trash, and audits it as `REMOVED` with what it held.
///
/// # Errors
/// `CONFLICT` when somebody changed the row since.
pub async fn remove<R: Record>(tx: &Tx, cx: &Cx, before: &R::Model, expected: Option<i32>) -> Result<()> {
    if expected.is_some_and(|expected| expected != R::version(before)) {
        return Err(conflict());
    }
    let [id, _, _, version] = R::housekeeping();
    let gone = R::delete_many()
        .filter(id.eq(R::id(before)))
        .filter(version.eq(R::version(before)))
        .exec(tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(conflict());
    }
    let changes = R::Column::iter()
        .map(|column| (column, before.get(column)))
        .filter(|(column, value)| is_shown::<R>(*column) && !is_null(value))
        .map(|(column, value)| change::<R>(column, Some(&value), None))
        .collect();
    note::<R>(tx, cx, "REMOVED", before, changes).await
}

/// Audits something about a row that is no change of its columns.
///
/// # Errors
/// When the database refuses the entry.
pub async fn note<R: Record>(
    tx: &Tx,
    cx: &Cx,
    action: &'static str,
    row: &R::Model,
    changes: Vec<FieldChange>,
) -> Result<()> {
    let event = Event {
        action,
        subject_type: R::SUBJECT,
        subject_id: R::id(row).uuid(),
        employer_id: R::employer(tx, row).await?,
        changes,
    };
    let agency = owner::agency::<R>(row);
    if let Some(other) = R::other_employer(row) {
        let event = Event {
            employer_id: Some(other),
            ..event.clone()
        };
        audit::record_owned(tx, cx, &event, agency)?;
    }
    audit::record_owned(tx, cx, &event, agency)
}

/// The error of a lost race.
pub fn conflict() -> Error {
    Error::user(
        UserErrorCode::Conflict,
        "version",
        "Somebody changed this record since you read it; look at it again.",
    )
}

/// Housekeeping and derived columns are written, not shown.
fn is_shown<R: Record>(column: R::Column) -> bool {
    let name = column.as_str();
    let derived = name.ends_with("_search")
        || name.ends_with("_sort")
        || name.ends_with("_since")
        || name.starts_with("sort_");
    !derived && name != "trashed_at" && !R::housekeeping().iter().any(|kept| kept.as_str() == name)
}

fn change<R: Record>(column: R::Column, before: Option<&Value>, after: Option<&Value>) -> FieldChange {
    let is_restricted = R::RESTRICTED
        .iter()
        .any(|restricted| restricted.as_str() == column.as_str());
    let text = |value: Option<&Value>| {
        if is_restricted {
            None
        } else {
            shown::<R>(column, value?)
        }
    };
    FieldChange {
        field: field_name(column.as_str()),
        before: text(before),
        after: text(after),
        is_restricted,
    }
}

/// A column's value as the audit keeps it; ids as the API writes them.
fn shown<R: Record>(column: R::Column, value: &Value) -> Option<String> {
    match value {
        Value::BigInt(Some(number)) if is_hundredths(column.as_str()) => Some(scalars::hundredths(*number)),
        Value::Uuid(Some(uuid)) => {
            let role = column.as_str().trim_end_matches("_id");
            let prefix = if SAME_KIND.contains(&role) {
                R::Id::PREFIX
            } else {
                prefix_of(role)
            };
            Some(format!("{prefix}_{}", uuid.simple()))
        }
        Value::ChronoDateTimeUtc(Some(at)) => Some(at.to_rfc3339()),
        Value::ChronoDate(Some(day)) => Some(day.to_string()),
        other => match sea_orm::sea_query::sea_value_to_json_value(other) {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text),
            json => Some(json.to_string()),
        },
    }
}

/// References to a row of the same kind.
const SAME_KIND: [&str; 3] = ["parent", "previous", "followed_by"];

/// What a reference's id begins with: `lead_agency` refers to an agency, `backup_user` to a user.
fn prefix_of(role: &str) -> &str {
    const COMPOUND: [&str; 3] = ["role_type", "import_batch", "competency_edition"];
    match role {
        "predecessor" | "successor" => return EmployerId::PREFIX,
        "list" => return CompetencyListId::PREFIX,
        "advisory_board" => return PartnershipId::PREFIX,
        _ => {}
    }
    COMPOUND
        .into_iter()
        .find(|prefix| role.ends_with(prefix))
        .unwrap_or_else(|| role.rsplit('_').next().unwrap_or(role))
}

/// What a column's name ends with when the API shows its number as a decimal.
const UNITS: [&str; 2] = ["_cents", "_hundredths"];

fn is_hundredths(column: &str) -> bool {
    UNITS.iter().any(|unit| column.ends_with(unit))
}

/// `lead_agency_id` as the API writes it: `leadAgency`; `cash_cents` is `cash`.
fn field_name(column: &str) -> String {
    let plain = UNITS.iter().fold(column.trim_end_matches("_id"), |name, unit| {
        name.trim_end_matches(unit)
    });
    let mut name = String::new();
    for (place, part) in plain.split('_').enumerate() {
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if place > 0 => name.push(first.to_ascii_uppercase()),
            Some(first) => name.push(first),
            None => {}
        }
        name.push_str(letters.as_str());
    }
    name
}

fn is_null(value: &Value) -> bool {
    *value == value.as_null()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_as_the_api_names_them() {
        assert_eq!(field_name("lead_agency_id"), "leadAgency");
        assert_eq!(field_name("fair_chance_note"), "fairChanceNote");
        assert_eq!(field_name("internship_hours_hundredths"), "internshipHours");
        assert_eq!(prefix_of("lead_agency"), "agency");
        assert_eq!(prefix_of("role_type"), "role_type");
        assert_eq!(prefix_of("successor"), "employer");
    }
}
