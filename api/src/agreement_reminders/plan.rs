//! What reminders an agreement calls for, beside those it has. Nothing here reads or writes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    agreement,
    agreement_reminder::{AgreementDay, Model},
    ids::{AgreementReminderId, UserId},
    reminder_instance::ReminderState,
};
use uuid::Uuid;

use super::due::{DAYS_BEFORE, due, over};
use crate::clock::zones::Zone;

/// Why a reminder was cancelled here: one that was is planned again when it is called for again.
const OURS: [&str; 5] = [TRASHED, MOVED, NO_DAY, NOT_RESPONSIBLE, TAKEN_OVER];
const TRASHED: &str = "AGREEMENT_TRASHED";
const MOVED: &str = "MOVED";
const NO_DAY: &str = "NO_DAY";
const NOT_RESPONSIBLE: &str = "NOT_RESPONSIBLE";
const TAKEN_OVER: &str = "TAKEN_OVER";

/// What tells a reminder from every other one of its agreement.
type Key = (AgreementDay, NaiveDate, i32, Option<UserId>);

fn key(row: &Model) -> Key {
    (row.what, row.day, row.days_before, row.user_id)
}

/// The day of an agreement that it is about; none when it has none.
pub(super) fn day_of(agreement: &agreement::Model, what: AgreementDay) -> Option<NaiveDate> {
    match what {
        AgreementDay::Ends => agreement.ends_on,
        AgreementDay::Review => agreement.review_by_on,
    }
}

/// All that the reminders of an agreement depend on.
pub(super) struct Board<'a> {
    pub(super) agreement: &'a agreement::Model,
    pub(super) zone: &'a Zone,
    /// Who answers for it.
    pub(super) people: Vec<UserId>,
    /// Its reminders.
    pub(super) stored: &'a [Model],
    /// Those of them whose letters were withdrawn from the outbox: planned again, or not wanted any more.
    pub(super) withdrawn: &'a HashSet<AgreementReminderId>,
    pub(super) now: DateTime<Utc>,
}

impl Board<'_> {
    /// The rows to write, those that exist with a version more. `new_id` makes ids.
    pub(super) fn changes(&self, mut new_id: impl FnMut() -> AgreementReminderId) -> Vec<Model> {
        let stored: HashMap<Key, &Model> = self.stored.iter().map(|row| (key(row), row)).collect();
        let (mut changes, mut wanted) = (Vec::new(), HashSet::new());
        for (what, day) in self.days() {
            for days_before in DAYS_BEFORE {
                for user in self.recipients() {
                    let key = (what, day, days_before, user);
                    wanted.insert(key);
                    match stored.get(&key) {
                        Some(row) => changes.extend(self.kept(row)),
                        None if self.is_over(day) => {}
                        None => changes.push(self.made(key, new_id())),
                    }
                }
            }
        }
        let is_unwanted = |row: &&Model| row.state == ReminderState::Planned && !wanted.contains(&key(row));
        let unwanted = self.stored.iter().filter(is_unwanted);
        changes.extend(unwanted.map(|row| self.ended(row)));
        changes
    }

    fn days(&self) -> impl Iterator<Item = (AgreementDay, NaiveDate)> {
        let is_live = self.agreement.trashed_at.is_none();
        let day = move |what| Some((what, day_of(self.agreement, what)?)).filter(|_| is_live);
        [AgreementDay::Ends, AgreementDay::Review]
            .into_iter()
            .filter_map(day)
    }

    /// Who is reminded; while there is nobody, a row for who comes.
    fn recipients(&self) -> Vec<Option<UserId>> {
        if self.people.is_empty() {
            vec![None]
        } else {
            self.people.iter().copied().map(Some).collect()
        }
    }

    fn is_over(&self, day: NaiveDate) -> bool {
        over(self.zone, day) <= self.now
    }

    /// A stored reminder that is called for as it is to be; none when it is so already or has left.
    fn kept(&self, row: &Model) -> Option<Model> {
        let due_at = due(self.zone, row.day, row.days_before);
        let is_ours = row.reason.as_deref().is_some_and(|reason| OURS.contains(&reason));
        match row.state {
            // What is due and only waits for the worker stays so; what waits for somebody to get it has another time.
            ReminderState::Planned => {
                let is_moved = row.reason.is_none() && row.due_at != due_at;
                let due_at = if is_moved { due_at } else { row.due_at };
                let next = Model {
                    due_at,
                    ..row.clone()
                };
                (is_moved || self.withdrawn.contains(&row.id)).then(|| self.touched(next))
            }
            ReminderState::Cancelled if is_ours && !self.is_over(row.day) => {
                let (state, reason) = self.standing(row.day, row.days_before);
                Some(self.touched(Model {
                    due_at,
                    state,
                    reason,
                    ..row.clone()
                }))
            }
            _ => None,
        }
    }

    fn made(&self, (what, day, days_before, user_id): Key, id: AgreementReminderId) -> Model {
        let (state, reason) = self.standing(day, days_before);
        Model {
            id,
            agreement_id: self.agreement.id,
            what,
            day,
            days_before,
            user_id,
            recipient: user_id.map_or(Uuid::nil(), UserId::uuid),
            due_at: due(self.zone, day, days_before),
            state,
            reason,
            outbox_message_id: None,
            created_at: self.now,
            updated_at: self.now,
            version: 1,
        }
    }

    /// Planned; or skipped at once, when it was due before and a later one was, too.
    fn standing(&self, day: NaiveDate, days_before: i32) -> (ReminderState, Option<String>) {
        let is_past = |days: &i32| due(self.zone, day, *days) < self.now;
        let last = DAYS_BEFORE.into_iter().filter(is_past).min();
        if is_past(&days_before) && last != Some(days_before) {
            (ReminderState::Skipped, Some("PAST".to_owned()))
        } else {
            (ReminderState::Planned, None)
        }
    }

    fn ended(&self, row: &Model) -> Model {
        let reason = match day_of(self.agreement, row.what) {
            _ if self.agreement.trashed_at.is_some() => TRASHED,
            None => NO_DAY,
            Some(day) if day != row.day => MOVED,
            Some(_) if row.user_id.is_some() => NOT_RESPONSIBLE,
            Some(_) => TAKEN_OVER,
        };
        self.touched(Model {
            state: ReminderState::Cancelled,
            reason: Some(reason.to_owned()),
            outbox_message_id: None,
            ..row.clone()
        })
    }

    fn touched(&self, row: Model) -> Model {
        Model {
            updated_at: self.now,
            version: row.version + 1,
            ..row
        }
    }
}
