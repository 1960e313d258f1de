//! The rules of employment in the second and fourth quarter after exit.

use chrono::NaiveDate;
use entities::{
    completer, employer, employer_identifier,
    employer_identifier::IdentifierSystem,
    employment::{self, ExitQuarter},
    ids::{CompleterId, EmployerId, EmploymentId, IdentifierId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    completers::{self, quarters},
    db::{self, Tx},
    employers,
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    hires::reads,
    identifiers,
    policy::Action,
    record::{self, Updated, record},
    shared::references::{changed, found},
};

record!(employment, Employment, EmploymentId, |_row| None, restricted: [Note]);

/// Systems whose numbers tell whether two employers are the same (20 CFR 677.155(a)(1)(vi)).
const MATCHED: [IdentifierSystem; 2] = [IdentifierSystem::Fein, IdentifierSystem::StateUiAccount];

/// What was found in a quarter.
#[derive(Clone, Debug)]
pub struct NewEmployment {
    /// Of whom.
    pub completer: CompleterId,
    /// In which quarter after exit.
    pub quarter: ExitQuarter,
    /// Who employed.
    pub employer: Option<EmployerId>,
    /// Whether somebody looked and found nobody.
    pub is_none_found: bool,
    /// The other columns.
    pub draft: Draft,
}

/// What is set on employment: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Those that name the completer, the quarter and the employer, and the copies of the completer's, are set here.
    pub row: employment::ActiveModel,
}

/// Records who employed a completer in a quarter after exit, or that nobody was found.
///
/// # Errors
/// `NOT_FOUND` for a record it names that is not there; `FORBIDDEN`; `STATE` when the completer is in the trash or has not exited, for
/// a quarter that has not begun, and where the opposite is on record; `REQUIRED`, `INVALID`, `TOO_LONG`, `PERSONAL_DATA` for values;
/// `DUPLICATE` for what is on record.
pub async fn record(cx: &Cx, new: NewEmployment) -> Result<employment::Model> {
    db::write(cx, async |tx| {
        let path = "input.completerId";
        let completer = completers::ops::held(tx, cx, new.completer, Action::HireRecord, path).await?;
        check_found(&new)?;
        let from = begun(cx, &completer, new.quarter)?;
        let mut row = new.draft.row;
        if row.found_on.is_not_set() {
            row.found_on = Set(cx.app.clock.today());
        }
        let mut row = checked(cx, from, Draft { row })?.row;
        check_opposite(tx, cx, &completer, new.quarter, new.employer).await?;
        row.completer_id = Set(completer.id);
        row.agency_id = Set(completer.agency_id);
        row.program_id = Set(completer.program_id);
        row.program_year = Set(completer.program_year);
        row.is_excluded = Set(completer.is_excluded);
        row.quarter = Set(new.quarter);
        row.employer_id = Set(new.employer);
        if new.employer.is_none() {
            row.is_unsubsidized = Set(false);
        } else if row.is_unsubsidized.is_not_set() {
            row.is_unsubsidized = Set(true);
        }
        check_references(tx, cx, None, &row, new.employer).await?;
        unique(record::insert::<employment::Entity>(tx, cx, row).await)
    })
    .await
}

/// Changes what is recorded of employment. Its completer, quarter and employer stay.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`record()`].
pub async fn update(
    cx: &Cx,
    id: EmploymentId,
    version: i32,
    draft: Draft,
) -> Result<Updated<employment::Model>> {
    db::write(cx, async |tx| {
        let before = reads::employment_by_id(cx, tx, id).await?;
        cx.may_for(Action::HireRecord, before.agency_id)?;
        let completer = completers::reads::by_id(cx, tx, before.completer_id).await?;
        let from = begun(cx, &completer, before.quarter)?;
        let row = checked(cx, from, draft)?.row;
        if before.employer_id.is_none() && matches!(row.is_unsubsidized, Set(true)) {
            let message = "Nobody was found to employ them in this quarter.";
            return Err(Error::invalid("input.isUnsubsidized", message));
        }
        check_references(tx, cx, Some(&before), &row, before.employer_id).await?;
        record::update::<employment::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Removes employment that should not be on record.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`.
pub async fn remove(cx: &Cx, id: EmploymentId, version: i32) -> Result<employment::Model> {
    db::write(cx, async |tx| {
        let before = reads::employment_by_id(cx, tx, id).await?;
        cx.may_for(Action::HireRecord, before.agency_id)?;
        record::remove::<employment::Entity>(tx, cx, &before, Some(version)).await?;
        Ok(before)
    })
    .await
}

/// Either an employer is named, or that nobody was found.
fn check_found(new: &NewEmployment) -> Result<()> {
    match (new.employer, new.is_none_found) {
        (Some(_), true) => {
            let message = "An employer is named: then somebody was found.";
            Err(Error::invalid("input.isNoneFound", message))
        }
        (None, false) => {
            let message = "Name the employer, or say that none was found.";
            Err(Error::user(UserErrorCode::Required, "input.employerId", message))
        }
        _ => Ok(()),
    }
}

/// The first day of the quarter, which has begun.
fn begun(cx: &Cx, completer: &completer::Model, quarter: ExitQuarter) -> Result<NaiveDate> {
    let Some(exited_on) = completer.exited_on else {
        let message = "No exit of this completer is on record; quarters are counted from it.";
        return Err(Error::state("input.completerId", message));
    };
    let from = quarters::after_exit(exited_on, quarter).from;
    if cx.app.clock.today() >= from {
        return Ok(from);
    }
    let message = format!("This quarter is not yet due: it begins on {from}.");
    let error = UserError::new(UserErrorCode::State, "input.quarter", message);
    Err(Error::User(vec![error.with("from", &from)]))
}

/// Cleans the values; nobody knows of a quarter before it began.
fn checked(cx: &Cx, from: NaiveDate, mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.optional("input.note", &mut draft.row.note, MOST_TEXT);
    if let Set(day) = draft.row.found_on
        && (day < from || day > cx.app.clock.latest_day())
    {
        let message = format!("This must be a day from {from}, when the quarter began, to today.");
        checks.fail(UserErrorCode::Invalid, "input.foundOn", message);
    }
    checks.done()?;
    Ok(draft)
}

/// A quarter says who employed, or that nobody was found; not both.
async fn check_opposite(
    tx: &Tx,
    cx: &Cx,
    completer: &completer::Model,
    quarter: ExitQuarter,
    employer: Option<EmployerId>,
) -> Result<()> {
    let rows = reads::employment_of(cx, tx, &[completer.id]).await?;
    let mut rows = rows.iter().filter(|row| row.quarter == quarter);
    match employer {
        None if rows.any(|row| row.employer_id.is_some()) => {
            let message = "An employer of this quarter is on record.";
            Err(Error::state("input.isNoneFound", message))
        }
        Some(_) if rows.any(|row| row.employer_id.is_none()) => {
            let message = "That nobody was found in this quarter is on record; remove that first.";
            Err(Error::state("input.employerId", message))
        }
        _ => Ok(()),
    }
}

/// The employer is there, and the number is one of its own by which employers are told apart.
async fn check_references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&employment::Model>,
    row: &employment::ActiveModel,
    employer: Option<EmployerId>,
) -> Result<()> {
    let mut checks = Checks::new();
    if let (None, Some(id)) = (before, employer) {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.identifier_id, before.map(|before| before.identifier_id)).flatten() {
        checks.note(check_identifier(tx, cx, id, employer).await);
    }
    checks.done()
}

async fn check_identifier(tx: &Tx, cx: &Cx, id: IdentifierId, employer: Option<EmployerId>) -> Result<()> {
    let path = "input.identifierId";
    let select = identifiers::reads::visible(cx).filter(employer_identifier::Column::Id.eq(id));
    let row = found(tx, select, path, "identifier").await?;
    if Some(row.employer_id) != employer {
        return Err(Error::invalid(
            path,
            "This identifier is not one of the employer's.",
        ));
    }
    if !MATCHED.contains(&row.system) {
        let message = "Employers are matched by a FEIN or by an account of a state's unemployment insurance.";
        return Err(Error::invalid(path, message));
    }
    Ok(())
}

/// An employer is named once a quarter, and that nobody was found is said once.
fn unique<T>(outcome: Result<T>) -> Result<T> {
    let message = "This is on record for the quarter.";
    outcome.on_unique(
        "uq_employment_completer_id_quarter",
        "employment.completer_id",
        UserError::new(UserErrorCode::Duplicate, "input.employerId", message),
    )
}
