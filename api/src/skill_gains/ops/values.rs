//! The values of a skill gain by themselves, and how they fit together.

use chrono::{Datelike as _, NaiveDate};
use entities::skill_gain::{self, AttestState, SkillGainType};
use sea_orm::ActiveValue::{self, Set};

use super::Draft;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME, MOST_TEXT, effective},
    completers::quarters::program_year,
    error::{Error, Result, UserErrorCode},
};

/// Earlier days are slips of the pen.
const FIRST_YEAR: i32 = 1990;
/// Cleans the values and sets those that follow from them.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required(
        "input.participantReference",
        &mut row.participant_reference,
        MOST_NAME,
    );
    checks.optional("input.shownAs", &mut row.shown_as, MOST_NAME);
    checks.optional("input.milestone", &mut row.milestone, MOST_LINE);
    checks.optional("input.evidence", &mut row.evidence, MOST_TEXT);
    for (path, day) in [
        ("input.agreedOn", &row.agreed_on),
        ("input.achievedOn", &row.achieved_on),
    ] {
        if let Set(Some(day)) = day {
            checks.note(not_ahead(cx, path, *day));
        }
    }
    checks.done()?;
    checks::fold_beside(&row.participant_reference, &mut row.participant_search);
    if let Set(day) = row.achieved_on {
        row.program_year = Set(day.map(program_year));
    }
    Ok(draft)
}

/// A day from 1990 on that has begun somewhere.
///
/// # Errors
/// `INVALID` at `path`.
pub(crate) fn not_ahead(cx: &Cx, path: &str, day: NaiveDate) -> Result<()> {
    if day.year() >= FIRST_YEAR && day <= cx.app.clock.latest_day() {
        return Ok(());
    }
    let message = format!("Write a day from {FIRST_YEAR} to today.");
    Err(Error::invalid(path, message))
}

/// The values as they will stand fit together.
pub(super) fn fit(before: Option<&skill_gain::Model>, row: &skill_gain::ActiveModel) -> Result<()> {
    let stored = |column: fn(&skill_gain::Model) -> Option<NaiveDate>| before.and_then(column);
    let kind = match row.gain_type {
        Set(kind) => Some(kind),
        _ => before.map(|before| before.gain_type),
    };
    let milestone = effective(&row.milestone, before.and_then(|before| before.milestone.clone()));
    let agreed_on = effective(&row.agreed_on, stored(|before| before.agreed_on));
    let achieved_on = effective(&row.achieved_on, stored(|before| before.achieved_on));
    let mut checks = Checks::new();
    match (kind == Some(SkillGainType::Milestone), milestone.is_some()) {
        (true, false) => {
            let message = "Say what the milestone is.";
            checks.fail(UserErrorCode::Required, "input.milestone", message);
        }
        (false, true) => {
            let message = "Only a gain of the type MILESTONE has a milestone.";
            checks.fail(UserErrorCode::Invalid, "input.milestone", message);
        }
        (false, false) if achieved_on.is_none() => {
            let message = "Only a milestone can be open; say when this was achieved.";
            checks.fail(UserErrorCode::Required, "input.achievedOn", message);
        }
        _ => {}
    }
    if let (Some(agreed), Some(achieved)) = (agreed_on, achieved_on)
        && agreed > achieved
    {
        let message = "A milestone is agreed on before it is achieved.";
        checks.fail(UserErrorCode::Invalid, "input.agreedOn", message);
    }
    checks.done()
}

/// What an employer attested is not changed behind the employer's back.
pub(super) fn unattested(before: &skill_gain::Model, row: &skill_gain::ActiveModel) -> Result<()> {
    let is_changed = asks_else(before, row) || differs(&row.achieved_on, &before.achieved_on);
    if before.attest_state == AttestState::Attested && is_changed {
        let message = "The employer attested this as it stands; only its evidence and the day of the agreement can change.";
        return Err(Error::state("id", message));
    }
    let evidence = match &row.evidence {
        Set(evidence) => evidence,
        _ => &before.evidence,
    };
    if before.attest_state == AttestState::Declined
        && matches!(row.achieved_on, Set(Some(_)))
        && evidence.is_none()
    {
        let message = "The employer said that it is not reached yet: say what else shows it.";
        return Err(Error::user(UserErrorCode::Required, "input.evidence", message));
    }
    Ok(())
}

/// Whether a change makes it another question, or one to somebody else.
pub(super) fn asks_else(before: &skill_gain::Model, row: &skill_gain::ActiveModel) -> bool {
    differs(&row.participant_reference, &before.participant_reference)
        || differs(&row.shown_as, &before.shown_as)
        || differs(&row.program_id, &before.program_id)
        || differs(&row.gain_type, &before.gain_type)
        || differs(&row.milestone, &before.milestone)
        || differs(&row.employer_id, &before.employer_id)
        || differs(&row.contact_id, &before.contact_id)
}

fn differs<T: PartialEq + Into<sea_orm::Value>>(value: &ActiveValue<T>, stored: &T) -> bool {
    matches!(value, Set(value) if value != stored)
}
