//! Selects of kinds of evidence, and of the records that are evidence, always through the policy.

pub mod keys;
mod points;
mod spans;

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{EmployerId, LadderEvidenceKindId},
    ladder_evidence_kind::{self, Column as C},
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use super::ops::level::Evidence;
use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The kinds of evidence the actor may see, those out of use included: who sees employers sees why they are where they are.
pub fn visible_kinds(cx: &Cx) -> Select<ladder_evidence_kind::Entity> {
    ladder_evidence_kind::Entity::find().filter(policy::visible_shared(&cx.actor, Action::EmployerRead))
}

/// The kinds of evidence in their order; those out of use only when asked for.
///
/// # Errors
/// Database errors.
pub async fn kinds(cx: &Cx, include_retired: bool) -> Result<Vec<ladder_evidence_kind::Model>> {
    let mut select = visible_kinds(cx);
    if !include_retired {
        select = select.filter(C::RetiredAt.is_null());
    }
    Ok(select
        .order_by_asc(C::Position)
        .order_by_asc(C::Key)
        .all(cx.app.db.read())
        .await?)
}

/// One kind of evidence, out of use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn kind_by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: LadderEvidenceKindId,
) -> Result<ladder_evidence_kind::Model> {
    db::found(visible_kinds(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// These kinds of evidence, by id.
///
/// # Errors
/// Database errors.
pub async fn kinds_by_ids(
    cx: &Cx,
    ids: &[LadderEvidenceKindId],
) -> Result<HashMap<LadderEvidenceKindId, ladder_evidence_kind::Model>> {
    let select = visible_kinds(cx).filter(C::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Evidence about employers, as far as the actor may see it.
pub type EvidenceOf = HashMap<EmployerId, Vec<Evidence>>;

/// The evidence of these kinds about these employers that lies, at least in part, in `[from, to]`: three statements, however many
/// employers are asked for. Of what happens on a day the last of each calendar month is enough, as levels are told of the last day
/// and of the ends of quarters.
///
/// # Errors
/// Database errors.
pub async fn evidence(
    cx: &Cx,
    employers: &[EmployerId],
    kinds: &[ladder_evidence_kind::Model],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<EvidenceOf> {
    let mut found = Found::of(kinds);
    if found.kinds.is_empty() {
        return Ok(HashMap::new());
    }
    points::read(cx, employers, (from, to), &mut found).await?;
    spans::read(cx, employers, &mut found).await?;
    Ok(found.evidence)
}

/// What was found so far, of kinds in use.
struct Found<'k> {
    kinds: HashMap<&'k str, &'k ladder_evidence_kind::Model>,
    evidence: EvidenceOf,
}

impl<'k> Found<'k> {
    fn of(kinds: &'k [ladder_evidence_kind::Model]) -> Self {
        let in_use = kinds.iter().filter(|kind| kind.retired_at.is_none());
        Self {
            kinds: in_use.map(|kind| (kind.key.as_str(), kind)).collect(),
            evidence: HashMap::new(),
        }
    }

    fn is_wanted(&self, key: &str) -> bool {
        self.kinds.contains_key(key)
    }

    /// Keeps a record that shows engagement from a day to another, when its kind is in use.
    fn keep(
        &mut self,
        employer: EmployerId,
        key: &str,
        (from, to): (NaiveDate, Option<NaiveDate>),
        what: Option<String>,
        record: (SubjectType, Uuid),
    ) {
        if let Some(kind) = self.kinds.get(key) {
            let evidence = Evidence {
                kind: kind.id,
                level: kind.level,
                from,
                to,
                what,
                record,
            };
            self.evidence.entry(employer).or_default().push(evidence);
        }
    }
}
