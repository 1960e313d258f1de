//! Letters about a meeting: what they say, to whom, and in which thread.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    attendee,
    ids::{AttendeeId, MailId},
    mail_opt_out::MailKind,
    mail_preference, meeting,
    outbox_message::{self, Column, MailState},
    partnership,
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::people::People;
use crate::{
    app::Cx,
    calendar::{self, builder},
    clock::zones::{Shown, Zone},
    db::Tx,
    error::{Error, Result},
    links::{self, Person},
    mail::{
        Calendar, Letter, MeetingCancellation, MeetingChange, MeetingFacts, MeetingInvitation,
        MeetingReminder, Outgoing, Recipient,
    },
    mail_preferences::{self, Hours},
};

/// What a letter about a meeting is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Invites.
    Invitation,
    /// Says that time or place changed.
    Change,
    /// Says that it was called off.
    Cancellation,
    /// Says that somebody is off the list.
    Removal,
    /// Reminds.
    Reminder,
}

/// A letter about a meeting as the outbox has it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Told {
    /// The letter.
    pub(super) id: MailId,
    subject_id: uuid::Uuid,
    /// Which letter.
    pub(super) letter: String,
    /// Where it stands.
    pub(super) state: MailState,
    /// How often it was tried.
    pub(super) attempts: i32,
    message_id: String,
}

/// What was written to the people on a list before, each person's letters the first one first.
#[derive(Debug, Default)]
pub(super) struct History(pub(super) HashMap<AttendeeId, Vec<Told>>);

impl History {
    /// Reads it in one statement.
    pub(super) async fn read(tx: &Tx, list: &[attendee::Model]) -> Result<Self> {
        if list.is_empty() {
            return Ok(Self::default());
        }
        let rows: Vec<Told> = outbox_message::Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::SubjectId,
                Column::Letter,
                Column::State,
                Column::Attempts,
                Column::MessageId,
            ])
            .filter(Column::SubjectType.eq(SubjectType::Attendee))
            .filter(Column::SubjectId.is_in(list.iter().map(|one| one.id.uuid())))
            .order_by_asc(Column::Id)
            .into_model()
            .all(tx)
            .await?;
        let mut history: HashMap<AttendeeId, Vec<Told>> = HashMap::new();
        for row in rows {
            let id = AttendeeId::from_uuid(row.subject_id);
            history.entry(id).or_default().push(row);
        }
        Ok(Self(history))
    }

    /// The letters to somebody.
    pub(super) fn of(&self, id: AttendeeId) -> &[Told] {
        self.0.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Writes letters about one meeting.
pub(super) struct Desk<'a> {
    cx: &'a Cx,
    meeting: &'a meeting::Model,
    facts: MeetingFacts,
    reply_to: Option<String>,
    people: People,
    chosen: HashMap<Person, mail_preference::Model>,
    history: History,
    /// Where each of them answers.
    answers: HashMap<AttendeeId, String>,
}

impl<'a> Desk<'a> {
    /// Reads what letters to these people need, in six statements at most.
    pub(super) async fn open(
        tx: &Tx,
        cx: &'a Cx,
        meeting: &'a meeting::Model,
        list: &[attendee::Model],
    ) -> Result<Self> {
        let people = People::read(tx, list, meeting.owner_user_id.as_slice()).await?;
        let history = History::read(tx, list).await?;
        let persons: Vec<Person> = list.iter().filter_map(person).collect();
        let chosen = mail_preferences::reads::rows(tx, &persons).await?;
        let partnership = partnership::Entity::find_by_id(meeting.partnership_id)
            .one(tx)
            .await?;
        let owner = meeting.owner_user_id.and_then(|id| people.user(id));
        let facts = MeetingFacts {
            title: meeting.title.clone(),
            partnership: partnership.map(|row| row.name).unwrap_or_default(),
            when: when(meeting, None)?,
            when_in_full: when(meeting, None)?,
            place: meeting.place.clone(),
            link: meeting.link.clone(),
            agenda: meeting.agenda.clone(),
            owner: owner.map(|owner| owner.name.clone()),
        };
        let reply_to = owner.map(|owner| owner.email.clone());
        let mut answers = HashMap::new();
        for one in list {
            let url = links::rsvp_url(tx, cx, one.id, meeting.ends_at).await?;
            answers.insert(one.id, url);
        }
        Ok(Self {
            cx,
            meeting,
            facts,
            reply_to,
            people,
            chosen,
            history,
            answers,
        })
    }

    /// What was written before.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// A letter to somebody on the list; else why there is none. `edition` tells it from others of the same purpose and sequence.
    pub(super) fn letter(
        &self,
        purpose: Purpose,
        one: &attendee::Model,
        edition: &str,
    ) -> Result<Outgoing, &'static str> {
        let to = self.people.recipient(one)?;
        let answer = self.answers.get(&one.id).cloned();
        let facts = self.facts_for(one);
        let letter = self.said(purpose, facts, to.name.clone().unwrap_or_default(), answer);
        let calendar = self.entry(purpose, one, &to);
        let mut key = vec![
            self.meeting.id.uuid().simple().to_string(),
            one.id.uuid().simple().to_string(),
            self.meeting.sequence.to_string(),
        ];
        if !edition.is_empty() {
            key.push(edition.to_owned());
        }
        let about = (SubjectType::Attendee, one.id.uuid());
        let first = self
            .history
            .of(one.id)
            .first()
            .map(|told| told.message_id.clone());
        Ok(Outgoing {
            kind: Some(match purpose {
                Purpose::Reminder => MailKind::Reminder,
                _ => MailKind::Invitation,
            }),
            reply_to: self.reply_to.clone(),
            calendar,
            in_reply_to: first,
            ..Outgoing::now(letter, to, about, key, self.meeting.starts_at)
        })
    }

    /// What the recipient's calendar is to do. A reminder leaves it alone: the calendar would ask for an answer again.
    fn entry(&self, purpose: Purpose, one: &attendee::Model, to: &Recipient) -> Option<Calendar> {
        let person = builder::Person {
            name: to.name.clone(),
            address: to.address.clone(),
        };
        let (source, now) = (calendar::reads::source(&self.cx.app), self.cx.app.clock.now());
        let (text, method) = match purpose {
            Purpose::Invitation | Purpose::Change => {
                let text = builder::invitation(self.meeting, &source, &person, one.response, now);
                (text, builder::Method::Request)
            }
            Purpose::Cancellation | Purpose::Removal => {
                let text = builder::cancellation(self.meeting, &source, &person, now);
                (text, builder::Method::Cancel)
            }
            Purpose::Reminder => return None,
        };
        let method = method.name();
        Some(Calendar { text, method })
    }

    /// The meeting as it is told to somebody on the list: on that person's clock, too.
    fn facts_for(&self, one: &attendee::Model) -> MeetingFacts {
        let zone = person(one)
            .and_then(|person| self.chosen.get(&person))
            .and_then(|row| Zone::named(row.time_zone.as_deref()?));
        let mut facts = self.facts.clone();
        // The zone of the meeting was read when the desk was opened: this does not fail.
        if let Ok(when) = when(self.meeting, zone.as_ref()) {
            facts.when_in_full = when;
        }
        facts
    }

    /// When what comes late leaves for somebody on the list: none for at once.
    pub(super) fn delayed(&self, one: &attendee::Model) -> Option<DateTime<Utc>> {
        let chosen = person(one).and_then(|person| self.chosen.get(&person));
        let hours = Hours::of(chosen, &self.meeting.time_zone);
        hours.delayed(self.cx.app.clock.now(), self.meeting.starts_at)
    }

    fn said(&self, purpose: Purpose, facts: MeetingFacts, name: String, answer: Option<String>) -> Letter {
        let site = self.cx.app.config.site();
        match purpose {
            Purpose::Invitation => Letter::MeetingInvitation(MeetingInvitation {
                name,
                facts,
                answer,
                site,
            }),
            Purpose::Change => Letter::MeetingChange(MeetingChange {
                name,
                facts,
                answer,
                site,
            }),
            Purpose::Reminder => Letter::MeetingReminder(MeetingReminder {
                name,
                facts,
                answer,
                site,
            }),
            Purpose::Cancellation | Purpose::Removal => Letter::MeetingCancellation(MeetingCancellation {
                name,
                facts,
                reason: self.meeting.cancelled_reason.clone(),
                is_for_one: purpose == Purpose::Removal,
                site,
            }),
        }
    }
}

/// The person on the list; none when nobody is named.
fn person(one: &attendee::Model) -> Option<Person> {
    Person::of(one.contact_id, one.user_id)
}

/// When a meeting is, by the clocks of its place, and by those of a person who lives by others:
/// `Wed 10 Mar 2027, 9:00 am to 10:30 am MST (8:00 am PST for you)`.
///
/// # Errors
/// When the zone of the meeting is not known to this program.
pub fn when(meeting: &meeting::Model, own: Option<&Zone>) -> Result<String> {
    let unknown = || Error::internal("a zone that this program does not know");
    let zone = Zone::named(&meeting.time_zone).ok_or_else(unknown)?;
    let (start, end) = (zone.shown(meeting.starts_at), zone.shown(meeting.ends_at));
    let from = if start.abbreviation == end.abbreviation {
        time(&start)
    } else {
        format!("{} {}", time(&start), start.abbreviation)
    };
    let to = if day(&start) == day(&end) {
        time(&end)
    } else {
        format!("{}, {}", day(&end), time(&end))
    };
    let there = format!("{}, {from} to {to} {}", day(&start), end.abbreviation);
    let Some(here) = own
        .map(|own| own.shown(meeting.starts_at))
        .filter(|here| here.offset != start.offset)
    else {
        return Ok(there);
    };
    let at = if day(&here) == day(&start) {
        time(&here)
    } else {
        format!("{}, {}", day(&here), time(&here))
    };
    Ok(format!("{there} ({at} {} for you)", here.abbreviation))
}

fn day(shown: &Shown) -> String {
    shown.local.format("%a %-d %b %Y").to_string()
}

fn time(shown: &Shown) -> String {
    shown.local.format("%-I:%M %P").to_string()
}
