//! Contacts as the importer finds, makes and changes them.
//!
//! A person is found by any of the person's e-mail addresses or telephone numbers. A file adds addresses and numbers, the new
//! ones first, and takes none away: somebody may have typed the others.

use std::collections::{BTreeSet, HashMap};

use entities::{
    contact,
    contact_point::{self, ContactPointKind},
    ids::{AgencyId, ContactId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Columns, Kind, Lists, columns, parts};
use crate::{
    app::Cx,
    contacts::{
        ops::{self, Draft, Point, matched},
        reads,
    },
    db::Tx,
    error::Result,
    imports::{cells::Value, plan::Record, targets::Target},
    policy::Action,
};

/// Contacts.
pub(in crate::imports) struct Contacts;

/// The kind of points that a field holds.
pub(in crate::imports) fn points_in(field: &str) -> Option<ContactPointKind> {
    match field {
        "emails" => Some(ContactPointKind::Email),
        "phones" => Some(ContactPointKind::Phone),
        _ => None,
    }
}

impl Kind for Contacts {
    type Table = contact::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Contact;
    const MAKES: Action = Action::ContactUpdate;
    const CHANGES: Action = Action::ContactUpdate;

    fn visible(cx: &Cx) -> Select<contact::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<contact::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, row: Columns<Self>, lists: Lists) -> Result<Draft> {
        let points = |list: Option<Vec<String>>| {
            let points = list?.into_iter().map(|value| Point { value, label: None });
            Some(points.collect())
        };
        ops::checked(Draft {
            row,
            emails: points(lists.emails),
            phones: points(lists.phones),
            references: None,
            affiliation: None,
        })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<contact::Model>>> {
        cx.may(Action::ContactUpdate)?;
        // The key of the profile says who is the same person, not name and address alone.
        ops::create_many_in(tx, cx, drafts).await
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, mut draft: Draft) -> Result<contact::Model> {
        let id = ContactId::from_uuid(id);
        let stored = reads::points(tx, &[id]).await?;
        for (kind, list) in [
            (ContactPointKind::Email, &mut draft.emails),
            (ContactPointKind::Phone, &mut draft.phones),
        ] {
            let stored = stored.iter().filter(|point| point.kind == kind).cloned();
            *list = list.take().and_then(|list| joined(kind, list, stored.collect()));
        }
        let draft = ops::checked(draft)?;
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }

    async fn find(
        tx: &Tx,
        cx: &Cx,
        key: &[String],
        records: &[&Record],
    ) -> Result<Option<Vec<(String, contact::Model)>>> {
        use contact_point::Column as C;
        let driver = key.iter().find_map(|field| Some((field, points_in(field)?)));
        let Some((field, kind)) = driver else {
            return Ok(None);
        };
        let wanted: BTreeSet<String> = records
            .iter()
            .filter_map(|record| first(record.fields.get(field)?))
            .map(|value| matched(kind, value))
            .collect();
        let ids: Vec<ContactId> = contact_point::Entity::find()
            .select_only()
            .column(C::ContactId)
            .filter(C::Kind.eq(kind))
            .filter(C::ValueSearch.is_in(wanted))
            .into_tuple()
            .all(tx)
            .await?;
        let of_point = contact::Column::Id.is_in(ids.iter().copied());
        let rows = reads::live(cx).filter(of_point).all(tx).await?;
        let mut points: HashMap<ContactId, Vec<contact_point::Model>> = HashMap::new();
        for point in reads::points(tx, &ids).await? {
            points.entry(point.contact_id).or_default().push(point);
        }
        let mut found = Vec::new();
        for row in rows {
            let points = points.remove(&row.id).unwrap_or_default();
            let keys = keys(key, &row, &points);
            found.extend(keys.into_iter().map(|key| (key, row.clone())));
        }
        Ok(Some(found))
    }

    async fn parts(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Json>>> {
        use contact_point::Column::{ContactId, Id};
        parts::of::<contact_point::Entity>(tx, ContactId, Id, ids).await
    }

    fn has_parts(draft: &Draft) -> bool {
        draft.emails.is_some() || draft.phones.is_some()
    }

    fn has_same_parts(draft: &Draft, parts: &[Json]) -> bool {
        let had: BTreeSet<&str> = parts
            .iter()
            .map(|part| parts::text(part, "value_search"))
            .collect();
        let has = |kind, list: &Option<Vec<Point>>| {
            let mut wanted = list.iter().flatten();
            wanted.all(|point| had.contains(matched(kind, &point.value).as_str()))
        };
        has(ContactPointKind::Email, &draft.emails) && has(ContactPointKind::Phone, &draft.phones)
    }

    async fn restore_parts(tx: &Tx, id: Uuid, parts: &[Json]) -> Result<()> {
        parts::restore::<contact_point::Entity>(tx, contact_point::Column::ContactId, id, parts).await
    }
}

/// The first of a list of addresses or numbers.
fn first(value: &Value) -> Option<&str> {
    match value {
        Value::List(list) => list.first().map(String::as_str),
        _ => None,
    }
}

/// What the file adds, then what is there, labels included; none when the file adds nothing.
fn joined(
    kind: ContactPointKind,
    wanted: Vec<Point>,
    stored: Vec<contact_point::Model>,
) -> Option<Vec<Point>> {
    let is_new = |point: &Point| {
        let matched = matched(kind, &point.value);
        stored.iter().all(|stored| stored.value_search != matched)
    };
    let mut list: Vec<Point> = wanted.into_iter().filter(is_new).collect();
    if list.is_empty() {
        return None;
    }
    list.extend(stored.into_iter().map(|point| Point {
        value: point.value,
        label: point.label,
    }));
    Some(list)
}

/// The keys that find a person: one for each address or number in them.
fn keys(key: &[String], row: &contact::Model, points: &[contact_point::Model]) -> Vec<String> {
    let mut keys = vec![String::new()];
    for (place, field) in key.iter().enumerate() {
        let parts: Vec<String> = match points_in(field) {
            Some(kind) => {
                let of_kind = points.iter().filter(|point| point.kind == kind);
                of_kind.map(|point| point.value_search.clone()).collect()
            }
            None => vec![columns::part::<contact::Entity>(row, field).unwrap_or_default()],
        };
        let separator = if place == 0 { "" } else { "\u{1f}" };
        let mut longer = Vec::new();
        for start in &keys {
            longer.extend(parts.iter().map(|part| format!("{start}{separator}{part}")));
        }
        keys = longer;
    }
    keys
}
