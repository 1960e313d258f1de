//! The rules of completers.

mod copies;
mod held;
mod references;
mod values;

use entities::{completer, ids::CompleterId};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::changed,
};

pub(crate) use copies::{check_exit, settle_copies};
pub use held::held;
pub(crate) use values::check_day;
pub use values::checked;

record!(completer, Completer, CompleterId, |_row| None, restricted: [Reference, Name, Note]);

/// Most completers that are recorded at once.
pub const MOST_AT_ONCE: usize = 100;

const INPUT: &str = "input";

/// What is set on a completer: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`reference_search`, `program_year`) are set here, not by the caller.
    pub row: completer::ActiveModel,
}

/// Records a completer, who belongs to the actor's agency.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG`, `PERSONAL_DATA` for values; `NOT_FOUND` for a program, cohort or credential that
/// is not there; `DUPLICATE` for a reference that the agency has already for the program.
pub async fn record(cx: &Cx, mut draft: Draft) -> Result<completer::Model> {
    own(cx, &mut draft, INPUT)?;
    let draft = checked(cx, draft, INPUT)?;
    db::write(cx, async |tx| record_in(tx, cx, draft, INPUT).await).await
}

/// Records completers together: all of them, or none.
///
/// # Errors
/// As [`record()`], each problem with the place of its completer; `REQUIRED` for none, `LIMIT` for more than [`MOST_AT_ONCE`].
pub async fn record_all(cx: &Cx, mut drafts: Vec<Draft>) -> Result<Vec<completer::Model>> {
    if drafts.is_empty() {
        let message = "Give one completer at least.";
        return Err(Error::user(UserErrorCode::Required, INPUT, message));
    }
    if drafts.len() > MOST_AT_ONCE {
        let message = format!("{MOST_AT_ONCE} completers at most are recorded at once.");
        return Err(Error::user(UserErrorCode::Limit, INPUT, message));
    }
    for (place, draft) in drafts.iter_mut().enumerate() {
        own(cx, draft, &at(place))?;
    }
    let mut checks = Checks::new();
    let mut ready = Vec::new();
    for (place, draft) in drafts.into_iter().enumerate() {
        ready.extend(checks.note(checked(cx, draft, &at(place))));
    }
    checks.done()?;
    db::write(cx, async |tx| {
        let mut rows = Vec::with_capacity(ready.len());
        for (place, draft) in ready.into_iter().enumerate() {
            rows.push(record_in(tx, cx, draft, &at(place)).await?);
        }
        Ok(rows)
    })
    .await
}

/// Where a completer of a list stands in the arguments.
fn at(place: usize) -> String {
    format!("{INPUT}.{place}")
}

/// A new completer is the actor's agency's, unless Guildhall itself names one; the actor may record for it.
fn own(cx: &Cx, draft: &mut Draft, at: &str) -> Result<()> {
    if let (true, Some(user)) = (draft.row.agency_id.is_not_set(), cx.actor.user()) {
        draft.row.agency_id = Set(user.agency_id);
    }
    match draft.row.agency_id {
        Set(agency) => cx.may_for(Action::CompleterRecord, agency),
        _ if cx.actor.scope(Action::CompleterRecord).is_none() => cx.may(Action::CompleterRecord),
        _ => Err(required(&format!("{at}.agencyId"))),
    }
}

fn required(path: &str) -> Error {
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}

/// [`record()`] inside a transaction, for the agency that the checked draft names.
///
/// # Errors
/// As [`record()`].
pub async fn record_for(tx: &Tx, cx: &Cx, mut draft: Draft, at: &str) -> Result<completer::Model> {
    own(cx, &mut draft, at)?;
    record_in(tx, cx, draft, at).await
}

/// [`record()`] inside a transaction; the draft is checked and names its agency. `at` is where it stands in the arguments.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(tx: &Tx, cx: &Cx, draft: Draft, at: &str) -> Result<completer::Model> {
    let mut row = draft.row;
    let missing = [
        ("reference", row.reference.is_not_set()),
        ("programId", row.program_id.is_not_set()),
        ("completedOn", row.completed_on.is_not_set()),
    ];
    if let Some((name, _)) = missing.into_iter().find(|(_, is_missing)| *is_missing) {
        return Err(required(&format!("{at}.{name}")));
    }
    references::check(tx, cx, None, &row, at).await?;
    if row.is_excluded.is_not_set() {
        row.is_excluded = Set(false);
    }
    let inserted = record::insert::<completer::Entity>(tx, cx, row).await;
    unique(inserted, &format!("{at}.reference"))
}

/// Changes a completer. It stays with its agency.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, or for another exit than the one that employment was looked
/// up for; and those of [`record()`].
pub async fn update(
    cx: &Cx,
    id: CompleterId,
    version: i32,
    draft: Draft,
) -> Result<Updated<completer::Model>> {
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update()`] inside a transaction.
///
/// # Errors
/// As [`update()`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: CompleterId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<completer::Model>> {
    let before = reads::locked(cx, tx, id).await?;
    cx.may_for(Action::CompleterRecord, before.agency_id)?;
    let row = checked(cx, draft, INPUT)?.row;
    held::live(&before, "id")?;
    if changed(&row.agency_id, Some(before.agency_id)).is_some() {
        let message = "A completer stays with the agency that served them.";
        return Err(Error::invalid("input.agencyId", message));
    }
    references::check(tx, cx, Some(&before), &row, INPUT).await?;
    copies::check_exit(tx, &before, &row).await?;
    let outcome = record::update::<completer::Entity>(tx, cx, &before, version, row).await;
    let updated = unique(outcome, "input.reference")?;
    copies::follow(tx, &before, &updated.row).await?;
    Ok(updated)
}

/// Puts a completer into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already; `REFERENCED` while referrals, hires or employment are on
/// record.
pub async fn trash(cx: &Cx, id: CompleterId, version: i32) -> Result<completer::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a completer out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when its reference was given again.
pub async fn restore(cx: &Cx, id: CompleterId, version: i32) -> Result<completer::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: CompleterId, version: i32, trashed: bool) -> Result<completer::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may_for(Action::CompleterRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This completer is {state}.")));
        }
        if trashed && copies::is_referenced(tx, id).await? {
            let message =
                "Referrals, hires or employment of this completer are on record; take them away first.";
            return Err(Error::user(UserErrorCode::Referenced, "id", message));
        }
        let row = completer::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let outcome = record::update::<completer::Entity>(tx, cx, &before, Some(version), row).await;
        Ok(unique(outcome, "id")?.row)
    })
    .await
}

/// A reference is held once among an agency's live completers of a program. The message does not repeat it.
fn unique<T>(outcome: Result<T>, path: &str) -> Result<T> {
    let message = "Your agency has a completer of this program under this reference.";
    outcome.on_unique(
        "uq_completer_agency_id_reference_search_program_id",
        "completer.agency_id",
        UserError::new(UserErrorCode::Duplicate, path, message),
    )
}
