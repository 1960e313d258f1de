//! What is there already of the records that a chunk asks for: a statement or two for all of them.

use std::collections::{HashMap, HashSet};

use entities::{
    external_reference,
    ids::{self, AgencyId},
};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter};
use uuid::Uuid;

use super::attempt::{Attempt, Item};
use crate::{
    app::Cx,
    contacts::ops::matched,
    db::Tx,
    error::Result,
    imports::{
        cells::Value,
        kinds::{Kind, Row, columns, points_in},
        plan::Record,
        profile::{Mode, RecordRule},
        targets::Target,
    },
    policy::Owner,
    record::Record as Table,
    shared::external_references::GUILDHALL,
    text,
};

/// What a field's name begins with that refers to another system.
const EXTERNAL: &str = "external.";
/// What the other records of a row go with: whose it is, the programs and completers that the row names are too.
const OWNED: [Target; 3] = [Target::Completer, Target::Affirmation, Target::Opening];

/// The records that are there.
pub(super) struct Known<K: Kind> {
    /// By key.
    pub(super) rows: HashMap<String, Vec<Row<K>>>,
    /// Which record another system knows by a value.
    pub(super) references: HashMap<(String, String), Uuid>,
    /// Records that are referred to and that the actor may not see.
    pub(super) hidden: HashSet<Uuid>,
}

/// The references to other systems among the fields of a record.
pub(super) fn references(record: &Record) -> impl Iterator<Item = (String, String)> {
    record.fields.iter().filter_map(|(name, value)| {
        let system = text::fold(name.strip_prefix(EXTERNAL)?);
        let Value::Text(value) = value else { return None };
        Some((system, value.trim().to_owned()))
    })
}

/// The key of a record as the rows of [`Known`] are filed.
pub(super) fn key(record: &Record, ids: &[Option<Uuid>]) -> Result<String> {
    let parts = record.key.iter().map(|field| match record.fields.get(field) {
        Some(Value::Text(text)) if field.starts_with(EXTERNAL) => Ok(text.trim().to_owned()),
        Some(Value::List(list)) => Ok(list.first().map_or_else(String::new, |first| point(field, first))),
        Some(value) => Ok(columns::comparable(&columns::stored(value, ids)?)),
        None => Ok(String::new()),
    });
    Ok(parts.collect::<Result<Vec<_>>>()?.join("\u{1f}"))
}

/// An address or number as it is matched.
fn point(field: &str, value: &str) -> String {
    points_in(field).map_or_else(|| text::fold(value), |kind| matched(kind, value))
}

/// The agency whose records a record of a row means: that which it names, else that which the completer, affirmation or opening of the
/// row names, else that of the import.
fn agency(attempt: &Attempt<'_>, item: Item) -> Option<AgencyId> {
    let named = |record: &Record| match record.fields.get("agency") {
        Some(Value::Record(place)) => attempt.ids[item.row].get(*place).copied().flatten(),
        _ => None,
    };
    let records = attempt.rows[item.row].plan.records.iter();
    let mut owned = records.filter(|record| OWNED.contains(&record.target));
    let id = named(attempt.record(item)).or_else(|| owned.find_map(named));
    id.map(AgencyId::from_uuid).or(attempt.run.agency)
}

/// The key of a record that is to be made: of kinds that every agency has its own of, beside whose it is.
pub(super) fn planned<K: Kind>(attempt: &Attempt<'_>, item: Item, key: &str) -> String {
    let whose = agency(attempt, item).filter(|_| K::IS_PER_AGENCY);
    whose.map_or_else(
        || key.to_owned(),
        |agency| format!("{}\u{1f}{key}", agency.uuid().simple()),
    )
}

/// Those that the row can mean: of several records that are only looked up, such as programs of one name, that of the agency of the
/// row or the import; of kinds that every agency has its own of, none of another's, nor any program of another's beside completers.
/// None when that leaves all.
pub(super) fn meant<K: Kind>(
    attempt: &Attempt<'_>,
    rule: &RecordRule,
    item: Item,
    found: &[Row<K>],
) -> Option<Vec<Row<K>>> {
    let is_looked_up = rule.mode == Mode::Reference;
    let is_own_only = if is_looked_up {
        attempt.run.profile.is_closed() && (K::IS_PER_AGENCY || K::TARGET == Target::Program)
    } else {
        K::IS_PER_AGENCY
    };
    let is_told_apart = is_own_only || is_looked_up && found.len() > 1;
    let agency = agency(attempt, item).filter(|_| is_told_apart)?;
    let is_own = |row: &&Row<K>| matches!(K::owner(row), Owner::Agency(owner) if owner == agency);
    let own: Vec<Row<K>> = found.iter().filter(is_own).cloned().collect();
    (is_own_only || !own.is_empty()).then_some(own)
}

/// The key as a sentence shows it.
pub(super) fn shown(record: &Record) -> String {
    let texts = record
        .key
        .iter()
        .filter_map(|field| match record.fields.get(field)? {
            Value::Text(text) => Some(text.clone()),
            Value::List(list) => list.first().cloned(),
            Value::Date(day) => Some(day.to_string()),
            Value::DateTime(at) => Some(at.to_rfc3339()),
            _ => None,
        });
    texts.collect::<Vec<_>>().join(", ")
}

impl<K: Kind> Known<K> {
    /// Looks the records of `items` up.
    pub(super) async fn find(
        tx: &Tx,
        attempt: &Attempt<'_>,
        rule: &RecordRule,
        items: &[Item],
    ) -> Result<Self> {
        let cx = &attempt.run.cx;
        let references = stored_references::<K>(tx, attempt, items).await?;
        let mut known = Self {
            rows: HashMap::new(),
            references,
            hidden: HashSet::new(),
        };
        let external = rule.key.iter().find(|field| field.starts_with(EXTERNAL));
        if let Some(field) = external {
            known.find_referenced(tx, cx, rule, field).await?;
            return Ok(known);
        }
        let records: Vec<&Record> = items.iter().map(|item| attempt.record(*item)).collect();
        if let Some(found) = K::find(tx, cx, &rule.key, &records).await? {
            for (key, row) in found {
                known.rows.entry(key).or_default().push(row);
            }
            return Ok(known);
        }
        let filled: Vec<String> = rule
            .fields
            .iter()
            .filter(|field| field.is_key)
            .map(|field| field.name.clone())
            .collect();
        let Some((field, column)) = columns::driver::<K::Table>(&filled) else {
            return Ok(known);
        };
        let is_folded = columns::folded::<K::Table>(field).is_some();
        let mut values = Vec::new();
        for item in items {
            if let Some(value) = attempt.record(*item).fields.get(field) {
                values.push(match value {
                    Value::Text(text) if is_folded => text::fold(text).into(),
                    value => columns::stored(value, &attempt.ids[item.row])?,
                });
            }
        }
        let rows = K::live(cx).filter(column.is_in(values)).all(tx).await?;
        for row in rows {
            known.keep(rule, row, None);
        }
        Ok(known)
    }

    /// Files a row under its key; `given` is a field that is no column, and its value.
    fn keep(&mut self, rule: &RecordRule, row: Row<K>, given: Option<(&str, &str)>) {
        let parts = rule.key.iter().map(|field| match given {
            Some((name, value)) if name == field => value.to_owned(),
            _ => columns::part::<K::Table>(&row, field).unwrap_or_default(),
        });
        let key = parts.collect::<Vec<_>>().join("\u{1f}");
        self.rows.entry(key).or_default().push(row);
    }

    async fn find_referenced(&mut self, tx: &Tx, cx: &Cx, rule: &RecordRule, field: &str) -> Result<()> {
        let system = text::fold(field.trim_start_matches(EXTERNAL));
        let named = self.references.iter().filter(|((of, _), _)| *of == system);
        let named: Vec<(String, Uuid)> = named.map(|((_, value), id)| (value.clone(), *id)).collect();
        let [id, ..] = K::Table::housekeeping();
        let rows = K::visible(cx)
            .filter(id.is_in(named.iter().map(|(_, id)| *id)))
            .all(tx)
            .await?;
        let mut rows: HashMap<Uuid, Row<K>> = rows.into_iter().map(|row| (uuid::<K>(&row), row)).collect();
        for (value, id) in named {
            // A record that two values name is filed under the first: the profile's key is one value.
            match rows.get(&id) {
                Some(row) => self.keep(rule, row.clone(), Some((field, &value))),
                None => {
                    self.hidden.insert(id);
                }
            }
        }
        rows.clear();
        Ok(())
    }
}

/// The id of a row.
pub(super) fn uuid<K: Kind>(row: &Row<K>) -> Uuid {
    let [id, ..] = K::Table::housekeeping();
    match row.get(id) {
        sea_orm::Value::Uuid(Some(id)) => id,
        _ => Uuid::nil(),
    }
}

async fn stored_references<K: Kind>(
    tx: &Tx,
    attempt: &Attempt<'_>,
    items: &[Item],
) -> Result<HashMap<(String, String), Uuid>> {
    use external_reference::Column as C;
    let mut wanted: HashMap<String, Vec<String>> = HashMap::new();
    for item in items {
        for (system, value) in references(attempt.record(*item)) {
            wanted.entry(system).or_default().push(value);
        }
    }
    let mut found = HashMap::new();
    for (system, values) in wanted {
        if system == GUILDHALL {
            found.extend(own::<K>(tx, &values).await?);
        }
        let rows = external_reference::Entity::find()
            .filter(C::SubjectType.eq(K::Table::SUBJECT))
            .filter(C::System.eq(system))
            .filter(C::Value.is_in(values))
            .all(tx)
            .await?;
        found.extend(
            rows.into_iter()
                .map(|row| ((row.system, row.value), row.subject_id)),
        );
    }
    Ok(found)
}

/// The records that a value names by their own id: what was exported here and comes back.
async fn own<K: Kind>(tx: &Tx, values: &[String]) -> Result<Vec<((String, String), Uuid)>> {
    let named = values.iter().filter_map(|value| match ids::split(value) {
        Some((prefix, id)) if prefix == K::TARGET.name() => Some((id, value.clone())),
        _ => None,
    });
    let named: HashMap<Uuid, String> = named.collect();
    let [id, ..] = K::Table::housekeeping();
    let rows = K::Table::find()
        .filter(id.is_in(named.keys().copied()))
        .all(tx)
        .await?;
    let own = rows.iter().map(uuid::<K>).filter_map(|id| {
        let value = named.get(&id)?.clone();
        Some(((GUILDHALL.to_owned(), value), id))
    });
    Ok(own.collect())
}
