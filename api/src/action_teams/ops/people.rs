//! The people of an action team.

use std::collections::HashSet;

use entities::{
    action_team_member::{self, Column as C},
    contact,
    ids::{ActionTeamId, ActionTeamMemberId, ContactId, UserId},
    user_account,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    accounts,
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    contacts,
    db::Tx,
    error::{Result, UserErrorCode},
};

pub(crate) const MOST_PEOPLE: usize = 100;

/// A person who is to be in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewTeamMember {
    /// The person, when it is a contact.
    pub contact_id: Option<ContactId>,
    /// The person, when it is one of an agency.
    pub user_id: Option<UserId>,
    /// Whether the person leads the team.
    pub is_lead: bool,
}

/// Each is one person, named once.
pub(super) fn checked(people: &[NewTeamMember]) -> Result<()> {
    let mut checks = Checks::new();
    if people.len() > MOST_PEOPLE {
        let message = format!("A team has {MOST_PEOPLE} people at most.");
        checks.fail(UserErrorCode::Limit, "input.members", message);
    }
    let mut seen = HashSet::new();
    for (place, person) in people.iter().enumerate() {
        let path = format!("input.members.{place}");
        if person.contact_id.is_some() == person.user_id.is_some() {
            let message = "Name the contact or the person of an agency, and not both.";
            checks.fail(UserErrorCode::Invalid, &path, message);
        } else if !seen.insert((person.contact_id, person.user_id)) {
            checks.fail(UserErrorCode::Duplicate, &path, "This person is named twice.");
        }
    }
    checks.done()
}

/// Every person is there.
pub(super) async fn check_all(tx: &Tx, cx: &Cx, people: &[NewTeamMember]) -> Result<()> {
    let contacts: Vec<ContactId> = people.iter().filter_map(|person| person.contact_id).collect();
    let users: Vec<UserId> = people.iter().filter_map(|person| person.user_id).collect();
    let contacts = contacts::reads::live(cx).filter(contact::Column::Id.is_in(contacts));
    let users = accounts::reads::users::visible(cx).filter(user_account::Column::Id.is_in(users));
    let contacts: HashSet<_> = contacts.all(tx).await?.into_iter().map(|row| row.id).collect();
    let users: HashSet<_> = users.all(tx).await?.into_iter().map(|row| row.id).collect();
    let mut checks = Checks::new();
    for (place, person) in people.iter().enumerate() {
        let path = |name: &str| format!("input.members.{place}.{name}");
        if person.contact_id.is_some_and(|id| !contacts.contains(&id)) {
            let message = "There is no such contact.";
            checks.fail(UserErrorCode::NotFound, &path("contactId"), message);
        }
        if person.user_id.is_some_and(|id| !users.contains(&id)) {
            let message = "There is no such user.";
            checks.fail(UserErrorCode::NotFound, &path("userId"), message);
        }
    }
    checks.done()
}

pub(super) async fn insert(tx: &Tx, cx: &Cx, id: ActionTeamId, people: &[NewTeamMember]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people.iter().map(|person| action_team_member::ActiveModel {
        id: Set(cx.app.ids.next::<ActionTeamMemberId>()),
        action_team_id: Set(id),
        contact_id: Set(person.contact_id),
        user_id: Set(person.user_id),
        is_lead: Set(person.is_lead),
    });
    action_team_member::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Makes these its people; what changed, if anything did.
pub(super) async fn replace(
    tx: &Tx,
    cx: &Cx,
    id: ActionTeamId,
    wanted: &[NewTeamMember],
) -> Result<Option<FieldChange>> {
    let stored = action_team_member::Entity::find()
        .filter(C::ActionTeamId.eq(id))
        .order_by_asc(C::Id)
        .all(tx)
        .await?;
    let had: Vec<NewTeamMember> = stored
        .iter()
        .map(|row| NewTeamMember {
            contact_id: row.contact_id,
            user_id: row.user_id,
            is_lead: row.is_lead,
        })
        .collect();
    if had == wanted {
        return Ok(None);
    }
    action_team_member::Entity::delete_many()
        .filter(C::ActionTeamId.eq(id))
        .exec(tx)
        .await?;
    insert(tx, cx, id, wanted).await?;
    Ok(Some(FieldChange {
        field: "members".into(),
        before: listed(&had),
        after: listed(wanted),
        is_restricted: false,
    }))
}

/// The people as the audit keeps them.
fn listed(people: &[NewTeamMember]) -> Option<String> {
    let names: Vec<String> = people
        .iter()
        .map(|person| {
            let contact = person.contact_id.map(|id| id.to_string());
            let user = person.user_id.map(|id| id.to_string());
            let name = contact.or(user).unwrap_or_default();
            if person.is_lead {
                format!("{name} leads")
            } else {
                name
            }
        })
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}
