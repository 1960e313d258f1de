//! Who letters go to, and whom they come from.

use std::collections::HashSet;

use entities::{
    agency, attendee,
    ids::{ContactId, UserId},
    letter_draft,
    mail_opt_out::MailKind,
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{app::Cx, db::Tx, error::Result, links::Person, mail::Recipient, opt_outs, reminders::People};

/// Why there is no letter for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Asked not to be contacted.
    DoNotContact,
    /// Does without letters.
    OptedOut,
    /// Has no address, or nobody is named.
    NoAddress,
    /// Cannot sign in any more.
    NoAccess,
    /// Nothing stands in the way now.
    Reachable,
}

impl Reason {
    /// What whoever wants to send a letter is told.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::DoNotContact => "This person asked not to be contacted.",
            Self::OptedOut => "This person does without letters.",
            Self::NoAddress => "This person has no e-mail address.",
            Self::NoAccess => "The access of this person has ended.",
            Self::Reachable => "Nothing stands in the way.",
        }
    }
}

/// Some people as letters address them, and those of them who do without letters.
pub struct Desk {
    people: People,
    out: HashSet<(Person, MailKind)>,
}

impl Desk {
    /// Reads it, in four statements.
    ///
    /// # Errors
    /// Database errors.
    pub async fn open(
        conn: &impl ConnectionTrait,
        contacts: Vec<ContactId>,
        users: Vec<UserId>,
    ) -> Result<Self> {
        let people = contacts.iter().copied().map(Person::Contact);
        let people = people.chain(users.iter().copied().map(Person::User));
        let asked: Vec<_> = people.map(|person| (person, MailKind::Letter)).collect();
        Ok(Self {
            out: opt_outs::reads::who_is_out(conn, &asked).await?,
            people: People::of(conn, contacts, users).await?,
        })
    }

    /// Reads it for those on a list and some users besides.
    ///
    /// # Errors
    /// Database errors.
    pub async fn of_list(
        conn: &impl ConnectionTrait,
        list: &[attendee::Model],
        others: &[UserId],
    ) -> Result<Self> {
        let contacts = list.iter().filter_map(|one| one.contact_id).collect();
        let users = list.iter().filter_map(|one| one.user_id);
        Self::open(conn, contacts, users.chain(others.iter().copied()).collect()).await
    }

    /// Who a letter to somebody on a list goes to; else why there is none.
    ///
    /// # Errors
    /// The reason.
    pub fn attendee(&self, one: &attendee::Model) -> Result<Recipient, Reason> {
        self.checked(self.people.recipient(one))
    }

    /// Who a draft goes to; else why it cannot leave.
    pub(super) fn recipient(&self, draft: &letter_draft::Model) -> Result<Recipient, Reason> {
        let to = self.people.to(draft.contact_id, draft.user_id, draft.employer_id);
        self.checked(to)
    }

    /// Who a letter to a contact goes to; else why there is none.
    pub(super) fn contact(&self, id: ContactId) -> Result<Recipient, Reason> {
        self.checked(self.people.to(Some(id), None, None))
    }

    /// The address of whoever it is written in the name of, when answers reach it.
    pub(super) fn sender(&self, contact: Option<ContactId>, user: Option<UserId>) -> Option<String> {
        match contact {
            Some(id) => Some(self.people.to(Some(id), None, None).ok()?.address),
            None => Some(self.user(user?)?.1),
        }
    }

    /// The name and the address of a user whose access has not ended.
    pub(super) fn user(&self, id: UserId) -> Option<(String, String)> {
        let user = self.people.user(id).filter(|user| user.disabled_at.is_none())?;
        Some((user.name.clone(), user.email.clone()))
    }

    /// How a user signs: name, and agency.
    pub(super) async fn signature(&self, tx: &Tx, id: UserId) -> Result<Vec<String>> {
        let Some(user) = self.people.user(id) else {
            return Ok(Vec::new());
        };
        let agency = agency::Entity::find_by_id(user.agency_id).one(tx).await?;
        let agency = agency.map(|agency| agency.name);
        Ok([Some(user.name.clone()), agency].into_iter().flatten().collect())
    }

    fn checked(&self, to: Result<Recipient, &'static str>) -> Result<Recipient, Reason> {
        let to = to.map_err(|reason| match reason {
            "DO_NOT_CONTACT" => Reason::DoNotContact,
            "NO_ACCESS" => Reason::NoAccess,
            _ => Reason::NoAddress,
        })?;
        let contact = to.contact_id.map(Person::Contact);
        let person = contact.or(to.user_id.map(Person::User));
        let is_out = person.is_some_and(|person| self.out.contains(&(person, MailKind::Letter)));
        if is_out { Err(Reason::OptedOut) } else { Ok(to) }
    }
}

/// The user who acts, when it is one.
pub(super) fn acting(cx: &Cx) -> Option<UserId> {
    cx.actor.user().map(|user| user.id)
}
