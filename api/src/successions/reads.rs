//! Selects of successions, always through the policy: who sees employers sees how they follow each other.

use std::collections::HashSet;

use entities::{
    employer_succession,
    ids::{EmployerId, SuccessionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The successions the actor may see.
pub fn visible(cx: &Cx) -> Select<employer_succession::Entity> {
    employer_succession::Entity::find().filter(policy::visible_shared(&cx.actor, Action::EmployerRead))
}

/// One succession.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: SuccessionId,
) -> Result<employer_succession::Model> {
    let select = visible(cx).filter(employer_succession::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// Everybody who followed an employer, directly or later, with itself: one statement for each step.
///
/// # Errors
/// Database errors.
pub async fn followers(conn: &impl ConnectionTrait, from: EmployerId) -> Result<HashSet<EmployerId>> {
    let (mut seen, mut last) = (HashSet::from([from]), vec![from]);
    while !last.is_empty() {
        let rows = employer_succession::Entity::find()
            .filter(employer_succession::Column::PredecessorId.is_in(last))
            .all(conn)
            .await?;
        let next = rows.into_iter().map(|row| row.successor_id);
        last = next.filter(|id| seen.insert(*id)).collect();
    }
    Ok(seen)
}
