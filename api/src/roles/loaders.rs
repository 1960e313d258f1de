//! Relations of roles, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::RoleTypeId;

use super::{reads, types::RoleType};
use crate::{app::Cx, error::Result, prefetch::Relation};

/// The role type with an id: the other end of every `roleType`.
pub struct RoleTypeOf;

impl Relation for RoleTypeOf {
    type Key = RoleTypeId;
    type Args = ();
    type Value = RoleType;

    async fn load(cx: &Cx, keys: &[RoleTypeId], (): &()) -> Result<HashMap<RoleTypeId, RoleType>> {
        let rows = reads::types_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, RoleType::new(row)))
            .collect())
    }
}
