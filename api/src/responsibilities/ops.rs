//! The rules of responsibilities.

mod assign;
mod change;

pub use assign::{NewAssignment, assign, end_assignment};
pub use change::{create, restore, trash, update};

use entities::responsibility;

use crate::{
    checks::{Checks, MOST_NAME, MOST_TEXT},
    error::{Error, Result},
    memberships,
    record::record,
};

record!(responsibility, Responsibility, ResponsibilityId, |_row| None);
record!(
    responsibility_assignment,
    Assignment,
    AssignmentId,
    async |tx, row| memberships::ops::employer_of(tx, row.membership_id).await
);

/// What is set on a responsibility: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: responsibility::ActiveModel,
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.required("input.title", &mut draft.row.title, MOST_NAME);
    checks.optional("input.description", &mut draft.row.description, MOST_TEXT);
    checks.done()?;
    Ok(draft)
}

/// The error of a responsibility in the trash.
fn in_trash(path: &str) -> Error {
    Error::state(path, "This responsibility is in the trash; restore it first.")
}
