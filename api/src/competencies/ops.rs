//! The rules of lists of competencies.

mod publish;

pub use publish::{Item, NewEdition, publish, publish_in};

use entities::{
    competency_list::{self, Column as C},
    ids::CompetencyListId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME},
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

record!(competency_list, CompetencyList, CompetencyListId, |_row| None);
record!(
    competency_edition,
    CompetencyEdition,
    CompetencyEditionId,
    |_row| None
);

/// What is set on a list: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `title_search` is set here, not by the caller.
    pub row: competency_list::ActiveModel,
}

/// Adds a list, which has no edition yet.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG` for values; `DUPLICATE` when a live list has its title.
pub async fn create(cx: &Cx, draft: Draft) -> Result<competency_list::Model> {
    cx.may(Action::CredentialManage)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<competency_list::Model> {
    cx.may(Action::CredentialManage)?;
    let row = draft.row;
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.title", row.title.is_not_set()),
        ("input.kind", row.kind.is_not_set()),
        ("input.source", row.source.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()?;
    check_unique(tx, None, &row, "input.title").await?;
    unique(
        record::insert::<competency_list::Entity>(tx, cx, row).await,
        "input.title",
    )
}

/// Changes a list.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; those of [`create`].
pub async fn update(
    cx: &Cx,
    id: CompetencyListId,
    version: i32,
    draft: Draft,
) -> Result<Updated<competency_list::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CredentialManage)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This list is in the trash; restore it first."));
        }
        if draft.row.title.is_set() {
            check_unique(tx, Some(&before), &draft.row, "input.title").await?;
        }
        let updated =
            record::update::<competency_list::Entity>(tx, cx, &before, Some(version), draft.row).await;
        unique(updated, "input.title")
    })
    .await
}

/// Puts a list into the trash, with its editions. What was said about them stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: CompetencyListId, version: i32) -> Result<competency_list::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a list out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when a live one has taken its title.
pub async fn restore(cx: &Cx, id: CompetencyListId, version: i32) -> Result<competency_list::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(
    cx: &Cx,
    id: CompetencyListId,
    version: i32,
    trashed: bool,
) -> Result<competency_list::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CredentialManage)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This list is {state}.")));
        }
        if !trashed {
            let row = competency_list::ActiveModel::default();
            check_unique(tx, Some(&before), &row, "id").await?;
        }
        let row = competency_list::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<competency_list::Entity>(tx, cx, &before, Some(version), row).await;
        Ok(unique(updated, "id")?.row)
    })
    .await
}

/// Cleans the values and sets the folded title.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.title", &mut row.title, MOST_NAME);
    checks.required("input.source", &mut row.source, MOST_LINE);
    checks.done()?;
    checks::fold_beside(&row.title, &mut row.title_search);
    Ok(draft)
}

/// Asked first, because a violated index ends a PostgreSQL transaction.
async fn check_unique(
    tx: &Tx,
    before: Option<&competency_list::Model>,
    row: &competency_list::ActiveModel,
    path: &str,
) -> Result<()> {
    let title = match (&row.title_search, before) {
        (Set(title), _) => title.clone(),
        (_, Some(before)) => before.title_search.clone(),
        (_, None) => return Ok(()),
    };
    let mut same = competency_list::Entity::find()
        .filter(C::TitleSearch.eq(title))
        .filter(C::TrashedAt.is_null());
    if let Some(before) = before {
        same = same.filter(C::Id.ne(before.id));
    }
    let is_taken = same.one(tx).await?.is_some();
    if is_taken {
        Err(Error::User(vec![duplicate(path)]))
    } else {
        Ok(())
    }
}

fn duplicate(path: &str) -> UserError {
    let message = "A live list has this title.";
    UserError::new(UserErrorCode::Duplicate, path, message)
}

/// A title taken between the question and the write.
fn unique<T>(outcome: Result<T>, path: &str) -> Result<T> {
    outcome.on_unique(
        "uq_competency_list_title_search",
        "competency_list.title_search",
        duplicate(path),
    )
}
