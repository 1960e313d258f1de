//! What the lists that a board administers have in common: keys that never change, an order, entries out of use.

use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IdenStatic, Iterable, ModelTrait, QuerySelect,
};

use crate::{
    app::Cx,
    checks::Checks,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    record::{self, Record},
};

const MOST_KEY: usize = 60;

/// A key is `SCREAMING_SNAKE_CASE`; `example` is one.
pub fn check_key(checks: &mut Checks, key: &mut ActiveValue<String>, example: &str) {
    let path = "input.key";
    checks.required(path, key, MOST_KEY);
    if matches!(key, ActiveValue::Set(key) if !is_key(key)) {
        let message =
            format!("Write capital letters, digits and underscores, a letter first, such as {example}.");
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}

/// Whether the text is a key. An empty one is `REQUIRED`, not of the wrong shape.
fn is_key(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.trim().is_empty() || text.bytes().all(is_part) && text.as_bytes()[0].is_ascii_uppercase()
}

/// A place in the list.
pub fn check_position(checks: &mut Checks, position: &ActiveValue<i32>) {
    if matches!(position, ActiveValue::Set(position) if *position < 0) {
        let message = "This must not be negative.";
        checks.fail(UserErrorCode::Invalid, "input.position", message);
    }
}

/// The place behind the last entry.
///
/// # Errors
/// Database errors.
pub async fn next_position<E: EntityTrait>(tx: &Tx, position: E::Column) -> Result<i32> {
    let last: Option<Option<i32>> = E::find()
        .select_only()
        .column_as(position.max(), "last")
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().map_or(0, |last| last.saturating_add(1)))
}

/// Takes an entry out of use, or back into it; `what` is its name in a sentence.
///
/// # Errors
/// `CONFLICT`; `STATE` when it is so already.
pub async fn set_retired<R: Record>(
    tx: &Tx,
    cx: &Cx,
    before: &R::Model,
    version: i32,
    retired: bool,
    what: &str,
) -> Result<R::Model> {
    let column = R::Column::iter()
        .find(|column| column.as_str() == "retired_at")
        .ok_or_else(|| Error::internal("a list whose entries are never out of use"))?;
    let stored = before.get(column);
    if (stored != stored.as_null()) == retired {
        let state = if retired { "out of use already" } else { "in use" };
        return Err(Error::state("id", format!("This {what} is {state}.")));
    }
    let mut row = R::ActiveModel::default();
    row.set(column, retired.then(|| cx.app.clock.now()).into());
    let updated = record::update::<R>(tx, cx, before, Some(version), row).await?;
    Ok(updated.row)
}
