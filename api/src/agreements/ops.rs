//! The rules of agreements.

mod create;
mod parties;
mod sections;
mod trash;
mod update;

pub use create::create;
pub(crate) use parties::MOST_PARTIES;
pub use parties::{NewParty, Signature, sign};
pub(crate) use sections::MOST_SECTIONS;
pub use sections::NewSection;
pub use trash::{restore, trash};
pub use update::update;

use chrono::NaiveDate;
use entities::agreement;
use sea_orm::ActiveValue::Set;

use crate::{
    checks::{self, Checks, MOST_NAME},
    error::{Error, Result},
    record::record,
    shared::periods::last_day,
};

record!(agreement, Agreement, AgreementId, |_row| None);

/// What is set on an agreement: what is not set stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `ends_sort`, `review_by_sort` and `signed_on` are set here, not by the caller.
    pub row: agreement::ActiveModel,
    /// All its parties; none leaves them.
    pub parties: Option<Vec<NewParty>>,
    /// All its sections; none leaves them.
    pub sections: Option<Vec<NewSection>>,
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.required("input.title", &mut draft.row.title, MOST_NAME);
    if let Some(parties) = draft.parties.take() {
        draft.parties = checks.note(parties::checked(parties));
    }
    if let Some(sections) = draft.sections.take() {
        draft.sections = checks.note(sections::checked(sections));
    }
    checks.done()?;
    if let Set(day) = draft.row.ends_on {
        draft.row.ends_sort = Set(day.unwrap_or_else(last_day));
    }
    if let Set(day) = draft.row.review_by_on {
        draft.row.review_by_sort = Set(day.unwrap_or_else(last_day));
    }
    Ok(draft)
}

/// Its days are in order, once the draft is written.
fn check_days(before: Option<&agreement::Model>, row: &agreement::ActiveModel) -> Result<()> {
    let starts = checks::effective(&row.starts_on, before.and_then(|before| before.starts_on));
    let ends = checks::effective(&row.ends_on, before.and_then(|before| before.ends_on));
    let is_reversed = |(starts, ends): (NaiveDate, NaiveDate)| ends < starts;
    if starts.zip(ends).is_some_and(is_reversed) {
        let message = "It cannot end before it starts.";
        return Err(Error::invalid("input.endsOn", message));
    }
    Ok(())
}

/// The error of an agreement in the trash.
fn in_trash() -> Error {
    Error::state("id", "This agreement is in the trash; restore it first.")
}
