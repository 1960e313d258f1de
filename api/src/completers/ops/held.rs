//! The completer that other records name.

use entities::{completer, ids::CompleterId};

use crate::{
    app::Cx,
    completers::reads,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

/// The live completer named at `path`, about whom the actor may do `action`, held until the transaction ends.
///
/// # Errors
/// `NOT_FOUND` at `path`; `FORBIDDEN`; `STATE` when it is in the trash.
pub async fn held(tx: &Tx, cx: &Cx, id: CompleterId, action: Action, path: &str) -> Result<completer::Model> {
    let row = match reads::locked(cx, tx, id).await {
        Err(Error::NotFound) => {
            let message = "There is no such completer.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    cx.may_for(action, row.agency_id)?;
    live(&row, path)?;
    Ok(row)
}

/// Whether it is live.
///
/// # Errors
/// `STATE` at `path` when it is in the trash.
pub(super) fn live(row: &completer::Model, path: &str) -> Result<()> {
    if row.trashed_at.is_none() {
        return Ok(());
    }
    let message = "This completer is in the trash; restore it first.";
    Err(Error::state(path, message))
}
