//! The rules of cohorts.

use entities::{
    cohort,
    ids::{CohortId, ProgramId},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_NAME},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    programs,
    record::{self, Updated, record},
};

record!(cohort, Cohort, CohortId, |_row| None);

/// What is set on a cohort: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: cohort::ActiveModel,
}

/// Adds a cohort to a program.
///
/// # Errors
/// `NOT_FOUND` for the program; `FORBIDDEN` for another agency's; `STATE` when it is in the trash; `REQUIRED`, `INVALID`,
/// `TOO_LONG` for values.
pub async fn create(cx: &Cx, program: ProgramId, draft: Draft) -> Result<cohort::Model> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, program, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, program: ProgramId, draft: Draft) -> Result<cohort::Model> {
    programs::ops::held(tx, cx, program, "programId").await?;
    let mut row = draft.row;
    let required = [
        ("input.name", row.name.is_not_set()),
        ("input.startsOn", row.starts_on.is_not_set()),
    ];
    if let Some((path, _)) = required.into_iter().find(|(_, is_missing)| *is_missing) {
        return Err(Error::user(
            UserErrorCode::Required,
            path,
            "This must not be empty.",
        ));
    }
    check_days(None, &row)?;
    row.program_id = Set(program);
    record::insert::<cohort::Entity>(tx, cx, row).await
}

/// Changes a cohort. It stays with its program.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it or its program is in the trash; `REQUIRED`, `INVALID`, `TOO_LONG`.
pub async fn update(cx: &Cx, id: CohortId, version: i32, draft: Draft) -> Result<Updated<cohort::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        programs::ops::held(tx, cx, before.program_id, "id").await?;
        if before.trashed_at.is_some() {
            return Err(Error::state(
                "id",
                "This cohort is in the trash; restore it first.",
            ));
        }
        check_days(Some(&before), &draft.row)?;
        record::update::<cohort::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Puts a cohort into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: CohortId, version: i32) -> Result<cohort::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a cohort out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: CohortId, version: i32) -> Result<cohort::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: CohortId, version: i32, trashed: bool) -> Result<cohort::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        programs::ops::held(tx, cx, before.program_id, "id").await?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This cohort is {state}.")));
        }
        let row = cohort::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<cohort::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.required("input.name", &mut draft.row.name, MOST_NAME);
    if matches!(draft.row.seats, Set(Some(seats)) if seats < 1) {
        let message = "It has room for one at least.";
        checks.fail(UserErrorCode::Invalid, "input.seats", message);
    }
    checks.done()?;
    Ok(draft)
}

/// It ends after it began, once the draft is written.
fn check_days(before: Option<&cohort::Model>, row: &cohort::ActiveModel) -> Result<()> {
    let starts_on = match row.starts_on {
        Set(day) => Some(day),
        _ => before.map(|before| before.starts_on),
    };
    let ends_on = checks::effective(&row.ends_on, before.and_then(|before| before.ends_on));
    if starts_on.zip(ends_on).is_some_and(|(from, to)| to < from) {
        return Err(Error::invalid("input.endsOn", "It cannot end before it began."));
    }
    Ok(())
}
