//! Practical nurses of the college: what employers affirm of their license, who completed the program, and who hired them. Nobody
//! has a name here: completers stand under the college's own references.

use chrono::{Days, NaiveDate};
use entities::{
    affirmation::{self, AffirmationAnswer},
    completer, hire,
    ids::{CompleterId, EmployerId},
    values::Money,
};
use sea_orm::ActiveValue::Set;

use super::{Stage, found, ladder::Nursing};
use crate::{affirmations, completers, db::Tx, demo::region::employers::EMPLOYERS, error::Result, hires};

const PRACTICAL_NURSE: &str = "29-2061";
/// What employers say of the license.
const SAID: [(&str, AffirmationAnswer); 4] = [
    ("Alder Valley General Hospital", AffirmationAnswer::Required),
    ("Willow Bend Skilled Nursing", AffirmationAnswer::Required),
    ("Lantern Home Health", AffirmationAnswer::Required),
    ("Harrow Point Community Clinic", AffirmationAnswer::Preferred),
];
/// Where graduates began to work, and how many; the others are still looking, or study on.
const HIRED: [(&str, usize, i64); 4] = [
    ("Alder Valley General Hospital", 6, 2840),
    ("Willow Bend Skilled Nursing", 5, 2710),
    ("Lantern Home Health", 4, 2690),
    ("Harrow Point Community Clinic", 2, 2775),
];
/// Those who completed the program, so many days before today, and how many of them earned the license.
const COMPLETED: [(u64, usize, usize); 2] = [(330, 14, 12), (150, 12, 11)];
/// From the last day of the program to the first one at work.
const TO_WORK: Days = Days::new(40);

/// Says it, and lets them complete and be hired.
pub(super) async fn complete(tx: &Tx, stage: &Stage, nursing: &Nursing) -> Result<()> {
    for (turn, (name, answer)) in SAID.into_iter().enumerate() {
        affirm(tx, stage, nursing, (turn, name, answer)).await?;
    }
    let mut people = Vec::new();
    for (days_ago, count, licensed) in COMPLETED {
        let day = stage.today() - Days::new(days_ago);
        for place in 0..count {
            let reference = format!("PN-{}-{:02}", day.format("%y"), people.len() + 1);
            people.push((
                record(tx, stage, nursing, (reference, day, place < licensed)).await?,
                day,
            ));
        }
    }
    // Every third is left out: not everybody begins to work at once.
    let mut looking = people.into_iter().enumerate().filter(|(turn, _)| turn % 3 != 2);
    for (name, count, wage) in HIRED {
        let employer = employer(stage, name)?;
        for (_, (person, day)) in looking.by_ref().take(count) {
            hire(tx, stage, (person, employer, day + TO_WORK, wage)).await?;
        }
    }
    Ok(())
}

fn employer(stage: &Stage, name: &str) -> Result<EmployerId> {
    let place = EMPLOYERS.iter().position(|(known, ..)| *known == name);
    found(place.and_then(|place| stage.employers.get(place).copied()), name)
}

/// The person who is asked there today says what the license is worth.
async fn affirm(
    tx: &Tx,
    stage: &Stage,
    nursing: &Nursing,
    (turn, name, answer): (usize, &str, AffirmationAnswer),
) -> Result<()> {
    let place = EMPLOYERS.iter().position(|(known, ..)| *known == name);
    let Some(person) = place.and_then(|place| stage.asked(place, turn)) else {
        return Ok(());
    };
    let row = affirmation::ActiveModel {
        agency_id: Set(nursing.agency),
        employer_id: Set(employer(stage, name)?),
        contact_id: Set(person.contact),
        soc_code: Set(PRACTICAL_NURSE.to_owned()),
        credential_id: Set(Some(nursing.license)),
        program_id: Set(Some(nursing.program)),
        answer: Set(answer),
        affirmed_on: Set(stage.today()),
        ..Default::default()
    };
    let draft = affirmations::ops::Draft { row, rejected: None };
    let draft = affirmations::ops::checked(&stage.cx, draft)?;
    affirmations::ops::record_in(tx, &stage.cx, draft).await?;
    Ok(())
}

async fn record(
    tx: &Tx,
    stage: &Stage,
    nursing: &Nursing,
    (reference, day, is_licensed): (String, NaiveDate, bool),
) -> Result<CompleterId> {
    let row = completer::ActiveModel {
        agency_id: Set(nursing.agency),
        reference: Set(reference),
        program_id: Set(nursing.program),
        completed_on: Set(day),
        credential_id: Set(is_licensed.then_some(nursing.license)),
        credential_on: Set(is_licensed.then_some(day)),
        exited_on: Set(Some(day)),
        ..Default::default()
    };
    let draft = completers::ops::checked(&stage.cx, completers::ops::Draft { row }, "input")?;
    let made = completers::ops::record_in(tx, &stage.cx, draft, "input").await?;
    Ok(made.id)
}

async fn hire(
    tx: &Tx,
    stage: &Stage,
    (person, employer, day, wage): (CompleterId, EmployerId, NaiveDate, i64),
) -> Result<()> {
    let row = hire::ActiveModel {
        employer_id: Set(employer),
        soc_code: Set(PRACTICAL_NURSE.to_owned()),
        started_on: Set(day),
        hourly_wage_cents: Set(Some(Money::from_cents(wage))),
        is_in_field: Set(Some(true)),
        ..Default::default()
    };
    hires::ops::record_in(tx, &stage.cx, person, None, hires::ops::Draft { row }).await?;
    Ok(())
}
