//! Selects of when and how people want to be reminded.

use std::collections::HashMap;

use entities::{
    mail_opt_out::{self, MailKind},
    mail_preference::{self, Column as C},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    db,
    error::Result,
    links::Person,
    opt_outs,
    policy::{self, Action},
};

/// The row of a person; none for who never said anything.
///
/// # Errors
/// Database errors.
pub async fn of(conn: &impl ConnectionTrait, person: Person) -> Result<Option<mail_preference::Model>> {
    Ok(rows(conn, &[person]).await?.remove(&person))
}

/// The rows of people as they count: who does without digests has none, whatever was chosen. For planning, not for people.
///
/// # Errors
/// Database errors.
pub async fn in_force(
    conn: &impl ConnectionTrait,
    people: &[Person],
) -> Result<HashMap<Person, mail_preference::Model>> {
    let mut rows = rows(conn, people).await?;
    let chosen = rows.iter().filter(|(_, row)| row.is_digest);
    let chosen: Vec<_> = chosen.map(|(person, _)| (*person, MailKind::Digest)).collect();
    let out = opt_outs::reads::who_is_out(conn, &chosen).await?;
    for (person, row) in &mut rows {
        row.is_digest &= !out.contains(&(*person, MailKind::Digest));
    }
    Ok(rows)
}

/// The rows of people, some hundred people a statement.
///
/// # Errors
/// Database errors.
pub async fn rows(
    conn: &impl ConnectionTrait,
    people: &[Person],
) -> Result<HashMap<Person, mail_preference::Model>> {
    let mut found = HashMap::new();
    for some in people.chunks(db::MOST_INSERTED) {
        let (contacts, users) = Person::apart(some);
        let any = Condition::any()
            .add(C::ContactId.is_in(contacts))
            .add(C::UserId.is_in(users));
        for row in mail_preference::Entity::find().filter(any).all(conn).await? {
            found.extend(Person::of(row.contact_id, row.user_id).map(|person| (person, row)));
        }
    }
    Ok(found)
}

/// The rows of the people that the actor may see: contacts with whoever sees them, users each one's own.
///
/// # Errors
/// Database errors.
pub async fn visible(cx: &Cx, people: &[Person]) -> Result<Vec<mail_preference::Model>> {
    let (contacts, users) = Person::apart(people);
    let contacts = shared(cx).add(C::ContactId.is_in(contacts));
    let users = own(cx, C::UserId).add(C::UserId.is_in(users));
    Ok(mail_preference::Entity::find()
        .filter(Condition::any().add(contacts).add(users))
        .all(cx.app.db.read())
        .await?)
}

/// What those people do without, by kind.
///
/// # Errors
/// Database errors.
pub async fn opt_outs(cx: &Cx, people: &[Person]) -> Result<Vec<mail_opt_out::Model>> {
    use mail_opt_out::Column as O;
    let (contacts, users) = Person::apart(people);
    let contacts = shared(cx).add(O::ContactId.is_in(contacts));
    let users = own(cx, O::UserId).add(O::UserId.is_in(users));
    Ok(mail_opt_out::Entity::find()
        .filter(Condition::any().add(contacts).add(users))
        .order_by_asc(O::Kind)
        .all(cx.app.db.read())
        .await?)
}

fn shared(cx: &Cx) -> Condition {
    policy::visible_shared(&cx.actor, Action::ContactRead)
}

/// Of users each one's own, whatever one may see beside it.
fn own(cx: &Cx, user: impl ColumnTrait) -> Condition {
    policy::visible_personal(&cx.actor, Action::MailRead, user)
}
