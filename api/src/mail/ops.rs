//! What people do with letters: send one now, call one off.

use chrono::{DateTime, Utc};
use entities::{
    ids::{EmployerId, MailId},
    outbox_message::{self, MailState},
    subject_type::SubjectType,
};
use sea_orm::ActiveValue::Set;

use super::{Letter, queue, reads};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    policy::{self, Action},
    record::{self, record},
    reminders,
};

record!(outbox_message, Mail, MailId, |row| shown_employer(row), restricted: [TextBody, HtmlBody]);

/// The employer that the audit of a letter names: none where the letter is about a participant, since other agencies read it.
fn shown_employer(row: &outbox_message::Model) -> Option<EmployerId> {
    let is_closed = policy::CLOSED.contains(&row.subject_type);
    row.employer_id.filter(|_| !is_closed)
}

/// Sends a letter as soon as possible: one that waits does not wait longer, one that failed or was skipped is tried again,
/// and its address may have letters again.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it was sent or cancelled, is being sent, is of no use any more, held a secret
/// that is gone, or was to ask about a skill gain, which is asked about anew.
pub async fn send_now(cx: &Cx, id: MailId) -> Result<outbox_message::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::MailManage)?;
        let now = cx.app.clock.now();
        check_sendable(&before, now)?;
        if before.letter == Letter::REMINDER && before.state != MailState::Queued {
            reminders::ops::letter_again(tx, cx, id).await?;
        }
        let row = outbox_message::ActiveModel {
            state: Set(MailState::Queued),
            reason: Set(None),
            due_at: Set(now),
            ended_at: Set(None),
            ..Default::default()
        };
        queue::forget_refusals(tx, before.address_search.clone()).await?;
        let updated = record::update::<outbox_message::Entity>(tx, cx, &before, None, row).await?;
        Ok(updated.row)
    })
    .await
}

/// Calls a letter off that waits. Who was to be asked by one that was never tried was not asked.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it does not wait.
pub async fn cancel(cx: &Cx, id: MailId) -> Result<outbox_message::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::MailManage)?;
        let now = cx.app.clock.now();
        if before.state != MailState::Queued {
            return Err(Error::state("id", "This letter does not wait any more."));
        }
        check_free(&before, now)?;
        let row = queue::ended(&before, MailState::Cancelled, Some("BY_HAND"), now);
        let updated = record::update::<outbox_message::Entity>(tx, cx, &before, None, row).await?;
        if before.attempts == 0 {
            queue::never_left(tx, cx, &before).await?;
        }
        Ok(updated.row)
    })
    .await
}

fn check_sendable(row: &outbox_message::Model, now: DateTime<Utc>) -> Result<()> {
    check_free(row, now)?;
    let has_ended = match row.state {
        MailState::Queued => false,
        MailState::Failed | MailState::Skipped => true,
        MailState::Sent => return Err(Error::state("id", "This letter was sent.")),
        MailState::Cancelled => return Err(Error::state("id", "This letter was called off.")),
    };
    if row.expires_at <= now {
        return Err(Error::state("id", "This letter is of no use any more."));
    }
    if row.state == MailState::Skipped && row.subject_type == SubjectType::SkillGain && row.attempts == 0 {
        let message = "Nobody was asked by this letter; ask again where the skill gain is.";
        return Err(Error::state("id", message));
    }
    if has_ended && Letter::SECRET.contains(&row.letter.as_str()) {
        let message = "The link in this letter is not kept; invite the person again.";
        return Err(Error::state("id", message));
    }
    if has_ended && row.reason.as_deref() == Some(queue::BAD_ADDRESS) {
        return Err(Error::state("id", "The address of this letter is none."));
    }
    Ok(())
}

fn check_free(row: &outbox_message::Model, now: DateTime<Utc>) -> Result<()> {
    if row.claimed_until.is_some_and(|until| until > now) {
        return Err(Error::state("id", "This letter is being sent at this moment."));
    }
    Ok(())
}
