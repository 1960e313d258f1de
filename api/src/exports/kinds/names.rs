//! How lines name the records they refer to: by the id under which they are known everywhere, and by name.

use std::collections::{HashMap, HashSet};

use entities::{
    agency, employer, external_reference,
    ids::{AgencyId, EmployerId, PartnershipId, RoleTypeId, TypedId},
    partnership, role_type,
    subject_type::SubjectType,
};
use sea_orm::{ActiveEnum as _, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::{
    agencies, app::Cx, employers, error::Result, partnerships, shared::external_references::GUILDHALL,
};

/// The ids under which records of a kind are known, where that is not their own.
pub(super) struct KnownAs(HashMap<Uuid, String>);

impl KnownAs {
    /// Looks records up, which were read through the policy.
    pub(super) async fn of<I: TypedId>(
        cx: &Cx,
        kind: SubjectType,
        ids: impl IntoIterator<Item = I>,
    ) -> Result<Self> {
        use external_reference::Column as C;
        let ids: HashSet<Uuid> = ids.into_iter().map(TypedId::uuid).collect();
        if ids.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let rows = external_reference::Entity::find()
            .filter(C::SubjectType.eq(kind))
            .filter(C::System.eq(GUILDHALL))
            .filter(C::SubjectId.is_in(ids))
            .all(cx.app.db.read())
            .await?;
        Ok(Self(
            rows.into_iter().map(|row| (row.subject_id, row.value)).collect(),
        ))
    }

    /// The id under which a record is known.
    pub(super) fn id<I: TypedId>(&self, id: I) -> Json {
        let known = self.0.get(&id.uuid());
        json!(known.cloned().unwrap_or_else(|| id.to_string()))
    }
}

/// Employers that lines refer to.
pub(super) struct EmployerNames {
    rows: HashMap<EmployerId, employer::Model>,
    known: KnownAs,
}

impl EmployerNames {
    /// Reads those the actor may see.
    pub(super) async fn of(cx: &Cx, ids: impl IntoIterator<Item = EmployerId>) -> Result<Self> {
        let ids: Vec<EmployerId> = ids.into_iter().collect::<HashSet<_>>().into_iter().collect();
        let rows = match ids.as_slice() {
            [] => HashMap::new(),
            some => employers::reads::by_ids(cx, some).await?,
        };
        Ok(Self {
            rows,
            known: KnownAs::of(cx, SubjectType::Employer, ids.iter().copied()).await?,
        })
    }

    /// Id and name; empty for none and for one the actor may not see.
    pub(super) fn cells(&self, id: Option<EmployerId>) -> [Json; 2] {
        match id.and_then(|id| self.rows.get(&id)) {
            Some(row) => [self.known.id(row.id), json!(row.name)],
            None => [Json::Null, Json::Null],
        }
    }
}

/// Agencies that lines refer to.
pub(super) struct AgencyNames(HashMap<AgencyId, agency::Model>);

impl AgencyNames {
    /// Reads those the actor may see.
    pub(super) async fn of(cx: &Cx, ids: impl IntoIterator<Item = AgencyId>) -> Result<Self> {
        let ids: Vec<AgencyId> = ids.into_iter().collect::<HashSet<_>>().into_iter().collect();
        Ok(Self(match ids.as_slice() {
            [] => HashMap::new(),
            some => agencies::reads::by_ids(cx, some).await?,
        }))
    }

    /// Name and kind, which together name an agency.
    pub(super) fn cells(&self, id: Option<AgencyId>) -> [Json; 2] {
        match id.and_then(|id| self.0.get(&id)) {
            Some(row) => [json!(row.name), json!(row.kind.to_value())],
            None => [Json::Null, Json::Null],
        }
    }
}

/// Partnerships that lines refer to.
pub(super) struct PartnershipNames {
    rows: HashMap<PartnershipId, partnership::Model>,
    known: KnownAs,
}

impl PartnershipNames {
    /// Reads those the actor may see.
    pub(super) async fn of(cx: &Cx, ids: impl IntoIterator<Item = PartnershipId>) -> Result<Self> {
        let ids: Vec<PartnershipId> = ids.into_iter().collect::<HashSet<_>>().into_iter().collect();
        let rows = match ids.as_slice() {
            [] => HashMap::new(),
            some => partnerships::reads::by_ids(cx, some).await?,
        };
        Ok(Self {
            rows,
            known: KnownAs::of(cx, SubjectType::Partnership, ids).await?,
        })
    }

    /// Id and name; empty for one the actor may not see.
    pub(super) fn cells(&self, id: PartnershipId) -> [Json; 2] {
        match self.rows.get(&id) {
            Some(row) => [self.known.id(row.id), json!(row.name)],
            None => [Json::Null, Json::Null],
        }
    }
}

/// The keys of the role types: a short list that everybody may read.
pub(super) async fn role_types(cx: &Cx) -> Result<HashMap<RoleTypeId, String>> {
    let rows = role_type::Entity::find().all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.key)).collect())
}
