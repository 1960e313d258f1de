//! Retiring a statement without another one.

use chrono::NaiveDate;
use entities::{charter_statement, ids::StatementId};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    charters::reads,
    db::{self, Tx},
    error::{Error, Result},
    policy::Action,
    record,
};

/// Retires a statement; the day itself no longer counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is retired already; `INVALID` for a day before it was adopted.
pub async fn retire(
    cx: &Cx,
    id: StatementId,
    version: i32,
    retired_on: Option<NaiveDate>,
) -> Result<charter_statement::Model> {
    let day = retired_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.retired_on.is_some() {
            return Err(Error::state("id", "This statement is retired already."));
        }
        if day < before.adopted_on {
            let message = "It cannot be retired before it was adopted.";
            return Err(Error::invalid("retiredOn", message));
        }
        retire_on(tx, cx, &before, Some(version), day).await
    })
    .await
}

pub(super) async fn retire_on(
    tx: &Tx,
    cx: &Cx,
    before: &charter_statement::Model,
    version: Option<i32>,
    day: NaiveDate,
) -> Result<charter_statement::Model> {
    let row = charter_statement::ActiveModel {
        retired_on: Set(Some(day)),
        ..Default::default()
    };
    let updated = record::update::<charter_statement::Entity>(tx, cx, before, version, row).await?;
    Ok(updated.row)
}
