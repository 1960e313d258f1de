//! Saying when and how people want to be reminded.

use entities::{
    ids::ContactId,
    mail_opt_out::MailKind,
    mail_preference::{self, ActiveModel, Column, Model},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ActiveValue::Set, IntoActiveModel, Iterable, QueryFilter, TryIntoModel,
};

use super::{
    hours::{Hours, USUAL},
    reads,
};
use crate::{
    app::Cx,
    contacts,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    links::Person,
    opt_outs,
    policy::Action,
    record::{self, record},
    reminders,
    shared::references::found,
};

record!(mail_preference, MailPreference, MailPreferenceId, |_row| None);

/// Says when and how the actor wants to be reminded.
///
/// # Errors
/// `FORBIDDEN`, `CONFLICT`; `REQUIRED` for a digest without a zone; `STATE` for one that the actor does without.
pub async fn update_own(cx: &Cx, version: i32, row: ActiveModel) -> Result<Model> {
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    cx.may_for(Action::MailPreferenceUpdate, user.agency_id)?;
    let person = Person::User(user.id);
    db::write(cx, async |tx| update_in(tx, cx, person, version, &row).await).await
}

/// Notes when and how a contact wants to be reminded.
///
/// # Errors
/// `NOT_FOUND`, and those of [`update_own`].
pub async fn update_of_contact(cx: &Cx, id: ContactId, version: i32, row: ActiveModel) -> Result<Model> {
    db::write(cx, async |tx| {
        use sea_orm::ColumnTrait as _;
        let contact = contacts::reads::live(cx).filter(entities::contact::Column::Id.eq(id));
        found(tx, contact, "contactId", "contact").await?;
        cx.may(Action::MailPreferenceUpdate)?;
        update_in(tx, cx, Person::Contact(id), version, &row).await
    })
    .await
}

async fn update_in(tx: &Tx, cx: &Cx, person: Person, version: i32, row: &ActiveModel) -> Result<Model> {
    // Whoever plans reminders of the person meanwhile is waited for, and waits.
    reminders::ops::hold_person(tx, cx, person).await?;
    let before = reads::of(tx, person).await?;
    if before.as_ref().map_or(0, |before| before.version) != version {
        return Err(record::conflict());
    }
    let stored = before.clone().unwrap_or_else(|| usual(cx, person));
    let next = with_digest(cx, before.as_ref(), applied(stored, row)?);
    check_digest(tx, person, before.as_ref(), &next).await?;
    let row = next.into_active_model().reset_all();
    let updated = match before {
        Some(before) => {
            record::update::<mail_preference::Entity>(tx, cx, &before, Some(version), row)
                .await?
                .row
        }
        None => record::insert::<mail_preference::Entity>(tx, cx, row).await?,
    };
    reminders::ops::replan_person(tx, cx, person).await?;
    Ok(updated)
}

/// What holds for who never said anything.
fn usual(cx: &Cx, person: Person) -> Model {
    let now = cx.app.clock.now();
    let (contact_id, user_id) = person.ids();
    let [from, to] = USUAL.map(str::to_owned);
    Model {
        id: cx.app.ids.next(),
        contact_id,
        user_id,
        time_zone: None,
        quiet_from: from,
        quiet_to: to,
        is_weekend_free: false,
        is_digest: false,
        digest_from: None,
        sort_digest_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

/// The row with the columns that are set.
fn applied(stored: Model, set: &ActiveModel) -> Result<Model> {
    let mut row = stored.into_active_model();
    for column in Column::iter() {
        if let ActiveValue::Set(value) = set.get(column) {
            row.set(column, value);
        }
    }
    Ok(row.try_into_model()?)
}

/// The row with the times of its digests. One that is due and was not written yet stays due.
fn with_digest(cx: &Cx, before: Option<&Model>, next: Model) -> Model {
    if !next.is_digest {
        return Model {
            digest_from: None,
            sort_digest_at: None,
            ..next
        };
    }
    let now = cx.app.clock.now();
    let waiting = before.and_then(|before| before.sort_digest_at);
    let due = waiting
        .filter(|due| *due <= now)
        .unwrap_or_else(|| Hours::of(Some(&next), "UTC").next_digest(now));
    Model {
        digest_from: next.digest_from.or(Some(due)),
        sort_digest_at: Some(due),
        ..next
    }
}

async fn check_digest(tx: &Tx, person: Person, before: Option<&Model>, next: &Model) -> Result<()> {
    if !next.is_digest {
        return Ok(());
    }
    if next.time_zone.is_none() {
        let message = "A digest comes in the morning: say in which zone.";
        return Err(Error::user(UserErrorCode::Required, "input.timeZone", message));
    }
    let is_new = before.is_none_or(|before| !before.is_digest);
    if is_new && opt_outs::reads::is_out(tx, person, MailKind::Digest).await? {
        let message = "This person does without digests; take that back first.";
        return Err(Error::state("input.isDigest", message));
    }
    Ok(())
}

/// Moves the next digest of a person on. Not a change that anybody made.
///
/// # Errors
/// Database errors.
pub async fn digest_written(tx: &Tx, row: &Model, next: chrono::DateTime<chrono::Utc>) -> Result<()> {
    let moved = ActiveModel {
        id: Set(row.id),
        sort_digest_at: Set(Some(next)),
        ..Default::default()
    };
    moved.update(tx).await?;
    Ok(())
}
