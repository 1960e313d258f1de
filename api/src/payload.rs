//! What the payload of a mutation shows: the record as it is now, or what is to be mended.

use crate::{
    audit::FieldChange,
    error::{Error, Result, UserError},
    record::Updated,
};

/// A record to show, when there is one, and what is to be mended.
pub type Settled<T> = (Option<T>, Vec<UserError>);

/// The record that an operation made, or its errors.
///
/// # Errors
/// Those that are no user errors.
pub fn made<M, T>(outcome: Result<M>, show: impl FnOnce(M) -> T) -> Result<Settled<T>> {
    match outcome {
        Ok(row) => Ok((Some(show(row)), Vec::new())),
        Err(error) => Ok((None, error.into_user_errors()?)),
    }
}

/// The record of an operation, or its errors; after a conflict also the stored record, so that a page can show both. Only then
/// is `stored` read.
///
/// # Errors
/// Those that are no user errors, and those of `stored`.
pub async fn settled<M, T>(
    outcome: Result<M>,
    show: impl FnOnce(M) -> T,
    stored: impl Future<Output = Result<Option<M>>>,
) -> Result<Settled<T>> {
    let error = match outcome {
        Ok(row) => return Ok((Some(show(row)), Vec::new())),
        Err(error) => error,
    };
    let user_errors = error.into_user_errors()?;
    let stored = if UserError::has_conflict(&user_errors) {
        stored.await?
    } else {
        None
    };
    Ok((stored.map(show), user_errors))
}

/// The row of an update, and what changed in it: nothing where it was refused.
pub fn apart<M>(outcome: Result<Updated<M>>) -> (Result<M>, Vec<FieldChange>) {
    match outcome {
        Ok(updated) => (Ok(updated.row), updated.changes),
        Err(error) => (Err(error), Vec::new()),
    }
}

/// A row that may be missing.
///
/// # Errors
/// All but `NOT_FOUND`.
pub fn if_there<M>(found: Result<M>) -> Result<Option<M>> {
    match found {
        Ok(row) => Ok(Some(row)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
