//! What a signed link of an attestation shows. It needs no policy: its holder got the letter.

use entities::{
    agency, contact, program,
    skill_gain::{self, AttestState},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    app::Cx,
    contacts,
    error::Result,
    links::{self, Purpose},
    skill_gains,
};

/// A question with what it shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The gain.
    pub gain: skill_gain::Model,
    /// The program's name.
    pub program: String,
    /// The name of the agency that asks.
    pub agency: String,
}

impl Shown {
    /// Why it cannot be answered (any more); none when it can.
    pub fn closed(&self) -> Option<&'static str> {
        match self.gain.attest_state {
            AttestState::Attested | AttestState::Declined => Some("This was answered already."),
            AttestState::NotAsked | AttestState::Asked if self.gain.achieved_on.is_some() => {
                Some("The milestone was recorded in the meantime: there is nothing left to answer.")
            }
            AttestState::NotAsked | AttestState::Asked => None,
        }
    }
}

/// The question of a token; none when the token is none, or was replaced by another one, or the gain or who was asked is not
/// here any more.
///
/// # Errors
/// Database errors.
pub async fn by_token(cx: &Cx, conn: &impl ConnectionTrait, token: &str) -> Result<Option<Shown>> {
    let Some(Purpose::Attest(id, ask)) = links::read(cx, conn, token).await? else {
        return Ok(None);
    };
    let gain = skill_gains::reads::of_link(conn, id).await?;
    let is_meant = |gain: &skill_gain::Model| {
        gain.attest_state != AttestState::NotAsked && skill_gains::ops::number(gain) == ask
    };
    let Some(gain) = gain.filter(is_meant) else {
        return Ok(None);
    };
    if !is_here(cx, conn, &gain).await? {
        return Ok(None);
    }
    let program = program::Entity::find_by_id(gain.program_id).one(conn).await?;
    let agency = agency::Entity::find_by_id(gain.agency_id).one(conn).await?;
    Ok(Some(Shown {
        program: program.map(|row| row.name).unwrap_or_default(),
        agency: agency.map(|row| row.name).unwrap_or_default(),
        gain,
    }))
}

/// Whether the person who was asked is not in the trash, and still works for the employer.
async fn is_here(cx: &Cx, conn: &impl ConnectionTrait, gain: &skill_gain::Model) -> Result<bool> {
    let (Some(id), Some(employer)) = (gain.contact_id, gain.employer_id) else {
        return Ok(false);
    };
    let row = contact::Entity::find_by_id(id).one(conn).await?;
    if row.is_none_or(|row| row.trashed_at.is_some()) {
        return Ok(false);
    }
    contacts::reads::is_at(&links::holder(cx), conn, id, employer).await
}
