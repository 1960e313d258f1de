//! One rule of the profile for all rows of a chunk: find, make, change, or leave alone.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use entities::{external_reference, ids::ExternalReferenceId, import_row::ImportOutcome};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    attempt::{Attempt, Done, Item, Seen},
    known::{self, Known},
    sentences::{ambiguous, contradicts, missing, no_role, sentence, taken},
};
use crate::{
    audit::FieldChange,
    db::Tx,
    error::Result,
    imports::{
        cells::Value,
        images,
        kinds::{Columns, Kind, Lists, Row, columns},
        plan::Record,
        profile::{Mode, RecordRule},
        targets::Target,
    },
    record::{self, Record as Table},
};

/// Does one rule for all rows that can go in. Rows that cannot are added to the attempt's failures.
pub(super) async fn step<K: Kind>(attempt: &mut Attempt<'_>, tx: &Tx, rule: &RecordRule) -> Result<()> {
    let items = attempt.items(rule);
    if items.is_empty() {
        return Ok(());
    }
    let known = Known::<K>::find(tx, attempt, rule, &items).await?;
    let mut step = Step::<K> {
        known,
        parts: HashMap::new(),
        planned: HashMap::new(),
        drafts: Vec::new(),
        references: Vec::new(),
    };
    step.find_parts(attempt, tx, rule, &items).await?;
    for item in items {
        if let Err(error) = step.settle(attempt, tx, rule, item).await {
            let reason = sentence(K::TARGET, error)?;
            attempt.failed.insert(item.row, reason);
        }
    }
    step.create(attempt, tx).await?;
    external_reference::Entity::insert_many(step.references)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

struct Step<K: Kind> {
    known: Known<K>,
    parts: HashMap<Uuid, Vec<Json>>,
    /// The ids of records that are to be made, by key.
    planned: HashMap<String, Uuid>,
    /// To be made at the end of the step, all in a few statements.
    drafts: Vec<(Item, K::Draft)>,
    /// To be written at the end of the step.
    references: Vec<external_reference::ActiveModel>,
}

impl<K: Kind> Step<K> {
    /// The parts of the records that are there, when the profile fills any.
    async fn find_parts(
        &mut self,
        attempt: &Attempt<'_>,
        tx: &Tx,
        rule: &RecordRule,
        items: &[Item],
    ) -> Result<()> {
        let is_part =
            |name: &str| columns::holding::<K::Table>(name).is_none() && !name.starts_with("external.");
        let fills = |item: &Item| attempt.record(*item).fields.keys().any(|name| is_part(name));
        if rule.mode == Mode::Upsert && items.iter().any(fills) {
            let ids: Vec<Uuid> = self.known.rows.values().flatten().map(known::uuid::<K>).collect();
            self.parts = K::parts(tx, &ids).await?;
        }
        Ok(())
    }

    async fn settle(
        &mut self,
        attempt: &mut Attempt<'_>,
        tx: &Tx,
        rule: &RecordRule,
        item: Item,
    ) -> Result<()> {
        let record = attempt.record(item);
        let key = known::key(record, &attempt.ids[item.row])?;
        let planned = known::planned::<K>(attempt, item, &key);
        if let Some(id) = self.planned.get(&planned) {
            attempt.ids[item.row][item.place] = Some(*id);
            let is_filled = rule.mode == Mode::Upsert;
            let again = is_filled
                .then(|| Self::again(attempt, item, *id, 1))
                .transpose()?;
            attempt.done.extend(again.flatten());
            return Ok(());
        }
        let found = self.known.rows.get(&key).map(Vec::as_slice).unwrap_or_default();
        let meant = known::meant::<K>(attempt, rule, item, found);
        let outcome = match meant.as_deref().unwrap_or(found) {
            [] if rule.mode == Mode::Reference => return Err(missing(rule, record)),
            [] => return self.plan(attempt, rule, item, planned),
            [row] => {
                let row = row.clone();
                attempt.ids[item.row][item.place] = Some(known::uuid::<K>(&row));
                match rule.mode {
                    Mode::Reference => None,
                    Mode::IfMissing => left_alone::<K>(attempt, item, &row),
                    Mode::Upsert => self.fill(attempt, tx, item, row).await?,
                }
            }
            several => return Err(ambiguous(rule, record, several.len())),
        };
        attempt.done.extend(outcome);
        Ok(())
    }

    /// A record that is not there will be made at the end of the step.
    fn plan(&mut self, attempt: &mut Attempt<'_>, rule: &RecordRule, item: Item, key: String) -> Result<()> {
        let record = attempt.record(item);
        let wanted: Vec<(String, String)> = known::references(record).collect();
        if let Some((_, value)) = wanted.iter().find(|one| self.known.references.contains_key(*one)) {
            return Err(taken(value));
        }
        let mut draft = draft::<K>(attempt, item)?;
        let [id_column, ..] = K::Table::housekeeping();
        let id = attempt.run.cx.app.ids.next_uuid();
        K::columns(&mut draft).set(id_column, id.into());
        for reference in wanted {
            self.refer(attempt, id, reference);
        }
        attempt.ids[item.row][item.place] = Some(id);
        let digest = (rule.mode == Mode::Upsert).then(|| digest(record, &attempt.ids[item.row]));
        let row = attempt.number(item);
        attempt.seen.insert(id, Seen { row, digest });
        self.planned.insert(key, id);
        self.drafts.push((item, draft));
        Ok(())
    }

    /// Makes what was planned.
    async fn create(&mut self, attempt: &mut Attempt<'_>, tx: &Tx) -> Result<()> {
        if self.drafts.is_empty() {
            return Ok(());
        }
        let (items, drafts): (Vec<Item>, Vec<K::Draft>) = self.drafts.drain(..).unzip();
        let made = match K::create(tx, &attempt.run.cx, drafts, attempt.run.agency).await {
            Ok(made) => made,
            Err(error) => items.iter().map(|_| Err(error.clone())).collect(),
        };
        for (item, made) in items.into_iter().zip(made) {
            match made {
                Ok(row) => attempt.done.push(Done {
                    row: item.row,
                    target: K::TARGET,
                    outcome: ImportOutcome::Created,
                    id: known::uuid::<K>(&row),
                    before: None,
                    after_version: K::Table::version(&row),
                }),
                Err(error) => {
                    let reason = sentence(K::TARGET, error)?;
                    attempt.failed.insert(item.row, reason);
                }
            }
        }
        Ok(())
    }

    /// What becomes of a record that an earlier row of the file has filled; none when none has.
    fn again(attempt: &Attempt<'_>, item: Item, id: Uuid, version: i32) -> Result<Option<Done>> {
        let Some(Seen {
            row: first,
            digest: Some(before),
        }) = attempt.seen(id)
        else {
            return Ok(None);
        };
        if before != digest(attempt.record(item), &attempt.ids[item.row]) {
            return Err(contradicts(K::TARGET, first));
        }
        Ok(Some(Done {
            row: item.row,
            target: K::TARGET,
            outcome: ImportOutcome::Unchanged,
            id,
            before: None,
            after_version: version,
        }))
    }

    /// Fills a record that is there; a row that wants it otherwise than an earlier row of the file cannot go in.
    async fn fill(
        &mut self,
        attempt: &mut Attempt<'_>,
        tx: &Tx,
        item: Item,
        row: Row<K>,
    ) -> Result<Option<Done>> {
        let (record, id) = (attempt.record(item), known::uuid::<K>(&row));
        if let Some(done) = Self::again(attempt, item, id, K::Table::version(&row))? {
            return Ok(Some(done));
        }
        let digest = digest(record, &attempt.ids[item.row]);
        let seen = Seen {
            row: attempt.number(item),
            digest: Some(digest),
        };
        attempt.seen.insert(id, seen);
        let mut done = Done {
            row: item.row,
            target: K::TARGET,
            outcome: ImportOutcome::Unchanged,
            id,
            before: None,
            after_version: K::Table::version(&row),
        };
        let new = self.new_references(record, id)?;
        let mut draft = draft::<K>(attempt, item)?;
        let parts = self.parts.get(&id).cloned().unwrap_or_default();
        let has_other_parts = K::has_parts(&draft) && !K::has_same_parts(&draft, &parts);
        if !has_other_parts {
            K::drop_parts(&mut draft);
        }
        let differs = has_other_parts || columns::differ::<K::Table>(K::columns(&mut draft), &row);
        if !differs && new.is_empty() {
            return Ok(Some(done));
        }
        let mut after = if differs {
            K::update(tx, &attempt.run.cx, id, draft).await?
        } else {
            row.clone()
        };
        let ids = self.add_references(attempt, tx, &row, &mut after, new).await?;
        if K::Table::version(&after) != K::Table::version(&row) {
            done.outcome = ImportOutcome::Updated;
            done.before =
                Some(json!({ "row": images::of::<K::Table>(&row), "parts": parts, "references": ids }));
            done.after_version = K::Table::version(&after);
        }
        Ok(Some(done))
    }

    /// The references of a record that are not stored yet.
    fn new_references(&self, record: &Record, id: Uuid) -> Result<Vec<(String, String)>> {
        let mut new = Vec::new();
        for reference in known::references(record) {
            match self.known.references.get(&reference) {
                Some(other) if *other == id => {}
                Some(_) => return Err(taken(&reference.1)),
                None => new.push(reference),
            }
        }
        Ok(new)
    }

    /// Adds references to a record that was there. They are a change of it, although none of a column.
    async fn add_references(
        &mut self,
        attempt: &Attempt<'_>,
        tx: &Tx,
        before: &Row<K>,
        after: &mut Row<K>,
        new: Vec<(String, String)>,
    ) -> Result<Vec<Uuid>> {
        let Some((system, value)) = new.first() else {
            return Ok(Vec::new());
        };
        let change = FieldChange {
            field: "externalReferences".into(),
            before: None,
            after: Some(format!("{system}: {value}")),
            is_restricted: false,
        };
        if K::Table::version(after) == K::Table::version(before) {
            *after = record::touch::<K::Table>(tx, &attempt.run.cx, after, vec![change]).await?;
        } else {
            record::note::<K::Table>(tx, &attempt.run.cx, "UPDATED", after, vec![change]).await?;
        }
        let id = known::uuid::<K>(after);
        Ok(new
            .into_iter()
            .map(|reference| self.refer(attempt, id, reference))
            .collect())
    }

    fn refer(&mut self, attempt: &Attempt<'_>, subject: Uuid, reference: (String, String)) -> Uuid {
        let cx = &attempt.run.cx;
        let id = cx.app.ids.next::<ExternalReferenceId>();
        self.references.push(external_reference::ActiveModel {
            id: Set(id),
            subject_type: Set(K::Table::SUBJECT),
            subject_id: Set(subject),
            system: Set(reference.0.clone()),
            value: Set(reference.1.clone()),
            created_at: Set(cx.app.clock.now()),
        });
        self.known.references.insert(reference, subject);
        id.uuid()
    }
}

/// A record that is there and left alone is reported once.
fn left_alone<K: Kind>(attempt: &mut Attempt<'_>, item: Item, row: &Row<K>) -> Option<Done> {
    let id = known::uuid::<K>(row);
    if attempt.seen(id).is_some() {
        return None;
    }
    let row_number = attempt.number(item);
    attempt.seen.insert(
        id,
        Seen {
            row: row_number,
            digest: None,
        },
    );
    Some(Done {
        row: item.row,
        target: K::TARGET,
        outcome: ImportOutcome::Unchanged,
        id,
        before: None,
        after_version: K::Table::version(row),
    })
}

/// The fields of a record as the feature's operations take them.
fn draft<K: Kind>(attempt: &Attempt<'_>, item: Item) -> Result<K::Draft> {
    let (record, ids) = (attempt.record(item), &attempt.ids[item.row]);
    let (mut row, mut lists) = (<Columns<K> as ActiveModelTrait>::default(), Lists::default());
    for (name, value) in &record.fields {
        match (name.as_str(), value) {
            (name, _) if name.starts_with("external.") => {}
            ("tags", Value::List(list)) => lists.tags = Some(list.clone()),
            ("emails", Value::List(list)) => lists.emails = Some(list.clone()),
            ("phones", Value::List(list)) => lists.phones = Some(list.clone()),
            ("contact", Value::Record(place)) if K::TARGET == Target::Engagement => {
                lists.contact = ids[*place];
            }
            ("convener", Value::Record(place)) => lists.convener = ids[*place],
            ("requirements", Value::List(list)) => lists.requirements = Some(list.clone()),
            ("held_on", Value::Date(day)) => lists.held_on = Some(*day),
            ("role_type", Value::Text(key)) => {
                let id = attempt.run.roles.get(key).ok_or_else(|| no_role(key))?;
                row.try_set(
                    columns::holding::<K::Table>(name).ok_or_else(|| no_role(key))?,
                    (*id).into(),
                )?;
            }
            (name, value) => columns::set::<K::Table>(&mut row, name, value, ids)?,
        }
    }
    K::draft(&attempt.run.cx, row, lists)
}

/// A digest of the values that a row wants a record to have.
fn digest(record: &Record, ids: &[Option<Uuid>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (name, value) in &record.fields {
        name.hash(&mut hasher);
        match value {
            Value::List(list) => list.hash(&mut hasher),
            Value::Record(place) => ids.get(*place).hash(&mut hasher),
            other => format!("{other:?}").hash(&mut hasher),
        }
    }
    hasher.finish()
}
