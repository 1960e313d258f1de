//! The rules of role types: an administered list whose keys never change.

use entities::{ids::RoleTypeId, role_type};
use sea_orm::ActiveValue::{NotSet, Set};

use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME},
    db::{self, Tx},
    error::{OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    roles::reads,
    shared::lists,
};

record!(role_type, RoleType, RoleTypeId, |_row| None);

/// What is set on a role type: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct TypeDraft {
    /// The columns.
    pub row: role_type::ActiveModel,
}

/// Adds a role type, at the end of the list unless a place is given.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `DUPLICATE` for a key in use, by a retired role type too.
pub async fn create_type(cx: &Cx, draft: TypeDraft) -> Result<role_type::Model> {
    cx.may(Action::RoleTypeManage)?;
    let draft = checked_type(draft)?;
    db::write(cx, async |tx| create_type_in(tx, cx, draft).await).await
}

/// [`create_type`] inside a transaction; the draft is checked.
pub(super) async fn create_type_in(tx: &Tx, cx: &Cx, mut draft: TypeDraft) -> Result<role_type::Model> {
    if draft.row.position.is_not_set() {
        draft.row.position =
            Set(lists::next_position::<role_type::Entity>(tx, role_type::Column::Position).await?);
    }
    if draft.row.is_toolkit_page_35.is_not_set() {
        draft.row.is_toolkit_page_35 = Set(false);
    }
    let duplicate = UserError::new(
        UserErrorCode::Duplicate,
        "input.key",
        "A role type has this key already.",
    );
    record::insert::<role_type::Entity>(tx, cx, draft.row)
        .await
        .on_unique("uq_role_type_key", "role_type.key", duplicate)
}

/// Changes a role type. Its key stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`create_type`]; `REFERENCED` when members of the other side play it.
pub async fn update_type(
    cx: &Cx,
    id: RoleTypeId,
    version: i32,
    draft: TypeDraft,
) -> Result<Updated<role_type::Model>> {
    let mut draft = checked_type(draft)?;
    draft.row.key = NotSet;
    db::write(cx, async |tx| {
        let before = reads::type_by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        record::update::<role_type::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Takes a role type out of use: it can no longer be chosen, what was chosen stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is out of use already.
pub async fn retire_type(cx: &Cx, id: RoleTypeId, version: i32) -> Result<role_type::Model> {
    set_retired(cx, id, version, true).await
}

/// Takes a role type back into use.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in use.
pub async fn unretire_type(cx: &Cx, id: RoleTypeId, version: i32) -> Result<role_type::Model> {
    set_retired(cx, id, version, false).await
}

async fn set_retired(cx: &Cx, id: RoleTypeId, version: i32, retired: bool) -> Result<role_type::Model> {
    db::write(cx, async |tx| {
        let before = reads::type_by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        lists::set_retired::<role_type::Entity>(tx, cx, &before, version, retired, "role type").await
    })
    .await
}

/// Cleans the values.
fn checked_type(mut draft: TypeDraft) -> Result<TypeDraft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    lists::check_key(&mut checks, &mut row.key, "HOST_WBL");
    checks.required("input.label", &mut row.label, MOST_NAME);
    checks.required("input.source", &mut row.source, MOST_LINE);
    lists::check_position(&mut checks, &row.position);
    checks.done()?;
    Ok(draft)
}
