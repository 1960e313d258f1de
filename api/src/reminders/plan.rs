//! What is to be written so that the reminders of a meeting are what its rules and its list call for. Nothing here reads or
//! writes: it compares.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use entities::{
    attendee::{self, AttendeeResponse},
    ids::{AttendeeId, ReminderId, ReminderRuleId},
    mail_preference,
    meeting::{self, MeetingStatus},
    reminder_instance::{self, ReminderState},
    reminder_rule::{self, ReminderAudience},
};

use super::due::Offset;
use crate::{
    links::Person,
    mail_preferences::{Hours, Placed},
};

/// Who by which rule.
type Pair = (AttendeeId, ReminderRuleId);

/// When somebody is to be reminded.
#[derive(Clone, Copy, Debug)]
struct Due {
    /// As the rule has it.
    by_rule: DateTime<Utc>,
    /// As the person's hours have it.
    placed: Placed,
}

impl Due {
    fn moved_from(&self) -> Option<DateTime<Utc>> {
        self.placed.moved_for.map(|_| self.by_rule)
    }
}

/// A meeting with all that its reminders depend on.
pub(super) struct Board<'a> {
    /// The meeting.
    pub(super) meeting: &'a meeting::Model,
    /// The active rules of its partnership and its own.
    pub(super) rules: Vec<&'a reminder_rule::Model>,
    /// Who is on its list.
    pub(super) attendees: Vec<&'a attendee::Model>,
    /// The reminders that are stored.
    pub(super) stored: Vec<&'a reminder_instance::Model>,
    /// Those whose letters were withdrawn: they stand as planned and have to be written, whatever they are to be.
    pub(super) withdrawn: &'a HashSet<ReminderId>,
    /// What the people on the list have chosen, where they have.
    pub(super) chosen: &'a HashMap<Person, mail_preference::Model>,
    /// The time.
    pub(super) now: DateTime<Utc>,
}

/// The rules a meeting follows: its own, else its partnership's.
pub(super) fn followed<'a>(
    meeting: &meeting::Model,
    rules: impl IntoIterator<Item = &'a reminder_rule::Model>,
) -> Vec<&'a reminder_rule::Model> {
    let is_own = |rule: &&reminder_rule::Model| rule.meeting_id == Some(meeting.id);
    let (own, shared): (Vec<_>, Vec<_>) = rules
        .into_iter()
        .filter(|rule| is_own(rule) || rule.partnership_id == Some(meeting.partnership_id))
        .partition(is_own);
    if own.is_empty() { shared } else { own }
}

/// Whether a rule means somebody on the list; else why not.
fn meant(rule: &reminder_rule::Model, attendee: &attendee::Model) -> Result<(), &'static str> {
    if attendee.trashed_at.is_some() {
        return Err("REMOVED");
    }
    if attendee.reminders_off {
        return Err("MUTED");
    }
    if attendee.response == AttendeeResponse::Declined {
        return Err("DECLINED");
    }
    match rule.audience {
        ReminderAudience::Attendees => Ok(()),
        ReminderAudience::Staff if attendee.user_id.is_some() => Ok(()),
        ReminderAudience::Staff => Err("NOT_STAFF"),
        ReminderAudience::NotResponded if attendee.response == AttendeeResponse::NeedsAction => Ok(()),
        ReminderAudience::NotResponded => Err("ANSWERED"),
    }
}

/// Whether a reminder has left the plan: it went to the outbox, or its time came and nobody was to get it.
fn has_left(row: &reminder_instance::Model) -> bool {
    match row.state {
        ReminderState::Queued | ReminderState::Sent | ReminderState::Failed => true,
        ReminderState::Skipped => row.reason.as_deref() != Some("PAST"),
        ReminderState::Planned | ReminderState::Cancelled => false,
    }
}

impl<'a> Board<'a> {
    /// The reminders in the outbox that are not wanted, or not as they were written.
    pub(super) fn stale(&self) -> Vec<&'a reminder_instance::Model> {
        let is_wanted = |row: &reminder_instance::Model| {
            let rule = self.rules.iter().find(|rule| rule.id == row.rule_id);
            let attendee = self.attendees.iter().find(|one| one.id == row.attendee_id);
            let due = rule
                .zip(attendee)
                .and_then(|(rule, attendee)| self.due(rule, attendee));
            due.is_some()
                && row.occurrence_start == self.meeting.starts_at
                && row.meeting_sequence == self.meeting.sequence
        };
        let queued = self.stored.iter().copied();
        queued
            .filter(|row| row.state == ReminderState::Queued && !is_wanted(row))
            .collect()
    }

    /// The rows to write, those that exist with a version more. `new_id` makes ids.
    pub(super) fn changes(&self, mut new_id: impl FnMut() -> ReminderId) -> Vec<reminder_instance::Model> {
        let mut stored: HashMap<Pair, Vec<&reminder_instance::Model>> = HashMap::new();
        for row in &self.stored {
            stored
                .entry((row.attendee_id, row.rule_id))
                .or_default()
                .push(row);
        }
        let mut changes = Vec::new();
        let mut wanted = HashSet::new();
        for rule in &self.rules {
            for attendee in &self.attendees {
                let Some(due) = self.due(rule, attendee) else {
                    continue;
                };
                let pair = (attendee.id, rule.id);
                wanted.insert(pair);
                let rows = stored.get(&pair).map(Vec::as_slice).unwrap_or_default();
                changes.extend(self.kept(pair, due, rows, &mut new_id));
            }
        }
        let unwanted = self.stored.iter().filter(|row| {
            row.state == ReminderState::Planned && !wanted.contains(&(row.attendee_id, row.rule_id))
        });
        changes.extend(unwanted.map(|row| self.ended(row, self.why(row))));
        changes
    }

    /// When somebody is to be reminded by a rule; none when not at all.
    fn due(&self, rule: &reminder_rule::Model, attendee: &attendee::Model) -> Option<Due> {
        let takes_place = self.meeting.status == MeetingStatus::Planned && self.meeting.trashed_at.is_none();
        let person = Person::of(attendee.contact_id, attendee.user_id)?;
        if !takes_place || meant(rule, attendee).is_err() || self.is_told_by_digest(attendee) {
            return None;
        }
        let by_rule = Offset::of(rule)?.due(self.meeting)?;
        let hours = Hours::of(self.chosen.get(&person), &self.meeting.time_zone);
        let mut placed = hours.placed(by_rule, self.meeting.starts_at);
        // It was to come earlier than the rule has it, and that is over, while the rule's own time is not.
        if placed.at < self.now && self.now <= by_rule {
            placed.at = self.now;
        }
        Some(Due { by_rule, placed })
    }

    /// Whether somebody reads of the meeting in a letter of the morning: one is due after the meeting and the person's place on
    /// its list were last as they are, and before it begins.
    fn is_told_by_digest(&self, attendee: &attendee::Model) -> bool {
        let person = Person::of(attendee.contact_id, attendee.user_id);
        let chosen = person.and_then(|person| self.chosen.get(&person));
        let Some((chosen, first)) = chosen
            .filter(|row| row.is_digest)
            .and_then(|row| Some((row, row.digest_from?)))
        else {
            return false;
        };
        let known = self.meeting.updated_at.max(attendee.created_at);
        let hours = Hours::of(Some(chosen), &self.meeting.time_zone);
        first.max(hours.next_digest(known)) < self.meeting.starts_at
    }

    /// One reminder for the present start: the stored one where there is one that has not left, else a new one.
    fn kept(
        &self,
        pair: Pair,
        due: Due,
        rows: &[&reminder_instance::Model],
        new_id: impl FnMut() -> ReminderId,
    ) -> Vec<reminder_instance::Model> {
        let of_start = |row: &&&reminder_instance::Model| row.occurrence_start == self.meeting.starts_at;
        let open = || rows.iter().filter(|row| !has_left(row));
        let is_planned = |row: &&&reminder_instance::Model| row.state == ReminderState::Planned;
        let kept = rows
            .iter()
            .find(of_start)
            .or_else(|| open().find(is_planned))
            .or_else(|| open().next());
        let mut changes = Vec::new();
        match kept {
            Some(row) if has_left(row) => {}
            Some(row) => changes.extend(self.rewritten(row, due)),
            // Of a meeting that has begun nobody is reminded.
            None if self.meeting.starts_at <= self.now => {}
            None => changes.push(self.made(pair, due, new_id)),
        }
        let is_other = |row: &&&reminder_instance::Model| kept.is_none_or(|kept| kept.id != row.id);
        let others = rows.iter().filter(is_other).filter(is_planned);
        changes.extend(others.map(|row| self.ended(row, "MOVED")));
        changes
    }

    /// A stored reminder as it is to be for the present start; none when it is so already.
    fn rewritten(&self, row: &reminder_instance::Model, due: Due) -> Option<reminder_instance::Model> {
        let due_at = due.placed.at;
        // What is due and only waits for the worker stays so.
        let waits = row.state == ReminderState::Planned && row.due_at == due_at;
        let (state, reason) = self.standing(due_at, waits);
        let next = reminder_instance::Model {
            occurrence_start: self.meeting.starts_at,
            due_at,
            rule_due_at: due.moved_from(),
            moved_for: due.placed.moved_for,
            meeting_sequence: self.meeting.sequence,
            state,
            reason,
            outbox_message_id: None,
            ..row.clone()
        };
        (next != *row || self.withdrawn.contains(&row.id)).then(|| self.touched(next))
    }

    fn made(
        &self,
        (attendee_id, rule_id): Pair,
        due: Due,
        mut new_id: impl FnMut() -> ReminderId,
    ) -> reminder_instance::Model {
        let due_at = due.placed.at;
        let (state, reason) = self.standing(due_at, false);
        reminder_instance::Model {
            id: new_id(),
            meeting_id: self.meeting.id,
            attendee_id,
            rule_id,
            occurrence_start: self.meeting.starts_at,
            due_at,
            rule_due_at: due.moved_from(),
            moved_for: due.placed.moved_for,
            meeting_sequence: self.meeting.sequence,
            state,
            reason,
            outbox_message_id: None,
            created_at: self.now,
            updated_at: self.now,
            version: 1,
        }
    }

    /// Planned; or skipped at once, when it was due before.
    fn standing(&self, due_at: DateTime<Utc>, waits: bool) -> (ReminderState, Option<String>) {
        if waits || due_at >= self.now {
            (ReminderState::Planned, None)
        } else {
            (ReminderState::Skipped, Some("PAST".to_owned()))
        }
    }

    fn ended(&self, row: &reminder_instance::Model, reason: &str) -> reminder_instance::Model {
        self.touched(reminder_instance::Model {
            state: ReminderState::Cancelled,
            reason: Some(reason.to_owned()),
            outbox_message_id: None,
            ..row.clone()
        })
    }

    fn touched(&self, row: reminder_instance::Model) -> reminder_instance::Model {
        reminder_instance::Model {
            updated_at: self.now,
            version: row.version + 1,
            ..row
        }
    }

    /// Why a planned reminder is not wanted any more.
    fn why(&self, row: &reminder_instance::Model) -> &'static str {
        match (self.meeting.status, self.meeting.trashed_at) {
            (MeetingStatus::Cancelled, _) => return "MEETING_CANCELLED",
            (MeetingStatus::Held | MeetingStatus::Closed, _) => return "MEETING_HELD",
            (MeetingStatus::Planned, Some(_)) => return "MEETING_TRASHED",
            (MeetingStatus::Planned, None) => {}
        }
        let Some(attendee) = self.attendees.iter().find(|one| one.id == row.attendee_id) else {
            return "REMOVED";
        };
        let Some(rule) = self.rules.iter().find(|rule| rule.id == row.rule_id) else {
            return "RULE_ENDED";
        };
        match meant(rule, attendee) {
            Err(reason) => reason,
            Ok(()) if self.is_told_by_digest(attendee) => "DIGEST",
            Ok(()) => "AFTER_START",
        }
    }
}
