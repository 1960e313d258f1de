//! Tokens of signed links: 26 bytes of what is said, 32 of signature, in base64 that addresses can hold.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use entities::{
    ids::{AttendeeId, ContactId, SkillGainId, UserId},
    mail_opt_out::MailKind,
    values::Secret,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::{Person, Purpose};
use crate::error::{Error, Result};

/// What is signed begins with this, so that no other signature by the same key passes for a link.
const CONTEXT: &[u8] = b"guildhall link 1";
/// Purpose, kind of mail or number of the question, id, end.
const SAID: usize = 1 + 1 + 16 + 8;

/// Letters of a token, and a few less.
pub(super) const SHORTEST: usize = 70;

/// A token for a purpose, until then.
pub(super) fn signed(key: &Secret<Vec<u8>>, purpose: Purpose, expires_at: DateTime<Utc>) -> Result<String> {
    let (what, kind, id) = match purpose {
        Purpose::Rsvp(id) => (1, 0, id.uuid()),
        Purpose::Unsubscribe(Person::Contact(id), kind) => (2, byte(kind), id.uuid()),
        Purpose::Unsubscribe(Person::User(id), kind) => (3, byte(kind), id.uuid()),
        Purpose::Attest(id, ask) => (4, ask, id.uuid()),
    };
    let mut token = vec![what, kind];
    token.extend(id.as_bytes());
    token.extend(expires_at.timestamp().to_be_bytes());
    let signature = mac(key, &token)?.finalize().into_bytes();
    token.extend(signature.as_slice());
    Ok(URL_SAFE_NO_PAD.encode(token))
}

/// What a token is for; none when it is none of ours or has ended.
pub(super) fn read(key: &Secret<Vec<u8>>, token: &str, now: DateTime<Utc>) -> Result<Option<Purpose>> {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
        return Ok(None);
    };
    let Some((said, signature)) = bytes.split_at_checked(SAID) else {
        return Ok(None);
    };
    // Compares in the same time wherever the two differ.
    if mac(key, said)?.verify_slice(signature).is_err() {
        return Ok(None);
    }
    Ok(meant(said, now))
}

fn meant(said: &[u8], now: DateTime<Utc>) -> Option<Purpose> {
    let (&[what, kind], rest) = said.split_first_chunk()?;
    let (id, end) = rest.split_first_chunk()?;
    let (end, _) = end.split_first_chunk()?;
    if i64::from_be_bytes(*end) <= now.timestamp() {
        return None;
    }
    let id = Uuid::from_bytes(*id);
    match what {
        1 => Some(Purpose::Rsvp(AttendeeId::from_uuid(id))),
        2 => {
            let person = Person::Contact(ContactId::from_uuid(id));
            Some(Purpose::Unsubscribe(person, kind_of(kind)?))
        }
        3 => {
            let person = Person::User(UserId::from_uuid(id));
            Some(Purpose::Unsubscribe(person, kind_of(kind)?))
        }
        4 => Some(Purpose::Attest(SkillGainId::from_uuid(id), kind)),
        _ => None,
    }
}

fn mac(key: &Secret<Vec<u8>>, said: &[u8]) -> Result<Hmac<Sha256>> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.expose()).map_err(|_| Error::internal("a key of no use"))?;
    mac.update(CONTEXT);
    mac.update(said);
    Ok(mac)
}

/// Never change a number: it stands in letters that were sent.
fn byte(kind: MailKind) -> u8 {
    match kind {
        MailKind::Invitation => 1,
        MailKind::Reminder => 2,
        MailKind::Digest => 3,
        MailKind::Letter => 4,
    }
}

fn kind_of(byte: u8) -> Option<MailKind> {
    match byte {
        1 => Some(MailKind::Invitation),
        2 => Some(MailKind::Reminder),
        3 => Some(MailKind::Digest),
        4 => Some(MailKind::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a time")
    }

    fn purposes() -> Vec<Purpose> {
        let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
        let (contact, user) = (ContactId::from_uuid(id), UserId::from_uuid(id));
        vec![
            Purpose::Rsvp(AttendeeId::from_uuid(id)),
            Purpose::Unsubscribe(Person::Contact(contact), MailKind::Reminder),
            Purpose::Unsubscribe(Person::User(user), MailKind::Reminder),
            Purpose::Unsubscribe(Person::User(user), MailKind::Letter),
            Purpose::Attest(SkillGainId::from_uuid(id), 1),
            Purpose::Attest(SkillGainId::from_uuid(id), 255),
        ]
    }

    #[test]
    fn a_token_says_what_was_signed_until_it_ends() {
        let key = Secret::new(vec![7; 32]);
        let mut seen = Vec::new();
        for purpose in purposes() {
            let token = signed(&key, purpose, noon() + TimeDelta::hours(1)).expect("a token");
            assert_eq!(read(&key, &token, noon()).expect("an answer"), Some(purpose));
            assert_eq!(
                read(&key, &token, noon() + TimeDelta::hours(1)).expect("an answer"),
                None
            );
            assert_eq!(
                read(&Secret::new(vec![8; 32]), &token, noon()).expect("an answer"),
                None
            );
            seen.push(token);
        }
        seen.dedup();
        assert_eq!(seen.len(), purposes().len());
    }

    #[test]
    fn a_token_with_any_bit_changed_is_none() {
        let key = Secret::new(vec![7; 32]);
        for purpose in purposes() {
            let token = signed(&key, purpose, noon() + TimeDelta::hours(1)).expect("a token");
            let bytes = URL_SAFE_NO_PAD.decode(&token).expect("base64");
            for bit in 0..bytes.len() * 8 {
                let mut changed = bytes.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                let changed = URL_SAFE_NO_PAD.encode(changed);
                assert_eq!(
                    read(&key, &changed, noon()).expect("an answer"),
                    None,
                    "bit {bit}"
                );
            }
            for length in 0..bytes.len() {
                let short = URL_SAFE_NO_PAD.encode(&bytes[..length]);
                assert_eq!(
                    read(&key, &short, noon()).expect("an answer"),
                    None,
                    "{length} bytes"
                );
            }
            let long = URL_SAFE_NO_PAD.encode([bytes.as_slice(), &[0]].concat());
            assert_eq!(read(&key, &long, noon()).expect("an answer"), None);
        }
    }
}
