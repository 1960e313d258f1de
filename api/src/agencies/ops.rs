//! The rules of agencies.

use entities::{agency, ids::AgencyId, subject_type::SubjectType, user_account};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME},
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::external_references::{self, Reference},
};

record!(agency, Agency, AgencyId, |_row| None);

/// What is set on an agency: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`) are set here, not by the caller.
    pub row: agency::ActiveModel,
    /// All external references of the agency; none leaves them.
    pub references: Option<Vec<Reference>>,
}

impl From<agency::ActiveModel> for Draft {
    fn from(row: agency::ActiveModel) -> Self {
        Self {
            row,
            references: None,
        }
    }
}

/// Adds an agency.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for a parent that is not there; `DUPLICATE` when a
/// live agency of that kind has the name, or another agency an external reference.
pub async fn create(cx: &Cx, draft: Draft) -> Result<agency::Model> {
    cx.may(Action::AgencyCreate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<agency::Model> {
    let Draft { row, references } = draft;
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.name", row.name.is_not_set()),
        ("input.kind", row.kind.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()?;
    check_parent(tx, cx, None, &row).await?;
    let row = unique(record::insert::<agency::Entity>(tx, cx, row).await, "input.name")?;
    if let Some(list) = references.filter(|list| !list.is_empty()) {
        external_references::replace_in(tx, cx, (SubjectType::Agency, row.id.uuid()), &list).await?;
    }
    Ok(row)
}

/// Changes an agency.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` for another agency than one's own, `CONFLICT` when `version` is not the stored one, `STATE` when it
/// is in the trash, and those of [`create`].
pub async fn update(cx: &Cx, id: AgencyId, version: i32, draft: Draft) -> Result<Updated<agency::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: AgencyId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<agency::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::AgencyUpdate, id)?;
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This agency is in the trash; restore it first.",
        ));
    }
    check_parent(tx, cx, Some(&before), &draft.row).await?;
    let updated = record::update::<agency::Entity>(tx, cx, &before, version, draft.row).await;
    let updated = unique(updated, "input.name")?;
    let mut beside = Vec::new();
    if let Some(list) = draft.references {
        let subject = (SubjectType::Agency, id.uuid());
        beside.extend(external_references::replace_in(tx, cx, subject, &list).await?);
    }
    record::beside::<agency::Entity>(tx, cx, &before, updated, beside).await
}

/// Puts an agency into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already; `REFERENCED` when live agencies name it as parent or
/// active users work for it.
pub async fn trash(cx: &Cx, id: AgencyId, version: i32) -> Result<agency::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::AgencyTrash, id)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This agency is in the trash already."));
        }
        check_unused(tx, id).await?;
        let row = agency::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        Ok(
            record::update::<agency::Entity>(tx, cx, &before, Some(version), row)
                .await?
                .row,
        )
    })
    .await
}

/// Takes an agency out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when a live agency of its kind has
/// taken its name.
pub async fn restore(cx: &Cx, id: AgencyId, version: i32) -> Result<agency::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::AgencyTrash, id)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This agency is not in the trash."));
        }
        let row = agency::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        let restored = record::update::<agency::Entity>(tx, cx, &before, Some(version), row).await;
        Ok(unique(restored, "id")?.row)
    })
    .await
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.region", &mut row.region, MOST_LINE);
    checks.website("input.website", &mut row.website);
    if let Some(list) = draft.references.take() {
        draft.references = checks.note(external_references::checked(&list));
    }
    checks.done()?;
    checks::fold_beside(&draft.row.name, &mut draft.row.name_search);
    Ok(draft)
}

/// The parent is a live agency and not the agency or one below it.
async fn check_parent(
    tx: &Tx,
    cx: &Cx,
    before: Option<&agency::Model>,
    row: &agency::ActiveModel,
) -> Result<()> {
    let path = "input.parentId";
    let Set(Some(parent)) = row.parent_id else {
        return Ok(());
    };
    let found = reads::live(cx)
        .filter(agency::Column::Id.eq(parent))
        .one(tx)
        .await?;
    if found.is_none() {
        return Err(Error::user(
            UserErrorCode::NotFound,
            path,
            "There is no such agency.",
        ));
    }
    let Some(before) = before else { return Ok(()) };
    tx.alone("parents of agencies").await?;
    if reads::ancestors(tx, parent).await?.contains(&before.id) {
        return Err(Error::invalid(path, "An agency cannot be below itself."));
    }
    Ok(())
}

/// Nothing live hangs on the agency.
async fn check_unused(tx: &Tx, id: AgencyId) -> Result<()> {
    let child = agency::Entity::find()
        .filter(agency::Column::ParentId.eq(id))
        .filter(agency::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    if child.is_some() {
        let message = "Other agencies name it as their parent; give them another parent first.";
        return Err(Error::user(UserErrorCode::Referenced, "id", message));
    }
    let user = user_account::Entity::find()
        .filter(user_account::Column::AgencyId.eq(id))
        .filter(user_account::Column::DisabledAt.is_null())
        .one(tx)
        .await?;
    if user.is_some() {
        let message = "People who work for it can still sign in; move them or end their access first.";
        return Err(Error::user(UserErrorCode::Referenced, "id", message));
    }
    Ok(())
}

fn unique<T>(outcome: Result<T>, path: &str) -> Result<T> {
    let message = "A live agency of this kind has this name.";
    let error = UserError::new(UserErrorCode::Duplicate, path, message);
    outcome.on_unique("uq_agency_name_search_kind", "agency.name_search", error)
}
