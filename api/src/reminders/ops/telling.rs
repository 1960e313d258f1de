//! Letters that leave because a meeting or its list changed: queued in the transaction of the change.
//!
//! Who has no invitation that stands is invited; who was told of a meeting is told that it moved or was called off. A letter
//! that still waits and says what is not true any more is withdrawn.

use std::collections::HashSet;

use entities::{attendee, ids::MailId, meeting, meeting::MeetingStatus, outbox_message::MailState};

use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    mail::{self, Letter},
    reminders::letters::{Desk, Purpose, Told},
};

/// Invites people on the list of a meeting by letter.
///
/// # Errors
/// Database errors.
pub async fn tell_invited(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    list: &[attendee::Model],
) -> Result<()> {
    if meeting.status != MeetingStatus::Planned || meeting.starts_at <= cx.app.clock.now() {
        return Ok(());
    }
    let desk = Desk::open(tx, cx, meeting, list).await?;
    let mut letters = Vec::new();
    for one in list {
        let told = desk.history().of(one.id);
        if !stands(told) {
            letters.extend(desk.letter(Purpose::Invitation, one, &edition(told, Letter::INVITATION)));
        }
    }
    mail::enqueue_all(tx, cx, letters).await?;
    Ok(())
}

/// Tells the people on the list of a meeting that it changed in time or place.
///
/// # Errors
/// Database errors.
pub async fn tell_moved(tx: &Tx, cx: &Cx, meeting: &meeting::Model, list: &[attendee::Model]) -> Result<()> {
    let desk = Desk::open(tx, cx, meeting, list).await?;
    let withdrawn = withdrawn(tx, cx, &desk, list).await?;
    if meeting.starts_at <= cx.app.clock.now() {
        return Ok(());
    }
    let mut letters = Vec::new();
    for one in list {
        let told = desk.history().of(one.id);
        let purpose = if was_told(told, &withdrawn) {
            Purpose::Change
        } else if stands(told) {
            Purpose::Invitation
        } else {
            continue;
        };
        letters.extend(desk.letter(purpose, one, ""));
    }
    mail::enqueue_all(tx, cx, letters).await?;
    Ok(())
}

/// Tells everybody who was told of a meeting that it was called off.
///
/// # Errors
/// Database errors.
pub async fn tell_cancelled(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    list: &[attendee::Model],
) -> Result<()> {
    called_off(tx, cx, meeting, list, Purpose::Cancellation).await
}

/// Tells somebody who was told of a meeting and is off its list now.
///
/// # Errors
/// Database errors.
pub async fn tell_removed(tx: &Tx, cx: &Cx, meeting: &meeting::Model, one: &attendee::Model) -> Result<()> {
    called_off(tx, cx, meeting, std::slice::from_ref(one), Purpose::Removal).await
}

async fn called_off(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    list: &[attendee::Model],
    purpose: Purpose,
) -> Result<()> {
    let desk = Desk::open(tx, cx, meeting, list).await?;
    let withdrawn = withdrawn(tx, cx, &desk, list).await?;
    if meeting.starts_at <= cx.app.clock.now() {
        return Ok(());
    }
    let mut letters = Vec::new();
    for one in list {
        let told = desk.history().of(one.id);
        if was_told(told, &withdrawn) {
            letters.extend(desk.letter(purpose, one, &edition(told, Letter::CANCELLATION)));
        }
    }
    mail::enqueue_all(tx, cx, letters).await?;
    Ok(())
}

/// Withdraws the letters that still wait.
async fn withdrawn(tx: &Tx, cx: &Cx, desk: &Desk<'_>, list: &[attendee::Model]) -> Result<HashSet<MailId>> {
    let waiting: Vec<MailId> = list
        .iter()
        .flat_map(|one| desk.history().of(one.id))
        .filter(|told| told.state == MailState::Queued)
        .map(|told| told.id)
        .collect();
    mail::withdraw(tx, cx, &waiting).await
}

/// Whether somebody has an invitation, or waits for one: the last letter of either kind decides.
fn stands(told: &[Told]) -> bool {
    let told = told.iter().rev();
    let mut deciding =
        told.filter(|told| told.letter != Letter::REMINDER && told.state != MailState::Cancelled);
    deciding
        .next()
        .is_some_and(|told| told.letter != Letter::CANCELLATION)
}

/// Whether somebody was told of the meeting, or may have been: a letter that was withdrawn after a try may have come all the
/// same.
fn was_told(told: &[Told], withdrawn: &HashSet<MailId>) -> bool {
    stands(told)
        && told.iter().any(|told| match told.state {
            MailState::Sent => true,
            MailState::Queued => !withdrawn.contains(&told.id) || told.attempts > 0,
            MailState::Failed | MailState::Skipped | MailState::Cancelled => false,
        })
}

/// What tells a letter from earlier ones of the same kind; nothing for the first.
fn edition(told: &[Told], letter: &str) -> String {
    match told.iter().filter(|told| told.letter == letter).count() {
        0 => String::new(),
        earlier => (earlier + 1).to_string(),
    }
}
