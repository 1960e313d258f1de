//! Doing without a kind of mail, and getting it again.

use entities::{
    ids::{ContactId, MailOptOutId},
    mail_opt_out::{self, Column, MailKind},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveEnum as _, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use super::{reads, types::Unsubscription};
use crate::{
    app::Cx,
    audit::{self, Event, FieldChange},
    checks::MOST_LINE,
    contacts,
    db::{self, Tx},
    error::{Error, Result},
    links::{self, Person},
    mail,
    policy::Action,
    reminders,
    shared::references::found,
    text,
};

/// Does without the kind of mail that a signed link names, and skips what waits of it. Doing it again changes nothing.
///
/// # Errors
/// `NOT_FOUND` at `token` when the link is none (any more).
pub async fn unsubscribe(cx: &Cx, token: &str) -> Result<Unsubscription> {
    by_link(cx, token, async |tx, cx, person, kind| {
        stop(tx, cx, person, kind).await
    })
    .await
}

/// Gets the kind of mail again that a signed link names. Doing it again changes nothing; what was skipped stays so.
///
/// # Errors
/// `NOT_FOUND` at `token` when the link is none (any more).
pub async fn resubscribe(cx: &Cx, token: &str) -> Result<Unsubscription> {
    by_link(cx, token, async |tx, cx, person, kind| {
        resume(tx, cx, person, kind, None).await.map(|_| ())
    })
    .await
}

async fn by_link(
    cx: &Cx,
    token: &str,
    act: impl AsyncFnOnce(&Tx, &Cx, Person, MailKind) -> Result<()> + Send,
) -> Result<Unsubscription> {
    let cx = &links::holder(cx);
    db::write(cx, async |tx| {
        let found = reads::by_token(cx, tx, token).await?;
        let (person, kind) = found.ok_or_else(links::no_link)?;
        if reads::shown(tx, person, kind).await?.is_none() {
            return Err(links::no_link());
        }
        act(tx, cx, person, kind).await?;
        let shown = reads::shown(tx, person, kind).await?;
        shown.ok_or_else(links::no_link)
    })
    .await
}

/// Gets a kind of mail again that the actor did without.
///
/// # Errors
/// `FORBIDDEN`; `STATE` when the actor gets it.
pub async fn end_own(cx: &Cx, kind: MailKind) -> Result<Person> {
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    cx.may_for(Action::MailPreferenceUpdate, user.agency_id)?;
    let person = Person::User(user.id);
    db::write(cx, async |tx| ended(tx, cx, person, kind, None).await).await
}

/// Notes that a contact wants a kind of mail again, and how that is known.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `REQUIRED` without a reason; `STATE` when the contact gets it.
pub async fn end_of_contact(cx: &Cx, id: ContactId, kind: MailKind, reason: &str) -> Result<Person> {
    db::write(cx, async |tx| {
        let contact = contacts::reads::live(cx).filter(entities::contact::Column::Id.eq(id));
        found(tx, contact, "contactId", "contact").await?;
        cx.may(Action::MailPreferenceUpdate)?;
        let reason = text::required("reason", reason, MOST_LINE)?;
        ended(tx, cx, Person::Contact(id), kind, Some(reason)).await
    })
    .await
}

async fn ended(tx: &Tx, cx: &Cx, person: Person, kind: MailKind, reason: Option<String>) -> Result<Person> {
    if resume(tx, cx, person, kind, reason).await? {
        return Ok(person);
    }
    Err(Error::state("kind", "This person gets this mail."))
}

/// Notes that a person does without a kind of mail.
async fn stop(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<()> {
    hold(tx, cx, person, kind).await?;
    let (contact_id, user_id) = person.ids();
    let row = mail_opt_out::ActiveModel {
        id: Set(cx.app.ids.next::<MailOptOutId>()),
        contact_id: Set(contact_id),
        user_id: Set(user_id),
        kind: Set(kind),
        created_at: Set(cx.app.clock.now()),
    };
    let inserted = mail_opt_out::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if inserted == 0 {
        return Ok(());
    }
    mail::skip_waiting(tx, cx, person, kind).await?;
    let change = change("mail", Some(kind.to_value()), None);
    note(tx, cx, person, "MAIL_STOPPED", vec![change]).await?;
    follow(tx, cx, person, kind).await
}

/// Notes that a person gets a kind of mail again; whether the person did without it.
async fn resume(tx: &Tx, cx: &Cx, person: Person, kind: MailKind, reason: Option<String>) -> Result<bool> {
    hold(tx, cx, person, kind).await?;
    let gone = mail_opt_out::Entity::delete_many()
        .filter(reads::of(person))
        .filter(Column::Kind.eq(kind))
        .exec(tx)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    let mut changes = vec![change("mail", None, Some(kind.to_value()))];
    changes.extend(reason.map(|reason| change("reason", None, Some(reason))));
    note(tx, cx, person, "MAIL_RESUMED", changes).await?;
    follow(tx, cx, person, kind).await?;
    Ok(true)
}

/// Who does without digests is reminded by single letters: nobody plans these meanwhile.
async fn hold(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<()> {
    if kind == MailKind::Digest {
        reminders::ops::hold_person(tx, cx, person).await?;
    }
    Ok(())
}

async fn follow(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<()> {
    if kind == MailKind::Digest {
        reminders::ops::replan_person(tx, cx, person).await?;
    }
    Ok(())
}

fn change(field: &str, before: Option<String>, after: Option<String>) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        before,
        after,
        is_restricted: false,
    }
}

async fn note(
    tx: &Tx,
    cx: &Cx,
    person: Person,
    action: &'static str,
    changes: Vec<FieldChange>,
) -> Result<()> {
    let (subject_type, subject_id) = match person {
        Person::Contact(id) => (SubjectType::Contact, id.uuid()),
        Person::User(id) => (SubjectType::User, id.uuid()),
    };
    let event = Event {
        action,
        subject_type,
        subject_id,
        employer_id: None,
        changes,
    };
    audit::record(tx, cx, event).await
}
