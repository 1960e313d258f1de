//! Names of our records in other systems, so that an import finds again what it brought.
//!
//! A pair of system and value names one record of a kind. Systems are compared folded (`Salesforce` is `salesforce`), values
//! as they are written. A record in the trash keeps its names.

use std::collections::BTreeSet;

use entities::{external_reference, ids::ExternalReferenceId, subject_type::SubjectType};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    db::Tx,
    error::{Error, OnUnique, Result, UserError, UserErrorCode},
    text,
};

/// References a record has at most.
pub(crate) const MOST_REFERENCES: usize = 20;
/// The system whose values are ids of another Guildhall, or of this one.
pub const GUILDHALL: &str = "guildhall";
const MOST_SYSTEM: usize = 100;
const MOST_VALUE: usize = 250;

/// A record, whatever its kind.
pub type Subject = (SubjectType, Uuid);

/// A record's name in another system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The other system, folded.
    pub system: String,
    /// The record's identifier there.
    pub value: String,
}

/// Cleans the references of a record: systems folded, values trimmed.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG` for parts; `DUPLICATE` for one given twice; `LIMIT` for more than twenty. Paths begin with
/// `input.externalReferences`.
pub fn checked(list: &[Reference]) -> Result<Vec<Reference>> {
    let mut checks = Checks::new();
    let mut kept: Vec<Reference> = Vec::new();
    for (place, given) in list.iter().enumerate() {
        let system = text::required(&path(place, "system"), &given.system, MOST_SYSTEM);
        let value = text::required(&path(place, "value"), &given.value, MOST_VALUE);
        let (Some(system), Some(value)) = (checks.note(system), checks.note(value)) else {
            continue;
        };
        let system = text::fold(&system);
        let reference = Reference { system, value };
        if kept.contains(&reference) {
            checks.fail(
                UserErrorCode::Duplicate,
                &path(place, "value"),
                "This reference is given twice.",
            );
        }
        kept.push(reference);
    }
    if list.len() > MOST_REFERENCES {
        let message = format!("A record has {MOST_REFERENCES} external references at most.");
        checks.fail(UserErrorCode::Limit, "input.externalReferences", message);
    }
    checks.done()?;
    Ok(kept)
}

/// Makes `list`, which is checked, the references of `subject`; what changed, if anything did.
///
/// # Errors
/// `DUPLICATE` at `input.externalReferences.N.value` when another record of the kind has one of them.
pub async fn replace_in(
    tx: &Tx,
    cx: &Cx,
    subject: Subject,
    list: &[Reference],
) -> Result<Option<FieldChange>> {
    let mut stored = concerned(tx, subject, list).await?;
    stored.retain(|row| row.subject_id == subject.1 || list.iter().any(|wanted| *wanted == reference(row)));
    let taken = |wanted: &Reference| {
        stored
            .iter()
            .any(|row| row.subject_id != subject.1 && reference(row) == *wanted)
    };
    if let Some(place) = list.iter().position(taken) {
        return Err(Error::User(vec![duplicate(place)]));
    }
    let had: BTreeSet<_> = stored.iter().map(reference).collect();
    let wanted: BTreeSet<_> = list.iter().cloned().collect();
    if had == wanted {
        return Ok(None);
    }
    let gone = stored
        .iter()
        .filter(|row| !wanted.contains(&reference(row)))
        .map(|row| row.id);
    let gone: Vec<ExternalReferenceId> = gone.collect();
    if !gone.is_empty() {
        let gone = external_reference::Column::Id.is_in(gone);
        external_reference::Entity::delete_many()
            .filter(gone)
            .exec(tx)
            .await?;
    }
    add(tx, cx, subject, wanted.difference(&had)).await?;
    Ok(Some(FieldChange {
        field: "externalReferences".into(),
        before: shown(&had),
        after: shown(&wanted),
        is_restricted: false,
    }))
}

/// The record of a kind that another system knows by `value`.
///
/// # Errors
/// Database errors.
pub async fn find(
    conn: &impl ConnectionTrait,
    kind: SubjectType,
    system: &str,
    value: &str,
) -> Result<Option<Uuid>> {
    let row = external_reference::Entity::find()
        .filter(named(kind, system, value))
        .one(conn)
        .await?;
    Ok(row.map(|row| row.subject_id))
}

/// Rows whose `id` another system knows by `value`, for filters.
pub fn referenced(id: impl ColumnTrait, kind: SubjectType, system: &str, value: &str) -> Condition {
    let subjects = external_reference::Entity::find()
        .select_only()
        .column(external_reference::Column::SubjectId)
        .filter(named(kind, system, value));
    Condition::all().add(id.in_subquery(subjects.into_query()))
}

fn named(kind: SubjectType, system: &str, value: &str) -> Condition {
    Condition::all()
        .add(external_reference::Column::SubjectType.eq(kind))
        .add(external_reference::Column::System.eq(text::fold(system)))
        .add(external_reference::Column::Value.eq(value.trim()))
}

/// The references of the subject, and those of the list wherever they are.
async fn concerned(
    tx: &Tx,
    (kind, id): Subject,
    list: &[Reference],
) -> Result<Vec<external_reference::Model>> {
    use external_reference::Column as C;
    let own = Condition::all()
        .add(C::SubjectType.eq(kind))
        .add(C::SubjectId.eq(id));
    let any = list.iter().fold(Condition::any().add(own), |any, wanted| {
        any.add(named(kind, &wanted.system, &wanted.value))
    });
    Ok(external_reference::Entity::find().filter(any).all(tx).await?)
}

async fn add(tx: &Tx, cx: &Cx, (kind, id): Subject, new: impl Iterator<Item = &Reference>) -> Result<()> {
    let rows = new.map(|reference| external_reference::ActiveModel {
        id: Set(cx.app.ids.next::<ExternalReferenceId>()),
        subject_type: Set(kind),
        subject_id: Set(id),
        system: Set(reference.system.clone()),
        value: Set(reference.value.clone()),
        created_at: Set(cx.app.clock.now()),
    });
    let added = external_reference::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await;
    added.map(|_| ()).map_err(Error::from).on_unique(
        "uq_external_reference_subject_type_system_value",
        "external_reference.subject_type",
        duplicate(0),
    )
}

fn reference(row: &external_reference::Model) -> Reference {
    Reference {
        system: row.system.clone(),
        value: row.value.clone(),
    }
}

fn duplicate(place: usize) -> UserError {
    let message = "Another record, perhaps one in the trash, has this reference already.";
    UserError::new(UserErrorCode::Duplicate, &path(place, "value"), message)
}

fn path(place: usize, part: &str) -> String {
    format!("input.externalReferences.{place}.{part}")
}

/// References as the audit keeps them: `hub: 7, salesforce: 0012`.
fn shown(list: &BTreeSet<Reference>) -> Option<String> {
    let parts: Vec<String> = list
        .iter()
        .map(|one| format!("{}: {}", one.system, one.value))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
