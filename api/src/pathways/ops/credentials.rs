//! The credentials that an edge asks for.

use entities::{
    credential,
    ids::{CredentialId, PathwayEdgeId},
    pathway_edge_credential::{ActiveModel, Column as C, Entity, PathwayRequirement},
};
use sea_orm::{ActiveEnum, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{MOST_OF_EDGE, edges::Was};
use crate::{
    app::Cx,
    checks::Checks,
    credentials,
    db::Tx,
    error::{Error, Result, UserErrorCode},
};

/// A credential and how much it is asked for.
type Asked = (CredentialId, PathwayRequirement);

/// Each once, and not too many.
pub(super) fn check(checks: &mut Checks, list: &mut [Asked]) {
    list.sort_unstable();
    if list.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        let message = "A credential is named twice.";
        checks.fail(UserErrorCode::Duplicate, "input.credentials", message);
    }
    if list.len() > MOST_OF_EDGE {
        let message = format!("An edge asks for {MOST_OF_EDGE} credentials at most.");
        checks.fail(UserErrorCode::Limit, "input.credentials", message);
    }
}

/// Makes `list` what the edge asks for; what it was and is, if anything changed. Those that are new are live and visible.
pub(super) async fn set(tx: &Tx, cx: &Cx, edge: PathwayEdgeId, list: &[Asked]) -> Result<Option<Was>> {
    let had: Vec<Asked> = Entity::find()
        .filter(C::EdgeId.eq(edge))
        .order_by_asc(C::CredentialId)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.credential_id, row.requirement))
        .collect();
    if had == list {
        return Ok(None);
    }
    let is_new = |id: &CredentialId| !had.iter().any(|(old, _)| old == id);
    let new: Vec<CredentialId> = list.iter().map(|(id, _)| *id).filter(is_new).collect();
    let live = credentials::reads::live(cx)
        .filter(credential::Column::Id.is_in(new.iter().copied()))
        .all(tx)
        .await?;
    if new.len() > live.len() {
        let message = "There is no such credential.";
        return Err(Error::user(UserErrorCode::NotFound, "input.credentials", message));
    }
    Entity::delete_many().filter(C::EdgeId.eq(edge)).exec(tx).await?;
    let rows = list.iter().map(|(id, requirement)| ActiveModel {
        edge_id: Set(edge),
        credential_id: Set(*id),
        requirement: Set(*requirement),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    let shown = |list: &[Asked]| {
        list.iter()
            .map(|(id, much)| format!("{id} {}", much.to_value()))
            .collect()
    };
    Ok(Some((shown(&had), shown(list))))
}
