//! Asking a person at an employer to attest a milestone, by a letter with a signed link.

use entities::{
    agency, employer,
    ids::{ContactId, EmployerId, SkillGainId},
    mail_opt_out::MailKind,
    program,
    skill_gain::{self, AttestState, SkillGainType},
    subject_type::SubjectType,
    user_account,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{letters, live, manageable};
use crate::{
    app::Cx,
    contacts,
    db::{self, Tx},
    error::{Error, Result},
    links::{self, Person},
    mail::{self, AttestRequest, Letter, Outgoing, Recipient},
    opt_outs, record, reminders,
};

/// The numbers of questions that a link tells apart.
const NUMBERS: i32 = 256;

/// Queues the letter that asks for an attestation, with a link that works 60 days; the link of a letter before works no more, and
/// the letter is withdrawn if it has not left. What was answered before stays among the answers.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, is no open milestone, names nobody to ask or nothing
/// to show of the participant, or when the person is not at the employer or cannot be written to.
pub async fn ask(cx: &Cx, id: SkillGainId, version: i32) -> Result<skill_gain::Model> {
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        live(&before)?;
        if version != before.version {
            return Err(record::conflict());
        }
        let (employer, contact) = askable(&before)?;
        let to = recipient(tx, cx, employer, contact).await?;
        let row = skill_gain::ActiveModel {
            attest_state: Set(AttestState::Asked),
            ask_number: Set(before.ask_number + 1),
            asked_at: Set(Some(cx.app.clock.now())),
            attested_at: Set(None),
            attested_by_name: Set(None),
            attest_note: Set(None),
            ..Default::default()
        };
        letters::withdraw(tx, cx, id).await?;
        let updated = record::update::<skill_gain::Entity>(tx, cx, &before, Some(version), row).await?;
        let letter = letter(tx, cx, &updated.row, to).await?;
        mail::enqueue(tx, cx, letter).await?;
        Ok(updated.row)
    })
    .await
}

/// The number of the last question, as links hold it.
pub(crate) fn number(row: &skill_gain::Model) -> u8 {
    u8::try_from(row.ask_number.rem_euclid(NUMBERS)).unwrap_or_default()
}

/// Who is to be asked.
fn askable(row: &skill_gain::Model) -> Result<(EmployerId, ContactId)> {
    let problem = if row.gain_type != SkillGainType::Milestone {
        "Employers attest milestones alone."
    } else if row.attest_state == AttestState::Attested {
        "The employer has attested this."
    } else if row.achieved_on.is_some() {
        "This milestone is achieved already: there is nothing left to attest."
    } else if row.shown_as.is_none() {
        "Say first how the employer knows the participant, such as by initials (`shownAs`)."
    } else {
        match (row.employer_id, row.contact_id) {
            (Some(employer), Some(contact)) => return Ok((employer, contact)),
            _ => "Name first the employer and the person there who is asked.",
        }
    };
    Err(Error::state("id", problem))
}

/// The person, who is at the employer today and can be written to.
async fn recipient(tx: &Tx, cx: &Cx, employer: EmployerId, contact: ContactId) -> Result<Recipient> {
    if !contacts::reads::is_at(cx, tx, contact, employer).await? {
        let message = "This person is not at this employer today.";
        return Err(Error::state("id", message));
    }
    let person = Person::Contact(contact);
    if opt_outs::reads::is_out(tx, person, MailKind::Letter).await? {
        return Err(Error::state("id", "This person does without letters."));
    }
    let to = reminders::recipient(tx, person).await?.map_err(|reason| {
        let message = match reason {
            "DO_NOT_CONTACT" => "This person asked not to be contacted.",
            "NO_ACCESS" => "This person is in the trash.",
            _ => "This person has no e-mail address.",
        };
        Error::state("id", message)
    })?;
    Ok(Recipient {
        employer_id: Some(employer),
        ..to
    })
}

async fn letter(tx: &Tx, cx: &Cx, row: &skill_gain::Model, to: Recipient) -> Result<Outgoing> {
    let until = cx.app.clock.now() + links::ATTEST;
    let asker = match cx.actor.user() {
        Some(user) => user_account::Entity::find_by_id(user.id).one(tx).await?,
        None => None,
    };
    let agency = agency::Entity::find_by_id(row.agency_id).one(tx).await?;
    let program = program::Entity::find_by_id(row.program_id).one(tx).await?;
    let employer = match row.employer_id {
        Some(id) => employer::Entity::find_by_id(id).one(tx).await?,
        None => None,
    };
    let letter = AttestRequest {
        name: to.name.clone().unwrap_or_default(),
        sender: asker.as_ref().map(|user| user.name.clone()),
        agency: agency.map(|row| row.name).unwrap_or_default(),
        program: program.map(|row| row.name).unwrap_or_default(),
        employer: employer.map(|row| row.name).unwrap_or_default(),
        link: links::attest_url(tx, cx, (row.id, number(row)), until).await?,
        until: until.date_naive().format("%a %-d %b %Y").to_string(),
        site: cx.app.config.site(),
    };
    let about = (SubjectType::SkillGain, row.id.uuid());
    let key = vec![row.id.to_string(), row.ask_number.to_string()];
    Ok(Outgoing {
        kind: Some(MailKind::Letter),
        reply_to: asker.map(|user| user.email),
        ..Outgoing::now(Letter::AttestRequest(Box::new(letter)), to, about, key, until)
    })
}
