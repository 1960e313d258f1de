//! The people on a list as letters address them.

use std::collections::HashMap;

use entities::{
    attendee, contact,
    contact_point::{self, ContactPointKind},
    ids::{AttendeeId, ContactId, EmployerId, UserId},
    user_account,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{db::Tx, error::Result, links::Person, mail::Recipient};

/// Who letters about meetings go to, and whom they come from.
pub(crate) struct People {
    contacts: HashMap<ContactId, contact::Model>,
    addresses: HashMap<ContactId, String>,
    users: HashMap<UserId, user_account::Model>,
}

impl People {
    /// Reads those on a list and some users besides, in three statements.
    pub(super) async fn read(tx: &Tx, list: &[attendee::Model], others: &[UserId]) -> Result<Self> {
        let contacts = list.iter().filter_map(|one| one.contact_id).collect();
        let users = list.iter().filter_map(|one| one.user_id);
        Self::of(tx, contacts, users.chain(others.iter().copied()).collect()).await
    }

    /// Reads some contacts and users, in three statements.
    pub(crate) async fn of(
        conn: &impl ConnectionTrait,
        ids: Vec<ContactId>,
        user_ids: Vec<UserId>,
    ) -> Result<Self> {
        let (mut contacts, mut addresses) = (HashMap::new(), HashMap::new());
        if !ids.is_empty() {
            let rows = contact::Entity::find()
                .filter(contact::Column::Id.is_in(ids.iter().copied()))
                .all(conn)
                .await?;
            contacts.extend(rows.into_iter().map(|row| (row.id, row)));
            let points = contact_point::Entity::find()
                .filter(contact_point::Column::ContactId.is_in(ids))
                .filter(contact_point::Column::Kind.eq(ContactPointKind::Email))
                .order_by_asc(contact_point::Column::Position)
                .all(conn)
                .await?;
            for point in points {
                addresses.entry(point.contact_id).or_insert(point.value);
            }
        }
        let mut users = HashMap::new();
        if !user_ids.is_empty() {
            let rows = user_account::Entity::find()
                .filter(user_account::Column::Id.is_in(user_ids))
                .all(conn)
                .await?;
            users.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        Ok(Self {
            contacts,
            addresses,
            users,
        })
    }

    /// A user's name and address.
    pub(crate) fn user(&self, id: UserId) -> Option<&user_account::Model> {
        self.users.get(&id)
    }

    /// Who a letter to somebody on the list goes to; else why to nobody.
    pub(crate) fn recipient(&self, one: &attendee::Model) -> Result<Recipient, &'static str> {
        self.to(one.contact_id, one.user_id, one.employer_id)
    }

    /// Who a letter to this contact or user goes to; else why to nobody.
    pub(crate) fn to(
        &self,
        contact: Option<ContactId>,
        user: Option<UserId>,
        employer_id: Option<EmployerId>,
    ) -> Result<Recipient, &'static str> {
        let person = Person::of(contact, user).ok_or("NO_ADDRESS")?;
        let mut to = self.reached(person)?;
        if to.contact_id.is_some() {
            to.employer_id = employer_id;
        }
        Ok(to)
    }

    /// Who a letter to a person goes to; else why to nobody.
    pub(super) fn reached(&self, person: Person) -> Result<Recipient, &'static str> {
        match person {
            Person::User(id) => {
                let user = self.users.get(&id).ok_or("NO_ACCESS")?;
                if user.disabled_at.is_some() {
                    return Err("NO_ACCESS");
                }
                Ok(Recipient {
                    address: user.email.clone(),
                    name: Some(user.name.clone()),
                    user_id: Some(user.id),
                    ..Recipient::default()
                })
            }
            Person::Contact(id) => {
                let contact = self.contacts.get(&id).ok_or("NO_ADDRESS")?;
                if contact.trashed_at.is_some() {
                    return Err("NO_ACCESS");
                }
                if contact.do_not_contact {
                    return Err("DO_NOT_CONTACT");
                }
                let address = self.addresses.get(&id).ok_or("NO_ADDRESS")?;
                Ok(Recipient {
                    address: address.clone(),
                    name: Some(contact.name.clone()),
                    contact_id: Some(contact.id),
                    ..Recipient::default()
                })
            }
        }
    }
}

/// Who a letter to a person goes to; else why to nobody.
///
/// # Errors
/// Database errors.
pub async fn recipient(tx: &Tx, person: Person) -> Result<Result<Recipient, &'static str>> {
    let (contacts, users) = Person::apart(&[person]);
    let people = People::of(tx, contacts, users).await?;
    Ok(people.reached(person))
}

/// The people on the lists, by attendee.
pub(super) fn by_id(list: &[attendee::Model]) -> HashMap<AttendeeId, &attendee::Model> {
    list.iter().map(|one| (one.id, one)).collect()
}
