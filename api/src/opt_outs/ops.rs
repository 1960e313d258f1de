//! Doing without a kind of mail.

use entities::{
    ids::MailOptOutId,
    mail_opt_out::{self, MailKind},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{reads, types::Unsubscription};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    links::{self, Person},
    mail,
};

/// Does without the kind of mail that a signed link names, and skips what waits of it. Doing it again changes nothing.
///
/// # Errors
/// `NOT_FOUND` at `token` when the link is none (any more).
pub async fn unsubscribe(cx: &Cx, token: &str) -> Result<Unsubscription> {
    let cx = &links::holder(cx);
    db::write(cx, async |tx| {
        let found = reads::by_token(cx, tx, token).await?;
        let (person, kind) = found.ok_or_else(links::no_link)?;
        if reads::shown(tx, person, kind).await?.is_none() {
            return Err(links::no_link());
        }
        opt_out_in(tx, cx, person, kind).await?;
        let shown = reads::shown(tx, person, kind).await?;
        shown.ok_or_else(links::no_link)
    })
    .await
}

/// Notes that a person does without a kind of mail.
async fn opt_out_in(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<()> {
    let (contact_id, user_id) = match person {
        Person::Contact(id) => (Some(id), None),
        Person::User(id) => (None, Some(id)),
    };
    let row = mail_opt_out::ActiveModel {
        id: Set(cx.app.ids.next::<MailOptOutId>()),
        contact_id: Set(contact_id),
        user_id: Set(user_id),
        kind: Set(kind),
        created_at: Set(cx.app.clock.now()),
    };
    mail_opt_out::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    mail::skip_waiting(tx, cx, person, kind).await
}
