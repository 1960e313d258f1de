//! Selects of action teams, always through the policy.

use std::collections::HashMap;

use entities::{
    action_team::{self, Column as C},
    action_team_member,
    ids::ActionTeamId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    policy::{self, Action},
};

/// The action teams the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<action_team::Entity> {
    action_team::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// One action team that nobody else changes until the transaction ends, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn locked(cx: &Cx, tx: &Tx, id: ActionTeamId) -> Result<action_team::Model> {
    let select = visible(cx).filter(C::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These action teams, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ActionTeamId]) -> Result<HashMap<ActionTeamId, action_team::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The people of action teams the actor may see.
pub fn visible_people(cx: &Cx) -> Select<action_team_member::Entity> {
    action_team_member::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}
