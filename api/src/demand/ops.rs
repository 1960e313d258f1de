//! The rules of figures about demand.

pub mod gap;

use entities::{
    demand_figure,
    ids::{DemandFigureId, ProgramId},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    programs,
    record::{self, Updated, record},
};

/// So that sums stay whole numbers that GraphQL can write.
const MOST_VALUE: i32 = 10_000_000;
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

record!(demand_figure, DemandFigure, DemandFigureId, |_row| None);

/// What is set on a figure: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: demand_figure::ActiveModel,
}

/// Records a figure about the demand for a program.
///
/// # Errors
/// `NOT_FOUND` for the program; `FORBIDDEN` for another agency's; `STATE` when it is in the trash; `REQUIRED`, `INVALID`,
/// `TOO_LONG` for values.
pub async fn create(cx: &Cx, program: ProgramId, draft: Draft) -> Result<demand_figure::Model> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, program, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, program: ProgramId, draft: Draft) -> Result<demand_figure::Model> {
    programs::ops::held(tx, cx, program, "programId").await?;
    let mut row = draft.row;
    let required = [
        ("input.kind", row.kind.is_not_set()),
        ("input.value", row.value.is_not_set()),
        ("input.label", row.label.is_not_set()),
        ("input.source", row.source.is_not_set()),
        ("input.vintage", row.vintage.is_not_set()),
    ];
    let mut checks = Checks::new();
    for (path, _) in required.into_iter().filter(|(_, is_missing)| *is_missing) {
        checks.fail(UserErrorCode::Required, path, "This must not be empty.");
    }
    checks.done()?;
    row.program_id = Set(program);
    record::insert::<demand_figure::Entity>(tx, cx, row).await
}

/// Changes a figure. It stays with its program.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it or its program is in the trash; `REQUIRED`, `INVALID`, `TOO_LONG`.
pub async fn update(
    cx: &Cx,
    id: DemandFigureId,
    version: i32,
    draft: Draft,
) -> Result<Updated<demand_figure::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        programs::ops::held(tx, cx, before.program_id, "id").await?;
        if before.trashed_at.is_some() {
            return Err(Error::state(
                "id",
                "This figure is in the trash; restore it first.",
            ));
        }
        record::update::<demand_figure::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Puts a figure into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: DemandFigureId, version: i32) -> Result<demand_figure::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a figure out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: DemandFigureId, version: i32) -> Result<demand_figure::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(
    cx: &Cx,
    id: DemandFigureId,
    version: i32,
    trashed: bool,
) -> Result<demand_figure::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        programs::ops::held(tx, cx, before.program_id, "id").await?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This figure is {state}.")));
        }
        let row = demand_figure::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<demand_figure::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.label", &mut row.label, MOST_NAME);
    checks.required("input.source", &mut row.source, MOST_LINE);
    checks.required("input.vintage", &mut row.vintage, MOST_NAME);
    if matches!(row.value, Set(value) if !(0..=MOST_VALUE).contains(&value)) {
        let message = "Write a number from 0 to 10,000,000.";
        checks.fail(UserErrorCode::Invalid, "input.value", message);
    }
    if matches!(row.year, Set(Some(year)) if !YEARS.contains(&year)) {
        let message = "Write a year such as 2026.";
        checks.fail(UserErrorCode::Invalid, "input.year", message);
    }
    checks.done()?;
    Ok(draft)
}
