//! The credentials that a credential leads to; along that way nobody comes back.

use entities::{
    credential,
    credential_stack::{ActiveModel, Column as C, Entity},
    ids::CredentialId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    credentials::reads,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    shared::cycles,
};

const MOST: usize = 50;

/// Each once, and not too many.
pub(super) fn check_length(checks: &mut Checks, list: &mut Vec<CredentialId>) {
    list.sort_unstable();
    list.dedup();
    if list.len() > MOST {
        let message = format!("A credential leads to {MOST} others at most.");
        checks.fail(UserErrorCode::Limit, "input.leadsToIds", message);
    }
}

/// Makes `list` what the credential leads to; what changed, if anything did. One writer at a time: two that each are right could
/// make a circle together.
pub(super) async fn set(
    tx: &Tx,
    cx: &Cx,
    row: &credential::Model,
    list: &[CredentialId],
) -> Result<Option<FieldChange>> {
    tx.alone("credentials that lead to others").await?;
    let pairs: Vec<(CredentialId, CredentialId)> = Entity::find()
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.credential_id, row.leads_to_id))
        .collect();
    let (own, others): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(from, _)| *from == row.id);
    let mut had: Vec<CredentialId> = own.into_iter().map(|(_, to)| to).collect();
    had.sort_unstable();
    if had == list {
        return Ok(None);
    }
    check_there(tx, cx, &had, list).await?;
    for next in list {
        if let Some(way) = cycles::way(&others, *next, row.id) {
            return Err(back(tx, cx, row, &way).await?);
        }
    }
    Entity::delete_many()
        .filter(C::CredentialId.eq(row.id))
        .exec(tx)
        .await?;
    let rows = list.iter().map(|next| ActiveModel {
        credential_id: Set(row.id),
        leads_to_id: Set(*next),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    let shown = |list: &[CredentialId]| {
        let ids: Vec<String> = list.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    Ok(Some(FieldChange {
        field: "leadsTo".into(),
        before: shown(&had),
        after: shown(list),
        is_restricted: false,
    }))
}

/// Those that are new are live and visible.
async fn check_there(tx: &Tx, cx: &Cx, had: &[CredentialId], list: &[CredentialId]) -> Result<()> {
    let new = list.iter().copied().filter(|id| !had.contains(id));
    let live: Vec<credential::Model> = reads::live(cx)
        .filter(credential::Column::Id.is_in(new.clone()))
        .all(tx)
        .await?;
    for id in new {
        if !live.iter().any(|row| row.id == id) {
            let message = "There is no such credential.";
            return Err(Error::user(UserErrorCode::NotFound, "input.leadsToIds", message));
        }
    }
    Ok(())
}

/// The error that names the way back: from one it would lead to, to itself.
async fn back(tx: &Tx, cx: &Cx, row: &credential::Model, way: &[CredentialId]) -> Result<Error> {
    let rows = reads::visible(cx)
        .filter(credential::Column::Id.is_in(way.iter().copied()))
        .all(tx)
        .await?;
    let name = |id: &CredentialId| {
        let found = rows.iter().find(|row| row.id == *id);
        found.map_or_else(|| id.to_string(), |row| row.name.clone())
    };
    let names: Vec<String> = std::iter::once(row.name.clone())
        .chain(way.iter().map(name))
        .collect();
    let message = format!("This would lead back to where it began: {}.", names.join(" → "));
    Ok(Error::invalid("input.leadsToIds", message))
}
