//! The rules of action teams.

mod change;
mod people;
mod trash;

pub use change::{create, update};
pub(crate) use people::MOST_PEOPLE;
pub use people::NewTeamMember;
pub use trash::{restore, trash};

use entities::action_team;

use crate::{
    checks::{Checks, MOST_NAME},
    error::{Error, Result},
    record::record,
};

record!(action_team, ActionTeam, ActionTeamId, |_row| None);

/// What is set on an action team: what is not set stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: action_team::ActiveModel,
    /// All its people; none leaves them.
    pub people: Option<Vec<NewTeamMember>>,
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.required("input.name", &mut draft.row.name, MOST_NAME);
    if let Some(people) = &draft.people {
        checks.note(people::checked(people));
    }
    checks.done()?;
    Ok(draft)
}

/// The error of a team in the trash.
fn in_trash() -> Error {
    Error::state("id", "This action team is in the trash; restore it first.")
}
