//! The rules of sectors: an administered list whose keys never change.

use entities::{ids::SectorId, sector};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QuerySelect,
};

use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME},
    db::{self, Tx},
    error::{Error, OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    sectors::reads,
};

record!(sector, Sector, SectorId, |_row| None);

const MOST_KEY: usize = 60;

/// What is set on a sector: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: sector::ActiveModel,
}

/// Adds a sector, at the end of the list unless a place is given.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `DUPLICATE` for a key in use, by a retired sector too.
pub async fn create(cx: &Cx, draft: Draft) -> Result<sector::Model> {
    cx.may(Action::RoleTypeManage)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
pub(super) async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<sector::Model> {
    if draft.row.position.is_not_set() {
        draft.row.position = Set(next_position(tx).await?);
    }
    let duplicate = UserError::new(
        UserErrorCode::Duplicate,
        "input.key",
        "A sector has this key already.",
    );
    record::insert::<sector::Entity>(tx, cx, draft.row)
        .await
        .on_unique("uq_sector_key", "sector.key", duplicate)
}

/// Changes a sector. Its key stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`create`].
pub async fn update(cx: &Cx, id: SectorId, version: i32, draft: Draft) -> Result<Updated<sector::Model>> {
    let mut draft = checked(draft)?;
    draft.row.key = NotSet;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        record::update::<sector::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Takes a sector out of use: it can no longer be chosen, what was chosen stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is out of use already.
pub async fn retire(cx: &Cx, id: SectorId, version: i32) -> Result<sector::Model> {
    set_retired(cx, id, version, true).await
}

/// Takes a sector back into use.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in use.
pub async fn unretire(cx: &Cx, id: SectorId, version: i32) -> Result<sector::Model> {
    set_retired(cx, id, version, false).await
}

async fn set_retired(cx: &Cx, id: SectorId, version: i32, retired: bool) -> Result<sector::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        if before.retired_at.is_some() == retired {
            let state = if retired { "out of use already" } else { "in use" };
            return Err(Error::state("id", format!("This sector is {state}.")));
        }
        let row = sector::ActiveModel {
            retired_at: Set(retired.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<sector::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values.
fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.key", &mut row.key, MOST_KEY);
    if matches!(&row.key, Set(key) if !is_key(key)) {
        let message =
            "Write capital letters, digits and underscores, a letter first, such as HEALTH_SCIENCE.";
        checks.fail(UserErrorCode::Invalid, "input.key", message);
    }
    checks.required("input.label", &mut row.label, MOST_NAME);
    if matches!(row.position, Set(position) if position < 0) {
        let message = "This must not be negative.";
        checks.fail(UserErrorCode::Invalid, "input.position", message);
    }
    checks.done()?;
    Ok(draft)
}

/// Whether the text is a key: `SCREAMING_SNAKE_CASE`. An empty one is `REQUIRED`, not of the wrong shape.
fn is_key(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.trim().is_empty() || text.bytes().all(is_part) && text.as_bytes()[0].is_ascii_uppercase()
}

async fn next_position(tx: &Tx) -> Result<i32> {
    let last: Option<Option<i32>> = sector::Entity::find()
        .select_only()
        .column_as(sector::Column::Position.max(), "last")
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().map_or(0, |last| last.saturating_add(1)))
}
