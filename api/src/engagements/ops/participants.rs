//! Who took part in an engagement.

use std::fmt::Display;

use entities::{
    engagement_participant,
    ids::{ContactId, EngagementId, EngagementParticipantId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{app::Cx, audit::FieldChange, db::Tx, error::Result};

/// Makes these the participants; what is none stays as it is. What changed, if anything did.
///
/// # Errors
/// Database errors.
pub(super) async fn set(
    tx: &Tx,
    cx: &Cx,
    id: EngagementId,
    contacts: Option<Vec<ContactId>>,
    users: Option<Vec<UserId>>,
) -> Result<Vec<FieldChange>> {
    if contacts.is_none() && users.is_none() {
        return Ok(Vec::new());
    }
    let stored = engagement_participant::Entity::find()
        .filter(engagement_participant::Column::EngagementId.eq(id))
        .all(tx)
        .await?;
    let had_contacts = sorted(stored.iter().filter_map(|row| row.contact_id));
    let had_users = sorted(stored.iter().filter_map(|row| row.user_id));
    let contacts = contacts.map_or_else(|| had_contacts.clone(), sorted);
    let users = users.map_or_else(|| had_users.clone(), sorted);
    let changes: Vec<_> = [
        difference("contactIds", &had_contacts, &contacts),
        difference("userIds", &had_users, &users),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !changes.is_empty() {
        replace(tx, cx, id, &contacts, &users).await?;
    }
    Ok(changes)
}

async fn replace(tx: &Tx, cx: &Cx, id: EngagementId, contacts: &[ContactId], users: &[UserId]) -> Result<()> {
    engagement_participant::Entity::delete_many()
        .filter(engagement_participant::Column::EngagementId.eq(id))
        .exec(tx)
        .await?;
    let people = contacts.iter().map(|contact| (Some(*contact), None));
    let people = people.chain(users.iter().map(|user| (None, Some(*user))));
    let rows = people.map(|(contact_id, user_id)| engagement_participant::ActiveModel {
        id: Set(cx.app.ids.next::<EngagementParticipantId>()),
        engagement_id: Set(id),
        contact_id: Set(contact_id),
        user_id: Set(user_id),
    });
    engagement_participant::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Each once, in the order of the ids.
fn sorted<T: Ord>(ids: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.into_iter().collect();
    ids.sort();
    ids.dedup();
    ids
}

fn difference<T: PartialEq + Display>(field: &str, before: &[T], after: &[T]) -> Option<FieldChange> {
    let list = |ids: &[T]| {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    (before != after).then(|| FieldChange {
        field: field.to_owned(),
        before: list(before),
        after: list(after),
        is_restricted: false,
    })
}
