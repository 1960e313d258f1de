//! Publishing an edition of a list.

use chrono::NaiveDate;
use entities::{
    competency::{ActiveModel, Entity},
    competency_edition,
    ids::{CompetencyId, CompetencyListId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::{Checks, MOST_LINE, MOST_NAME},
    competencies::reads,
    db::{self, MOST_INSERTED, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record, text,
};

const MOST_ITEMS: usize = 300;

/// An edition to publish.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// What it is called.
    pub edition: String,
    /// The day it was published; today when none.
    pub published_on: Option<NaiveDate>,
    /// Its competencies in their order.
    pub items: Vec<Item>,
}

/// A competency of a new edition.
#[derive(Clone, Debug)]
pub struct Item {
    /// How the edition numbers it.
    pub code: Option<String>,
    /// What people can do who have it.
    pub text: String,
}

/// Publishes an edition of a list. It never changes afterwards.
///
/// # Errors
/// `NOT_FOUND` for the list; `FORBIDDEN`; `STATE` when it is in the trash; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values;
/// `DUPLICATE` when the list has an edition of that name.
pub async fn publish(cx: &Cx, list: CompetencyListId, new: NewEdition) -> Result<competency_edition::Model> {
    db::write(cx, async |tx| publish_in(tx, cx, list, new).await).await
}

/// [`publish`] inside a transaction.
///
/// # Errors
/// As [`publish`].
pub async fn publish_in(
    tx: &Tx,
    cx: &Cx,
    list: CompetencyListId,
    new: NewEdition,
) -> Result<competency_edition::Model> {
    let path = "competencyListId";
    let of = match reads::by_id(cx, tx, list).await {
        Err(Error::NotFound) => {
            let message = "There is no such list.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    cx.may(Action::CredentialManage)?;
    if of.trashed_at.is_some() {
        return Err(Error::state(path, "This list is in the trash; restore it first."));
    }
    let new = checked(cx, new)?;
    let editions = reads::of_lists(cx, tx, &[list]).await?;
    if editions.iter().any(|row| row.edition == new.edition) {
        return Err(Error::User(vec![duplicate()]));
    }
    let row = competency_edition::ActiveModel {
        list_id: Set(list),
        edition: Set(new.edition),
        published_on: Set(new.published_on.unwrap_or_else(|| cx.app.clock.today())),
        ..Default::default()
    };
    let stored = record::insert::<competency_edition::Entity>(tx, cx, row)
        .await
        .on_unique(
            "uq_competency_edition_list_id_edition",
            "competency_edition.list_id",
            duplicate(),
        )?;
    let mut rows = Vec::with_capacity(new.items.len());
    for (position, item) in (1..).zip(new.items) {
        rows.push(ActiveModel {
            id: Set(cx.app.ids.next::<CompetencyId>()),
            edition_id: Set(stored.id),
            position: Set(position),
            code: Set(item.code),
            text: Set(item.text),
        });
    }
    let count = rows.len();
    for part in rows.chunks(MOST_INSERTED) {
        let part = Entity::insert_many(part.iter().cloned());
        part.exec_without_returning(tx).await?;
    }
    let change = FieldChange {
        field: "competencies".into(),
        before: None,
        after: Some(count.to_string()),
        is_restricted: false,
    };
    record::note::<competency_edition::Entity>(tx, cx, "PUBLISHED", &stored, vec![change]).await?;
    Ok(stored)
}

fn checked(cx: &Cx, mut new: NewEdition) -> Result<NewEdition> {
    let mut checks = Checks::new();
    if let Some(edition) = checks.note(text::required("input.edition", &new.edition, MOST_NAME)) {
        new.edition = edition;
    }
    if new
        .published_on
        .is_some_and(|day| day > cx.app.clock.latest_day())
    {
        let message = "This day has not come yet.";
        checks.fail(UserErrorCode::Invalid, "input.publishedOn", message);
    }
    if new.items.is_empty() {
        let message = "An edition has one competency at least.";
        checks.fail(UserErrorCode::Required, "input.competencies", message);
    }
    if new.items.len() > MOST_ITEMS {
        let message = format!("An edition has {MOST_ITEMS} competencies at most.");
        checks.fail(UserErrorCode::Limit, "input.competencies", message);
        return checks.done().map(|()| new);
    }
    for (place, item) in new.items.iter_mut().enumerate() {
        let path = |field: &str| format!("input.competencies.{place}.{field}");
        let code = checks.note(text::optional(&path("code"), item.code.as_deref(), MOST_NAME));
        item.code = code.flatten();
        if let Some(text) = checks.note(text::required(&path("text"), &item.text, MOST_LINE)) {
            item.text = text;
        }
    }
    checks.done()?;
    Ok(new)
}

fn duplicate() -> UserError {
    let message = "The list has an edition of this name.";
    UserError::new(UserErrorCode::Duplicate, "input.edition", message)
}
