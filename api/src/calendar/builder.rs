//! iCalendar (RFC 5545, RFC 5546) as text, without a database.

use chrono::{DateTime, Utc};
use entities::{
    attendee::AttendeeResponse,
    meeting::{self, MeetingStatus},
};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// The program that wrote it, as the format asks for it.
const PRODUCT: &str = "-//Guildhall//Meetings//EN";

/// What an address for mail is written without: all but letters, digits and the signs that addresses may hold, so that nothing in
/// it ends the line.
const NOT_OF_MAIL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'@')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'+')
    .remove(b'\'')
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'*')
    .remove(b'/')
    .remove(b'=')
    .remove(b'~');

/// What a link is written without.
const NOT_OF_LINKS: &AsciiSet = &CONTROLS.add(b' ');

/// What a calendar is to do with entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Show them; nobody answers.
    Publish,
    /// Add the entry or change it, and ask for an answer.
    Request,
    /// Take the entry out.
    Cancel,
}

impl Method {
    /// As the format and the media type of a letter's part write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody with an address for mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: Option<String>,
    /// The address.
    pub address: String,
}

/// Where entries come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The host of Guildhall's address, the last part of every entry's name.
    pub host: String,
    /// Who sends letters: a calendar distrusts an organizer that is somebody else.
    pub organizer: Person,
}

/// The name of a meeting's entry, the same for good.
pub fn uid(meeting: &meeting::Model, host: &str) -> String {
    format!("mtg-{}@{host}", meeting.id.uuid())
}

/// The invitation of a person, and every change of it.
pub fn invitation(
    meeting: &meeting::Model,
    source: &Source,
    to: &Person,
    response: AttendeeResponse,
    now: DateTime<Utc>,
) -> String {
    let mut entry = entry(meeting, source, now);
    let mut attendee = address("ATTENDEE", to);
    attendee
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", standing(response))
        .add_parameter("RSVP", "TRUE");
    entry.append_multi_property(attendee.done());
    calendar(Method::Request, [entry])
}

/// Takes the entry of a meeting that was called off out of a person's calendar.
pub fn cancellation(meeting: &meeting::Model, source: &Source, to: &Person, now: DateTime<Utc>) -> String {
    let mut entry = entry(meeting, source, now);
    entry.append_multi_property(address("ATTENDEE", to));
    if let Some(reason) = &meeting.cancelled_reason {
        entry.add_property("COMMENT", plain(reason));
    }
    entry.status(EventStatus::Cancelled);
    calendar(Method::Cancel, [entry])
}

/// Meetings to show under a name; those that were called off are shown as that.
///
/// Every entry is stamped with the time of its last change, so that the text is the same as long as nothing changes.
pub fn publication(name: &str, meetings: &[meeting::Model], source: &Source) -> String {
    let entries = meetings.iter().map(|one| entry(one, source, one.updated_at));
    let mut all = frame(Method::Publish);
    all.append_property(
        Property::new("NAME", plain(name))
            .add_parameter("VALUE", "TEXT")
            .done(),
    );
    all.append_property(("X-WR-CALNAME", plain(name).as_str()));
    all.extend(entries);
    all.to_string()
}

fn calendar(method: Method, entries: impl IntoIterator<Item = Event>) -> String {
    let mut all = frame(method);
    all.extend(entries);
    all.to_string()
}

fn frame(method: Method) -> Calendar {
    let mut all = Calendar::empty();
    all.append_property(("VERSION", "2.0"))
        .append_property(("PRODID", PRODUCT))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", method.name()));
    all
}

fn entry(meeting: &meeting::Model, source: &Source, stamp: DateTime<Utc>) -> Event {
    let mut entry = Event::with_uid(&uid(meeting, &source.host));
    entry
        .timestamp(stamp)
        .sequence(u32::try_from(meeting.sequence).unwrap_or_default())
        .starts(meeting.starts_at)
        .ends(meeting.ends_at)
        .summary(&plain(&meeting.title))
        .status(match meeting.status {
            MeetingStatus::Cancelled => EventStatus::Cancelled,
            MeetingStatus::Planned | MeetingStatus::Held | MeetingStatus::Closed => EventStatus::Confirmed,
        })
        .append_property(address("ORGANIZER", &source.organizer));
    if let Some(place) = &meeting.place {
        entry.location(&plain(place));
    }
    if let Some(link) = &meeting.link {
        entry.url(&utf8_percent_encode(link, NOT_OF_LINKS).to_string());
    }
    if let Some(text) = description(meeting) {
        entry.description(&text);
    }
    entry
}

/// What it is about, and the way to meet: calendars that do not show the link show this.
fn description(meeting: &meeting::Model) -> Option<String> {
    let parts = [meeting.agenda.as_deref(), meeting.link.as_deref()];
    let parts: Vec<_> = parts.into_iter().flatten().map(plain).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// A person in a property: the name, and the address as `mailto:`.
fn address(key: &str, person: &Person) -> Property {
    let address = utf8_percent_encode(&person.address, NOT_OF_MAIL);
    let mut property = Property::new(key, format!("mailto:{address}"));
    if let Some(name) = &person.name {
        // A name stands between quotes, and the format has no way to write one inside.
        let name = plain(name).replace('\n', " ").replace('"', "'");
        property.add_parameter("CN", &name);
    }
    property.done()
}

fn standing(response: AttendeeResponse) -> &'static str {
    match response {
        AttendeeResponse::NeedsAction => "NEEDS-ACTION",
        AttendeeResponse::Accepted => "ACCEPTED",
        AttendeeResponse::Tentative => "TENTATIVE",
        AttendeeResponse::Declined => "DECLINED",
    }
}

/// Text without the control characters that would end a line of the file or break it; new lines stay.
fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, address: &str) -> Person {
        Person {
            name: Some(name.to_owned()),
            address: address.to_owned(),
        }
    }

    fn line(key: &str, who: &Person) -> String {
        let line: String = address(key, who).try_into().expect("a line");
        line.replace("\r\n ", "")
    }

    #[test]
    fn a_name_or_address_adds_no_line() {
        let mean = person("Ann\r\nATTENDEE:mailto:evil@example.org", "a@b.org\r\nX-EVIL:1");
        let line = line("ATTENDEE", &mean);
        assert_eq!(line.matches("\r\n").count(), 1, "{line}");
        assert!(line.ends_with("mailto:a@b.org%0D%0AX-EVIL%3A1\r\n"), "{line}");
    }

    #[test]
    fn quotes_and_commas_stay_inside_the_name() {
        let who = person("Lee, Ann \"Annie\"; CPA: yes", "ann.lee+board@example.org");
        assert_eq!(
            line("ATTENDEE", &who),
            "ATTENDEE;CN=\"Lee, Ann 'Annie'; CPA: yes\":mailto:ann.lee+board@example.org\r\n"
        );
    }

    #[test]
    fn text_keeps_its_lines_and_loses_what_breaks_a_file() {
        assert_eq!(plain("one\r\ntwo\rthree\u{0}\u{7}\tend"), "one\ntwo\nthree\tend");
    }

    #[test]
    fn a_link_keeps_its_meaning() {
        let link = "https://meet.example.org/a?b=c%20d&e=ü\r\nX:1";
        let written = utf8_percent_encode(link, NOT_OF_LINKS).to_string();
        assert_eq!(written, "https://meet.example.org/a?b=c%20d&e=%C3%BC%0D%0AX:1");
    }
}
