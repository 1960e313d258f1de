//! The rules of memberships and representatives.

mod end;
mod party;
mod representative;
mod start;
mod trash;
mod update;

pub use end::end;
pub use representative::{NewRepresentative, assign, assign_in, end_representative};
pub use start::{start, start_in};
pub use trash::{restore, trash};
pub use update::{update, update_in};

use entities::{ids::EmployerId, membership};
use sea_orm::EntityTrait;

use crate::{
    checks::{self, Checks, MOST_LINE},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    record::record,
    shared::periods::Period,
};

record!(membership, Membership, MembershipId, |row| row.employer_id);
record!(
    representative,
    Representative,
    RepresentativeId,
    async |tx, row| employer_of(tx, row.membership_id).await
);

/// What is set on a membership: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: membership::ActiveModel,
}

/// The employer that is the member, when it is one: its timeline shows what becomes of the membership.
///
/// # Errors
/// Database errors.
pub async fn employer_of(tx: &Tx, id: entities::ids::MembershipId) -> Result<Option<EmployerId>> {
    let row = membership::Entity::find_by_id(id).one(tx).await?;
    Ok(row.and_then(|row| row.employer_id))
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.optional("input.seat", &mut draft.row.seat, MOST_LINE);
    checks.done()?;
    Ok(draft)
}

/// Its days are in order, once the draft is written.
fn check_days(before: Option<&membership::Model>, row: &membership::ActiveModel) -> Result<()> {
    let mut checks = Checks::new();
    if period_after(before, row).is_reversed() {
        let message = "It cannot leave before it joined.";
        checks.fail(UserErrorCode::Invalid, "input.leftOn", message);
    }
    let term = Period {
        from: checks::effective(&row.term_from_on, before.and_then(|before| before.term_from_on)),
        to: checks::effective(&row.term_to_on, before.and_then(|before| before.term_to_on)),
    };
    if term.is_reversed() {
        let message = "A term cannot end before it begins.";
        checks.fail(UserErrorCode::Invalid, "input.termToOn", message);
    }
    checks.done()
}

/// The days of membership once the draft is written.
fn period_after(before: Option<&membership::Model>, row: &membership::ActiveModel) -> Period {
    Period {
        from: checks::effective(&row.joined_on, before.and_then(|before| before.joined_on)),
        to: checks::effective(&row.left_on, before.and_then(|before| before.left_on)),
    }
}

/// The days of a membership.
pub(crate) fn period(row: &membership::Model) -> Period {
    Period {
        from: row.joined_on,
        to: row.left_on,
    }
}

/// The error of a membership in the trash.
fn in_trash(path: &str) -> Error {
    Error::state(path, "This membership is in the trash; restore it first.")
}

/// A record named in the input that is not there, or not visible, or in the trash.
fn missing(path: &str, what: &str) -> Error {
    Error::user(UserErrorCode::NotFound, path, format!("There is no such {what}."))
}
