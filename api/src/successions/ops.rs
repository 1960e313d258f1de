//! The rules of successions.

use entities::{
    employer, employer_succession,
    ids::{EmployerId, SuccessionId},
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use super::reads;
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    db::{self, Tx},
    employers,
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

record!(
    employer_succession,
    Succession,
    SuccessionId,
    |row| Some(row.successor_id),
    other: Some(row.predecessor_id)
);

/// What is set on a succession: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft(pub employer_succession::ActiveModel);

/// Records that one employer follows another.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG` for values; `NOT_FOUND` for employers that are not there; `INVALID` when an employer would
/// follow itself, at once or in a circle; `DUPLICATE` when it is on record.
pub async fn record(cx: &Cx, draft: Draft) -> Result<employer_succession::Model> {
    cx.may(Action::EmployerUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

/// [`record()`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(tx: &Tx, cx: &Cx, Draft(row): Draft) -> Result<employer_succession::Model> {
    let (predecessor, successor) = ends(&row)?;
    let mut checks = Checks::new();
    for (path, id) in [
        ("input.predecessorId", predecessor),
        ("input.successorId", successor),
    ] {
        let checked = check_employer(tx, cx, path, id).await;
        checks.note(checked);
    }
    checks.done()?;
    if predecessor == successor {
        return Err(Error::invalid(
            "input.successorId",
            "An employer cannot follow itself.",
        ));
    }
    let known = employer_succession::Entity::find()
        .filter(employer_succession::Column::PredecessorId.eq(predecessor))
        .filter(employer_succession::Column::SuccessorId.eq(successor))
        .one(tx)
        .await?;
    if known.is_some() {
        return Err(Error::User(vec![duplicate()]));
    }
    tx.alone("successions of employers").await?;
    if reads::followers(tx, successor).await?.contains(&predecessor) {
        let message = "The predecessor followed this employer: that would be a circle.";
        return Err(Error::invalid("input.successorId", message));
    }
    record::insert::<employer_succession::Entity>(tx, cx, row)
        .await
        .on_unique(
            "uq_employer_succession_predecessor_id_successor_id",
            "employer_succession.predecessor_id",
            duplicate(),
        )
}

/// Changes the day or the note of a succession.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one; `TOO_LONG` for the note.
pub async fn update(
    cx: &Cx,
    id: SuccessionId,
    version: i32,
    draft: Draft,
) -> Result<Updated<employer_succession::Model>> {
    let Draft(mut row) = checked(draft)?;
    (row.predecessor_id, row.successor_id) = (ActiveValue::NotSet, ActiveValue::NotSet);
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerUpdate)?;
        record::update::<employer_succession::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Removes a succession that should not be on record; the audit keeps what it held.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`.
pub async fn remove(cx: &Cx, id: SuccessionId, version: i32) -> Result<employer_succession::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerUpdate)?;
        record::remove::<employer_succession::Entity>(tx, cx, &before, Some(version)).await?;
        Ok(before)
    })
    .await
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.optional("input.note", &mut draft.0.note, MOST_TEXT);
    checks.done()?;
    Ok(draft)
}

/// The two employers of a new succession; its day is there too.
fn ends(row: &employer_succession::ActiveModel) -> Result<(EmployerId, EmployerId)> {
    let required = |path| Error::user(UserErrorCode::Required, path, "This must not be empty.");
    let Set(predecessor) = row.predecessor_id else {
        return Err(required("input.predecessorId"));
    };
    let Set(successor) = row.successor_id else {
        return Err(required("input.successorId"));
    };
    if row.succeeded_on.is_not_set() {
        return Err(required("input.succeededOn"));
    }
    Ok((predecessor, successor))
}

async fn check_employer(tx: &Tx, cx: &Cx, path: &str, id: EmployerId) -> Result<()> {
    let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
    let missing = || Error::user(UserErrorCode::NotFound, path, "There is no such employer.");
    select.one(tx).await?.map(|_| ()).ok_or_else(missing)
}

fn duplicate() -> UserError {
    let message = "That this employer follows the other one is on record already.";
    UserError::new(UserErrorCode::Duplicate, "input.successorId", message)
}
