//! The rules of priorities.

mod champion;
mod change;
mod close;
mod trash;

pub use champion::{NewChampion, assign_champion, end_champion};
pub use change::{create, update};
pub use close::{Closing, close, reopen};
pub use trash::{restore, trash};

use entities::{
    ids::PriorityId,
    priority::{self, PriorityState},
};

use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME, MOST_TEXT},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    memberships,
    priorities::reads,
    record::record,
};

record!(priority, Priority, PriorityId, |_row| None);
record!(
    priority_champion,
    PriorityChampion,
    PriorityChampionId,
    async |tx, row| memberships::ops::employer_of(tx, row.membership_id).await
);

/// What is set on a priority: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: priority::ActiveModel,
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

/// The live priority named at `path`, held against other changes until the transaction ends.
///
/// # Errors
/// `NOT_FOUND` at `path`; `STATE` when it is in the trash.
pub async fn held(tx: &Tx, cx: &Cx, id: PriorityId, path: &str) -> Result<priority::Model> {
    let row = match reads::locked(cx, tx, id).await {
        Err(Error::NotFound) => {
            let message = "There is no such priority.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    check_live(&row, path)?;
    Ok(row)
}

fn check_live(row: &priority::Model, path: &str) -> Result<()> {
    if row.trashed_at.is_some() {
        return Err(Error::state(
            path,
            "This priority is in the trash; restore it first.",
        ));
    }
    Ok(())
}

/// It is live and open.
fn check_open(row: &priority::Model, path: &str) -> Result<()> {
    check_live(row, path)?;
    if row.state != PriorityState::Open {
        return Err(Error::state(path, "This priority is closed; reopen it first."));
    }
    Ok(())
}
