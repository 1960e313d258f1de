//! Attesting a milestone by its link.

use chrono::NaiveDate;
use entities::{
    skill_gain::{self, AttestState},
    skill_gain_answer,
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::reads::{self, Shown};
use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME},
    completers::quarters::program_year,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    links, record,
    skill_gains::ops::not_ahead,
    text,
};

/// Longest note of who answers.
pub const MOST_NOTE: usize = 2_000;

/// What the holder of a link answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whether the milestone was reached to satisfaction.
    pub is_reached: bool,
    /// The name of who answers, as typed.
    pub name: String,
    /// The day it was reached; today when none.
    pub achieved_on: Option<NaiveDate>,
    /// A note.
    pub note: Option<String>,
}

/// Notes what the holder of a link answered. It is answered once.
///
/// # Errors
/// `NOT_FOUND` at `token` when the link is none (any more); `STATE` when it was answered, or the milestone was recorded in the
/// meantime; `REQUIRED`, `TOO_LONG`, `INVALID`, `PERSONAL_DATA` for values.
pub async fn answer(cx: &Cx, token: &str, answer: Answer) -> Result<Shown> {
    let cx = &links::holder(cx);
    db::write(cx, async |tx| {
        let found = reads::by_token(cx, tx, token).await?;
        let shown = found.ok_or_else(links::no_link)?;
        if let Some(message) = shown.closed() {
            return Err(Error::state("token", message));
        }
        let row = answered(cx, &shown.gain, &answer)?;
        let updated = record::update::<skill_gain::Entity>(tx, cx, &shown.gain, None, row).await?;
        keep(tx, &updated.row).await?;
        Ok(Shown {
            gain: updated.row,
            ..shown
        })
    })
    .await
}

/// Keeps an answer beside the gain: asking anew forgets none.
async fn keep(tx: &Tx, gain: &skill_gain::Model) -> Result<()> {
    let (Some(answered_at), Some(name)) = (gain.attested_at, &gain.attested_by_name) else {
        return Ok(());
    };
    let row = skill_gain_answer::ActiveModel {
        skill_gain_id: Set(gain.id),
        ask_number: Set(gain.ask_number),
        is_reached: Set(gain.attest_state == AttestState::Attested),
        contact_id: Set(gain.contact_id),
        asked_at: Set(gain.asked_at),
        answered_at: Set(answered_at),
        answered_by_name: Set(name.clone()),
        note: Set(gain.attest_note.clone()),
    };
    skill_gain_answer::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The columns that an answer sets.
fn answered(cx: &Cx, gain: &skill_gain::Model, answer: &Answer) -> Result<skill_gain::ActiveModel> {
    let mut checks = Checks::new();
    let name = checks.note(text::required("input.name", &answer.name, MOST_NAME));
    let note = checks.note(text::optional("input.note", answer.note.as_deref(), MOST_NOTE));
    let day = answer.achieved_on.unwrap_or_else(|| cx.app.clock.today());
    if answer.is_reached {
        checks.note(not_ahead(cx, "input.achievedOn", day));
        if gain.agreed_on.is_some_and(|agreed| day < agreed) {
            let message = "The milestone was agreed on after that day.";
            checks.fail(UserErrorCode::Invalid, "input.achievedOn", message);
        }
    }
    checks.done()?;
    let mut row = skill_gain::ActiveModel {
        attest_state: Set(AttestState::Declined),
        attested_at: Set(Some(cx.app.clock.now())),
        attested_by_name: Set(name),
        attest_note: Set(note.flatten()),
        ..Default::default()
    };
    if answer.is_reached {
        row.attest_state = Set(AttestState::Attested);
        row.achieved_on = Set(Some(day));
        row.program_year = Set(Some(program_year(day)));
    }
    Ok(row)
}
