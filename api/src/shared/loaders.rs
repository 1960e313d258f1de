//! Relations that many features have.

use std::collections::{BTreeMap, HashMap};

use entities::{external_reference, subject_type::SubjectType};
use sea_orm::{ActiveEnum, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{external_references::Subject, types::ExternalReference};
use crate::{app::Cx, error::Result, prefetch::Relation};

/// A record's names in other systems, by system.
pub struct ExternalReferencesOf;

impl Relation for ExternalReferencesOf {
    type Key = Subject;
    type Args = ();
    type Value = Vec<ExternalReference>;

    async fn load(cx: &Cx, keys: &[Subject], (): &()) -> Result<HashMap<Subject, Self::Value>> {
        use external_reference::Column as C;
        let mut by_kind: BTreeMap<String, (SubjectType, Vec<Uuid>)> = BTreeMap::new();
        for (kind, id) in keys {
            let (_, ids) = by_kind.entry(kind.to_value()).or_insert((*kind, Vec::new()));
            ids.push(*id);
        }
        let any = by_kind.into_values().fold(Condition::any(), |any, (kind, ids)| {
            any.add(
                Condition::all()
                    .add(C::SubjectType.eq(kind))
                    .add(C::SubjectId.is_in(ids)),
            )
        });
        let rows = external_reference::Entity::find()
            .filter(any)
            .order_by_asc(C::System)
            .order_by_asc(C::Value)
            .all(cx.app.db.read())
            .await?;
        let mut references: HashMap<Subject, Self::Value> = HashMap::new();
        for row in rows {
            let list = references.entry((row.subject_type, row.subject_id)).or_default();
            list.push(ExternalReference {
                system: row.system,
                value: row.value,
            });
        }
        Ok(references)
    }

    fn missing(_: &Cx, _: Subject, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }
}
