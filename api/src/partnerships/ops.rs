//! The rules of partnerships.

mod convener;
mod covers;
mod create;
mod trash;
mod update;

pub use convener::{NewConvener, add_convener, add_convener_in, end_convener};
pub(crate) use covers::MOST_PREFIXES;
pub use create::{Created, create, create_in};
pub use trash::{restore, trash};
pub use update::{update, update_in};

use entities::{
    ids::{PartnershipId, SectorId},
    partnership::{self, PartnershipPhase},
};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME, MOST_TEXT},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    partnerships::reads,
    record::record,
    shared::periods::Period,
};

record!(partnership, Partnership, PartnershipId, |_row| None);

/// What is set on a partnership: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `name_search` is set here, not by the caller.
    pub row: partnership::ActiveModel,
    /// All sectors it covers; none leaves them.
    pub sectors: Option<Vec<SectorId>>,
    /// All NAICS prefixes it covers; none leaves them.
    pub naics: Option<Vec<String>>,
}

/// Cleans the values and sets the derived column.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.region", &mut row.region, MOST_LINE);
    checks.optional("input.description", &mut row.description, MOST_TEXT);
    if let Some(prefixes) = draft.naics.take() {
        draft.naics = checks.note(covers::checked_naics(&prefixes));
    }
    checks.done()?;
    checks::fold_beside(&draft.row.name, &mut draft.row.name_search);
    Ok(draft)
}

/// The days it began and ended are in order, once the draft is written.
fn check_days(before: Option<&partnership::Model>, row: &partnership::ActiveModel) -> Result<()> {
    let period = Period {
        from: checks::effective(&row.started_on, before.and_then(|before| before.started_on)),
        to: checks::effective(&row.ended_on, before.and_then(|before| before.ended_on)),
    };
    if period.is_reversed() {
        let message = "It cannot end before it began.";
        return Err(Error::invalid("input.endedOn", message));
    }
    Ok(())
}

/// Whether a partnership sleeps or has ended: it works no more, for the time being or for good.
pub fn rests(phase: PartnershipPhase) -> bool {
    matches!(phase, PartnershipPhase::Dormant | PartnershipPhase::Closed)
}

/// A partnership that works needs somebody who convenes it; one that rests does not.
fn needs_convener(phase: PartnershipPhase) -> bool {
    !rests(phase)
}

/// The live partnership named at `path`, held against other changes of what belongs to it until the transaction ends.
///
/// # Errors
/// `NOT_FOUND` at `path`; `STATE` when it is in the trash.
pub async fn held(tx: &Tx, cx: &Cx, id: PartnershipId, path: &str) -> Result<partnership::Model> {
    let row = match reads::locked(cx, tx, id).await {
        Err(Error::NotFound) => return Err(missing(path, "partnership")),
        other => other?,
    };
    if row.trashed_at.is_some() {
        return Err(in_trash(path));
    }
    Ok(row)
}

/// The error of a partnership in the trash.
fn in_trash(path: &str) -> Error {
    Error::state(path, "This partnership is in the trash; restore it first.")
}

/// A record named in the input that is not there, or not visible, or in the trash.
fn missing(path: &str, what: &str) -> Error {
    Error::user(UserErrorCode::NotFound, path, format!("There is no such {what}."))
}

/// The phase once the draft is written; a new partnership begins with its support team.
fn phase_of(before: Option<&partnership::Model>, row: &partnership::ActiveModel) -> PartnershipPhase {
    match row.phase {
        Set(phase) => phase,
        _ => before.map_or(PartnershipPhase::SupportTeam, |before| before.phase),
    }
}
