//! The rules of topics: an administered list whose keys never change.

use entities::{ids::TopicId, topic};
use sea_orm::ActiveValue::{NotSet, Set};

use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME},
    db::{self, Tx},
    error::{OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::lists,
    topics::reads,
};

record!(topic, Topic, TopicId, |_row| None);

/// What is set on a topic: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: topic::ActiveModel,
}

/// Adds a topic, at the end of the list unless a place is given.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `DUPLICATE` for a key in use, by a retired topic too.
pub async fn create(cx: &Cx, draft: Draft) -> Result<topic::Model> {
    cx.may(Action::RoleTypeManage)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
pub(super) async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<topic::Model> {
    if draft.row.position.is_not_set() {
        draft.row.position = Set(lists::next_position::<topic::Entity>(tx, topic::Column::Position).await?);
    }
    let duplicate = UserError::new(
        UserErrorCode::Duplicate,
        "input.key",
        "A topic has this key already.",
    );
    record::insert::<topic::Entity>(tx, cx, draft.row)
        .await
        .on_unique("uq_topic_key", "topic.key", duplicate)
}

/// Changes a topic. Its key stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`create`].
pub async fn update(cx: &Cx, id: TopicId, version: i32, draft: Draft) -> Result<Updated<topic::Model>> {
    let mut draft = checked(draft)?;
    draft.row.key = NotSet;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        record::update::<topic::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Takes a topic out of use: it can no longer be chosen, what was chosen stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is out of use already.
pub async fn retire(cx: &Cx, id: TopicId, version: i32) -> Result<topic::Model> {
    set_retired(cx, id, version, true).await
}

/// Takes a topic back into use.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in use.
pub async fn unretire(cx: &Cx, id: TopicId, version: i32) -> Result<topic::Model> {
    set_retired(cx, id, version, false).await
}

async fn set_retired(cx: &Cx, id: TopicId, version: i32, retired: bool) -> Result<topic::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::RoleTypeManage)?;
        lists::set_retired::<topic::Entity>(tx, cx, &before, version, retired, "topic").await
    })
    .await
}

/// Cleans the values.
fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    lists::check_key(&mut checks, &mut row.key, "WORK_BASED_LEARNING");
    checks.required("input.label", &mut row.label, MOST_NAME);
    lists::check_position(&mut checks, &row.position);
    checks.done()?;
    Ok(draft)
}
