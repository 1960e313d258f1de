//! Selects of opt-outs. What a signed link shows needs no policy: its holder got the letter.

use std::collections::HashSet;

use entities::{
    contact,
    mail_opt_out::{self, Column, MailKind},
    user_account,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use super::types::Unsubscription;
use crate::{
    app::Cx,
    db,
    error::Result,
    links::{self, Person, Purpose},
};

/// The rows of a person.
pub(super) fn of(person: Person) -> Condition {
    match person {
        Person::Contact(id) => Condition::all().add(Column::ContactId.eq(id)),
        Person::User(id) => Condition::all().add(Column::UserId.eq(id)),
    }
}

/// Whether a person does without a kind of mail.
///
/// # Errors
/// Database errors.
pub async fn is_out(conn: &impl ConnectionTrait, person: Person, kind: MailKind) -> Result<bool> {
    let stored = mail_opt_out::Entity::find()
        .filter(of(person))
        .filter(Column::Kind.eq(kind))
        .one(conn)
        .await?;
    Ok(stored.is_some())
}

/// Those of these people who do without that kind of mail, some hundred people a statement.
///
/// # Errors
/// Database errors.
pub async fn who_is_out(
    conn: &impl ConnectionTrait,
    list: &[(Person, MailKind)],
) -> Result<HashSet<(Person, MailKind)>> {
    let mut out = HashSet::new();
    for some in list.chunks(db::MOST_INSERTED) {
        let people: Vec<Person> = some.iter().map(|(person, _)| *person).collect();
        let (contacts, users) = Person::apart(&people);
        let any = Condition::any()
            .add(Column::ContactId.is_in(contacts))
            .add(Column::UserId.is_in(users));
        for row in mail_opt_out::Entity::find().filter(any).all(conn).await? {
            let person = Person::of(row.contact_id, row.user_id);
            out.extend(person.map(|person| (person, row.kind)));
        }
    }
    Ok(out)
}

/// What a token to unsubscribe is for; none when it is none.
///
/// # Errors
/// Database errors.
pub async fn by_token(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<(Person, MailKind)>> {
    match links::read(cx, conn, token).await? {
        Some(Purpose::Unsubscribe(person, kind)) => Ok(Some((person, kind))),
        _ => Ok(None),
    }
}

/// What a link to unsubscribe shows; none when the person is not here any more.
///
/// # Errors
/// Database errors.
pub async fn shown(
    conn: &impl ConnectionTrait,
    person: Person,
    kind: MailKind,
) -> Result<Option<Unsubscription>> {
    let name = match person {
        Person::Contact(id) => {
            let row = contact::Entity::find_by_id(id).one(conn).await?;
            row.map(|row| row.name)
        }
        Person::User(id) => {
            let row = user_account::Entity::find_by_id(id).one(conn).await?;
            row.map(|row| row.name)
        }
    };
    let Some(name) = name else { return Ok(None) };
    let is_unsubscribed = is_out(conn, person, kind).await?;
    Ok(Some(Unsubscription {
        name,
        kind: kind.into(),
        is_unsubscribed,
    }))
}
