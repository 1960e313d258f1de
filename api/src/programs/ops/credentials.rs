//! The credentials that a program awards or prepares for.

use entities::{
    credential,
    ids::{CredentialId, ProgramId},
    program_credential::{ActiveModel, Column as C, Entity},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    credentials,
    db::Tx,
    error::{Error, Result, UserErrorCode},
};

const MOST_CREDENTIALS: usize = 50;

/// Each once, and not too many.
pub(super) fn check_length(checks: &mut Checks, list: &mut Vec<CredentialId>) {
    list.sort_unstable();
    list.dedup();
    if list.len() > MOST_CREDENTIALS {
        let message = format!("A program has {MOST_CREDENTIALS} credentials at most.");
        checks.fail(UserErrorCode::Limit, "input.credentialIds", message);
    }
}

/// Makes `list` the credentials of the program; what changed, if anything did. Those that are new are live and visible.
pub(super) async fn set(
    tx: &Tx,
    cx: &Cx,
    program: ProgramId,
    list: &[CredentialId],
) -> Result<Option<FieldChange>> {
    let had: Vec<CredentialId> = Entity::find()
        .filter(C::ProgramId.eq(program))
        .order_by_asc(C::CredentialId)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.credential_id)
        .collect();
    if had == list {
        return Ok(None);
    }
    let new = list.iter().copied().filter(|id| !had.contains(id));
    let live = credentials::reads::live(cx)
        .filter(credential::Column::Id.is_in(new.clone()))
        .all(tx)
        .await?;
    if new.count() > live.len() {
        let message = "There is no such credential.";
        return Err(Error::user(
            UserErrorCode::NotFound,
            "input.credentialIds",
            message,
        ));
    }
    Entity::delete_many()
        .filter(C::ProgramId.eq(program))
        .exec(tx)
        .await?;
    let rows = list.iter().map(|id| ActiveModel {
        program_id: Set(program),
        credential_id: Set(*id),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    let shown = |list: &[CredentialId]| {
        let ids: Vec<String> = list.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    Ok(Some(FieldChange {
        field: "credentials".into(),
        before: shown(&had),
        after: shown(list),
        is_restricted: false,
    }))
}
