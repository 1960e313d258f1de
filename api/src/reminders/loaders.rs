//! Relations of reminders, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::{AttendeeId, MeetingId, PartnershipId, ReminderRuleId};
use futures_util::future::BoxFuture;

use super::{
    people::People,
    reads,
    types::{AttendeeLetter, MailObstacle, Reminder, ReminderRule},
};
use crate::{
    app::Cx,
    error::Result,
    links::Person,
    policy::Action,
    prefetch::{Fill, Relation, Selection},
};

/// The rule with an id.
pub struct ReminderRuleOf;

impl Relation for ReminderRuleOf {
    type Key = ReminderRuleId;
    type Args = ();
    type Value = ReminderRule;

    async fn load(
        cx: &Cx,
        keys: &[ReminderRuleId],
        (): &(),
    ) -> Result<HashMap<ReminderRuleId, ReminderRule>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, ReminderRule::new(row)))
            .collect())
    }
}

/// The active rules of a partnership.
pub struct PartnershipRulesOf;

impl Relation for PartnershipRulesOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = Vec<ReminderRule>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        (): &(),
    ) -> Result<HashMap<PartnershipId, Vec<ReminderRule>>> {
        let mut lists: HashMap<_, Vec<_>> = HashMap::new();
        for row in reads::active(cx, &[], keys).await? {
            if let Some(id) = row.partnership_id {
                lists.entry(id).or_default().push(ReminderRule::new(row));
            }
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: PartnershipId, (): &()) -> Option<Vec<ReminderRule>> {
        Some(Vec::new())
    }
}

/// The rules that a meeting of a partnership follows: its own, else the partnership's.
pub struct MeetingRulesOf;

impl Relation for MeetingRulesOf {
    type Key = (MeetingId, PartnershipId);
    type Args = ();
    type Value = Vec<ReminderRule>;

    async fn load(cx: &Cx, keys: &[Self::Key], (): &()) -> Result<HashMap<Self::Key, Vec<ReminderRule>>> {
        let (meetings, partnerships): (Vec<_>, Vec<_>) = keys.iter().copied().unzip();
        let rows = reads::active(cx, &meetings, &partnerships).await?;
        let list = |(meeting, partnership): Self::Key| {
            let own = rows.iter().filter(|row| row.meeting_id == Some(meeting));
            let mut list: Vec<_> = own.cloned().map(ReminderRule::new).collect();
            if list.is_empty() {
                let shared = rows.iter().filter(|row| row.partnership_id == Some(partnership));
                list.extend(shared.cloned().map(ReminderRule::new));
            }
            list
        };
        Ok(keys.iter().map(|key| (*key, list(*key))).collect())
    }
}

/// The reminders of an attendee, the first due first.
pub struct RemindersOf;

impl Relation for RemindersOf {
    type Key = AttendeeId;
    type Args = ();
    type Value = Vec<Reminder>;

    async fn load(cx: &Cx, keys: &[AttendeeId], (): &()) -> Result<HashMap<AttendeeId, Vec<Reminder>>> {
        let mut lists: HashMap<AttendeeId, Vec<Reminder>> = HashMap::new();
        for row in reads::of_attendees(cx, keys).await? {
            lists.entry(row.attendee_id).or_default().push(Reminder::new(row));
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: AttendeeId, (): &()) -> Option<Vec<Reminder>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Reminder>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Reminder::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The letters to an attendee about the meeting, the first one first.
pub struct LettersOf;

impl Relation for LettersOf {
    type Key = AttendeeId;
    type Args = ();
    type Value = Vec<AttendeeLetter>;

    async fn load(cx: &Cx, keys: &[AttendeeId], (): &()) -> Result<HashMap<AttendeeId, Vec<AttendeeLetter>>> {
        let mut lists: HashMap<AttendeeId, Vec<AttendeeLetter>> = HashMap::new();
        for row in reads::letters(cx, keys).await? {
            let id = AttendeeId::from_uuid(row.subject_id);
            lists.entry(id).or_default().push(AttendeeLetter::new(row));
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: AttendeeId, (): &()) -> Option<Vec<AttendeeLetter>> {
        Some(Vec::new())
    }
}

/// Why a person cannot be written to; nothing for who can.
pub struct MailObstacleOf;

impl Relation for MailObstacleOf {
    type Key = Person;
    type Args = ();
    type Value = MailObstacle;

    async fn load(cx: &Cx, keys: &[Person], (): &()) -> Result<HashMap<Person, MailObstacle>> {
        if cx.may(Action::MeetingRead).is_err() {
            return Ok(HashMap::new());
        }
        let (contacts, users) = Person::apart(keys);
        let people = People::of(cx.app.db.read(), contacts, users).await?;
        let obstacle = |person: &Person| {
            let reason = people.reached(*person).err()?;
            Some((*person, MailObstacle::of(reason)))
        };
        Ok(keys.iter().filter_map(obstacle).collect())
    }
}
