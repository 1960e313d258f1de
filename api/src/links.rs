//! Signed links: an address in a letter that lets its holder do one thing, without signing in.
//!
//! - **Token**: what the link is for, whom it names and until when it works, with an HMAC-SHA256 over the three. Nothing of it
//!   is stored, and nothing in it is a secret but the signature.
//! - **Key**: 256 random bits in the database ([`key`]), made when Guildhall first starts. Whoever copies the database to
//!   another machine takes the links along; deleting the row ends every link there is.
//! - A link that was tampered with, has ended or was signed with another key is no link: nobody is told which of the three.
//! - Links begin with the configured base address, whatever host a request named.
//!
//! Opening a link changes nothing, because mail scanners open them; what a form on its page sends does.

mod key;
mod token;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    ids::{AttendeeId, ContactId, SkillGainId, UserId},
    mail_opt_out::MailKind,
};
use sea_orm::ConnectionTrait;

use crate::{
    actor::Actor,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
};

pub use key::Key;

/// An invitation can be looked at so long after its meeting.
const AFTER_THE_MEETING: TimeDelta = TimeDelta::days(90);
/// A link to attest a skill gain works so long.
pub const ATTEST: TimeDelta = TimeDelta::days(60);
/// A link to unsubscribe works so long: longer than anybody keeps wondering.
const UNSUBSCRIBE: TimeDelta = TimeDelta::days(3 * 365);

/// A person to whom letters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// A contact.
    Contact(ContactId),
    /// A user.
    User(UserId),
}

impl Person {
    /// The person of a row that names a contact or a user; none when it names neither.
    pub fn of(contact: Option<ContactId>, user: Option<UserId>) -> Option<Self> {
        contact.map(Self::Contact).or(user.map(Self::User))
    }

    /// The ids for the columns of a contact and of a user: one of them is set.
    pub fn ids(self) -> (Option<ContactId>, Option<UserId>) {
        match self {
            Self::Contact(id) => (Some(id), None),
            Self::User(id) => (None, Some(id)),
        }
    }

    /// The contacts and the users among some people.
    pub fn apart(people: &[Self]) -> (Vec<ContactId>, Vec<UserId>) {
        let (mut contacts, mut users) = (Vec::new(), Vec::new());
        for person in people {
            match person {
                Self::Contact(id) => contacts.push(*id),
                Self::User(id) => users.push(*id),
            }
        }
        (contacts, users)
    }
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Answering an invitation as this attendee.
    Rsvp(AttendeeId),
    /// Doing without a kind of mail.
    Unsubscribe(Person, MailKind),
    /// Attesting this skill gain, asked for the so-manieth time (counted to 255, then from 0): a link works until the next one.
    Attest(SkillGainId, u8),
}

/// The address at which an attendee answers the invitation to a meeting that ends then.
///
/// # Errors
/// Database errors.
pub async fn rsvp_url(tx: &Tx, cx: &Cx, attendee: AttendeeId, ends_at: DateTime<Utc>) -> Result<String> {
    let token = sign(tx, cx, Purpose::Rsvp(attendee), ends_at + AFTER_THE_MEETING).await?;
    Ok(format!("{}/rsvp/{token}", cx.app.config.site()))
}

/// The address at which a skill gain is attested, asked for the so-manieth time, until then.
///
/// # Errors
/// Database errors.
pub async fn attest_url(
    tx: &Tx,
    cx: &Cx,
    (gain, ask): (SkillGainId, u8),
    until: DateTime<Utc>,
) -> Result<String> {
    let token = sign(tx, cx, Purpose::Attest(gain, ask), until).await?;
    Ok(format!("{}/attest/{token}", cx.app.config.site()))
}

/// The address at which a person says that a kind of mail is not wanted.
///
/// # Errors
/// Database errors.
pub async fn unsubscribe_url(tx: &Tx, cx: &Cx, person: Person, kind: MailKind) -> Result<String> {
    let until = cx.app.clock.now() + UNSUBSCRIBE;
    let token = sign(tx, cx, Purpose::Unsubscribe(person, kind), until).await?;
    Ok(format!("{}/u/{token}", cx.app.config.site()))
}

/// Makes the key when there is none yet, and reads it, so that no letter waits for it.
///
/// # Errors
/// Database errors.
pub async fn prepare(cx: &Cx) -> Result<()> {
    if key::known(cx, cx.app.db.read()).await?.is_none() {
        db::write(cx, async |tx| key::made(tx, cx).await).await?;
        key::known(cx, cx.app.db.read()).await?;
    }
    Ok(())
}

/// A token for this purpose that works until then.
///
/// # Errors
/// Database errors.
pub async fn sign(tx: &Tx, cx: &Cx, purpose: Purpose, expires_at: DateTime<Utc>) -> Result<String> {
    let key = key::made(tx, cx).await?;
    token::signed(&key, purpose, expires_at)
}

/// What a token is for; none when it is none of ours or has ended.
///
/// # Errors
/// Database errors.
pub async fn read(cx: &Cx, conn: &impl ConnectionTrait, token: &str) -> Result<Option<Purpose>> {
    let Some(key) = key::known(cx, conn).await? else {
        return Ok(None);
    };
    token::read(&key, token, cx.app.clock.now())
}

/// A text with the tokens of links in it left out: who reads a letter of somebody else must not act by its links.
pub fn without_tokens(text: &str) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    let next = |rest: &str| {
        let places = ["/rsvp/", "/attest/", "/u/"].into_iter();
        places
            .filter_map(|path| rest.find(path).map(|place| place + path.len()))
            .min()
    };
    while let Some(end) = next(rest) {
        let (before, after) = rest.split_at(end);
        let is_end = |letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
        let (word, after) = after.split_at(after.find(is_end).unwrap_or(after.len()));
        shown.push_str(before);
        shown.push_str(if word.len() < token::SHORTEST { word } else { "…" });
        rest = after;
    }
    shown + rest
}

/// What the holder of a link acts as: Guildhall itself, for one thing alone. The request stays the same.
pub fn holder(cx: &Cx) -> Cx {
    Cx {
        actor: std::sync::Arc::new(Actor::system("a signed link of a letter")),
        ..cx.clone()
    }
}

/// What is answered to a token that is none.
pub fn no_link() -> Error {
    let message = "This link does not work (any more).";
    Error::user(UserErrorCode::NotFound, "token", message)
}
