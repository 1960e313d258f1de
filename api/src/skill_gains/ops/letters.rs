//! The letters that ask for attestations, while they wait: what they say can change before they leave.

use entities::{
    ids::{MailId, SkillGainId},
    outbox_message::{self, Column as M, MailState},
    skill_gain::{self, AttestState},
    subject_type::SubjectType,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    app::Cx,
    contacts,
    db::Tx,
    error::Result,
    links::{self, Person},
    mail, record, reminders,
    skill_gains::reads,
};

/// Withdraws the letters about a gain that wait; whether the last of them was never tried, so that nobody was asked.
pub(super) async fn withdraw(tx: &Tx, cx: &Cx, id: SkillGainId) -> Result<bool> {
    let waiting = outbox_message::Entity::find()
        .filter(M::SubjectType.eq(SubjectType::SkillGain))
        .filter(M::SubjectId.eq(id.uuid()))
        .filter(M::State.eq(MailState::Queued))
        .all(tx)
        .await?;
    let ids: Vec<MailId> = waiting.iter().map(|letter| letter.id).collect();
    let gone = mail::withdraw(tx, cx, &ids).await?;
    let last = waiting.iter().max_by_key(|letter| letter.id);
    Ok(last.is_some_and(|letter| letter.attempts == 0 && gone.contains(&letter.id)))
}

/// Whether a letter about a gain, which is about to leave, still asks what it says, and whom: the gain is open and asked for by no
/// later letter, and the person is at the employer and has this address.
///
/// # Errors
/// Database errors.
pub(crate) async fn still_asks(tx: &Tx, cx: &Cx, letter: &outbox_message::Model) -> Result<bool> {
    let Some(gain) = reads::of_link(tx, SkillGainId::from_uuid(letter.subject_id)).await? else {
        return Ok(false);
    };
    let (Some(employer), Some(contact)) = (gain.employer_id, gain.contact_id) else {
        return Ok(false);
    };
    let is_meant = gain.attest_state == AttestState::Asked
        && gain.achieved_on.is_none()
        && letter.contact_id == Some(contact)
        && gain.asked_at.is_some_and(|at| at <= letter.created_at);
    let to = reminders::recipient(tx, Person::Contact(contact)).await?;
    let is_addressed = to.is_ok_and(|to| to.address == letter.to_address);
    Ok(is_meant && is_addressed && contacts::reads::is_at(&links::holder(cx), tx, contact, employer).await?)
}

/// Takes note that the letter about a gain never left: nobody was asked.
///
/// # Errors
/// Database errors.
pub(crate) async fn never_left(tx: &Tx, cx: &Cx, letter: &outbox_message::Model) -> Result<()> {
    let gain = skill_gain::Entity::find_by_id(SkillGainId::from_uuid(letter.subject_id));
    let Some(gain) = gain.one(tx).await? else {
        return Ok(());
    };
    let is_last = gain.asked_at.is_some_and(|at| at <= letter.created_at);
    if gain.attest_state != AttestState::Asked || !is_last {
        return Ok(());
    }
    record::update::<skill_gain::Entity>(tx, cx, &gain, None, not_asked())
        .await
        .map(|_| ())
}

/// The columns of a gain that nobody was asked about.
pub(super) fn not_asked() -> skill_gain::ActiveModel {
    skill_gain::ActiveModel {
        attest_state: Set(AttestState::NotAsked),
        ..Default::default()
    }
}
