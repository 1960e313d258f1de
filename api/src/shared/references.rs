//! Checks of the records that an input names.

use sea_orm::{ActiveValue, EntityTrait, Select};

use crate::{
    db::Tx,
    error::{Error, Result, UserErrorCode},
};

/// The id that is set and differs from the stored one: a record that was put into the trash since it was named may stay.
pub fn changed<T>(value: &ActiveValue<T>, stored: Option<T>) -> Option<T>
where
    T: Copy + PartialEq + Into<sea_orm::Value>,
{
    match value {
        ActiveValue::Set(value) if stored != Some(*value) => Some(*value),
        _ => None,
    }
}

/// The record that `select` finds.
///
/// # Errors
/// `NOT_FOUND` at `path` when it finds none: there is none, it is in the trash, or the actor may not see it.
pub async fn found<E: EntityTrait>(tx: &Tx, select: Select<E>, path: &str, what: &str) -> Result<E::Model> {
    let missing = || Error::user(UserErrorCode::NotFound, path, format!("There is no such {what}."));
    select.one(tx).await?.ok_or_else(missing)
}
