//! The rules of measurable skill gains.

mod ask;
mod letters;
mod references;
mod values;

use entities::{
    ids::SkillGainId,
    skill_gain::{self, AttestState},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

pub use ask::ask;
pub(crate) use ask::number;
pub(crate) use letters::{never_left, still_asks};
pub use values::checked;
pub(crate) use values::not_ahead;

record!(skill_gain, SkillGain, SkillGainId, |_row| None, restricted: [
    ParticipantReference, ShownAs, ProgramId, GainType, Milestone, AgreedOn, AchievedOn, ProgramYear, Evidence, EmployerId,
    ContactId, AttestedByName, AttestNote
]);

/// What is set on a gain: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived ones (`participant_search`, `program_year`) and those of the attestation are set here, not by the
    /// caller.
    pub row: skill_gain::ActiveModel,
}

/// Records a gain, or a milestone that is still open, of a participant whom the actor's agency serves.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG`, `PERSONAL_DATA` for values; `NOT_FOUND` for a record it names that is not
/// there.
pub async fn record(cx: &Cx, mut draft: Draft) -> Result<skill_gain::Model> {
    // Without a person who acts there is no agency whose participant it is.
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    cx.may_for(Action::SkillGainRecord, user.agency_id)?;
    draft.row.agency_id = Set(user.agency_id);
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

async fn record_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<skill_gain::Model> {
    let mut row = draft.row;
    for (path, is_missing) in [
        (
            "input.participantReference",
            row.participant_reference.is_not_set(),
        ),
        ("input.programId", row.program_id.is_not_set()),
        ("input.gainType", row.gain_type.is_not_set()),
    ] {
        if is_missing {
            let message = "This must not be empty.";
            return Err(Error::user(UserErrorCode::Required, path, message));
        }
    }
    values::fit(None, &row)?;
    references::check(tx, cx, None, &row).await?;
    row.attest_state = Set(AttestState::NotAsked);
    row.ask_number = Set(0);
    record::insert::<skill_gain::Entity>(tx, cx, row).await
}

/// Changes a gain. What an employer attested stays as it was attested: only evidence can be added to it. A change of what is
/// asked, or of who is, ends the link of the letter, which is withdrawn if it has not left; so it is when the milestone is achieved.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, or for what was attested; those of [`record()`].
pub async fn update(
    cx: &Cx,
    id: SkillGainId,
    version: i32,
    draft: Draft,
) -> Result<Updated<skill_gain::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        live(&before)?;
        values::unattested(&before, &draft.row)?;
        values::fit(Some(&before), &draft.row)?;
        references::check(tx, cx, Some(&before), &draft.row).await?;
        let mut row = draft.row;
        if before.attest_state == AttestState::Asked {
            let asks_else = values::asks_else(&before, &row);
            let is_moot = asks_else || matches!(row.achieved_on, Set(Some(_)));
            let never_left = is_moot && letters::withdraw(tx, cx, id).await?;
            if asks_else || never_left {
                row.attest_state = Set(AttestState::NotAsked);
            }
        }
        record::update::<skill_gain::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Puts a gain into the trash: it counts no more, its link works no more, and a letter that has not left is withdrawn.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: SkillGainId, version: i32) -> Result<skill_gain::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a gain out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: SkillGainId, version: i32) -> Result<skill_gain::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: SkillGainId, version: i32, trashed: bool) -> Result<skill_gain::Model> {
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        if before.trashed_at.is_some() == trashed {
            let message = if trashed {
                "This skill gain is in the trash already."
            } else {
                "This skill gain is not in the trash."
            };
            return Err(Error::state("id", message));
        }
        let mut row = skill_gain::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        if trashed && before.attest_state == AttestState::Asked && letters::withdraw(tx, cx, id).await? {
            row.attest_state = Set(AttestState::NotAsked);
        }
        let updated = record::update::<skill_gain::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// The gain as stored, when the actor may change it; nobody else changes it until the transaction ends.
async fn manageable(tx: &Tx, cx: &Cx, id: SkillGainId) -> Result<skill_gain::Model> {
    let before = reads::locked(cx, tx, id).await?;
    cx.may_for(Action::SkillGainRecord, before.agency_id)?;
    Ok(before)
}

fn live(row: &skill_gain::Model) -> Result<()> {
    if row.trashed_at.is_none() {
        return Ok(());
    }
    let message = "This skill gain is in the trash; restore it first.";
    Err(Error::state("id", message))
}
