//! Meetings of the board and about the program, with how many came and how many of them for business.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveTime};
use entities::{
    attendee,
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use super::Subject;
use crate::{
    app::Cx,
    attendees::{self, ops::tally::Tally},
    error::Result,
    evidence::ops::contents::{Kind, Section, counted},
    meetings,
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let mut section = Section::new(Kind::BoardMeetings);
    if subject.program.advisory_board_id.is_none() {
        section.lacks("No advisory board is named.");
    }
    let held = held(cx, subject).await?;
    if held.is_empty() {
        section.lacks("No meeting of the board or about the program was held in 24 months.");
    }
    let tallies = tallies(cx, held.iter().map(|meeting| meeting.id)).await?;
    let mut led = 0;
    for meeting in &held {
        let tally = tallies.get(&meeting.id).copied().unwrap_or_default();
        led += usize::from(tally.business_outnumbers() == Some(true));
        let day = meetings::reads::day(meeting);
        let text = format!("{}: {}", meeting.title, came(&tally));
        section.line(text, Some(day), &meeting.id, "List of attendees");
        if tally.present == 0 {
            section.lacks(format!("Nobody noted who came to the meeting of {day}."));
        }
    }
    section.count("Meetings held", held.len());
    section.count("Meetings at which business outnumbered the others", led);
    Ok(section.latest_first())
}

fn came(tally: &Tally) -> String {
    if tally.present == 0 {
        return "nobody noted who came.".to_owned();
    }
    let people = counted(i64::from(tally.present), "person", "people");
    let (business, others) = (tally.business_present, tally.public_present());
    format!("{people} came, {business} for business and {others} for others.")
}

/// The meetings that were held in the months that count, by their day on the clocks of their place.
async fn held(cx: &Cx, subject: &Subject) -> Result<Vec<meeting::Model>> {
    use meeting::Column as C;
    let (from, day) = (subject.from, subject.day);
    // No clock is more than a day off: which day it was is asked below.
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let after = midnight(from.checked_sub_days(Days::new(1)).unwrap_or(from));
    let before = midnight(day.checked_add_days(Days::new(2)).unwrap_or(day));
    let mut of = Condition::any().add(C::ProgramId.eq(subject.program.id));
    if let Some(board) = subject.program.advisory_board_id {
        of = of.add(C::PartnershipId.eq(board));
    }
    let mut rows = meetings::reads::live(cx)
        .filter(of)
        .filter(C::Status.is_in([MeetingStatus::Held, MeetingStatus::Closed]))
        .filter(C::StartsAt.gte(after))
        .filter(C::StartsAt.lt(before))
        .all(cx.app.db.read())
        .await?;
    rows.retain(|meeting| (from..=day).contains(&meetings::reads::day(meeting)));
    rows.sort_by_key(|meeting| (meeting.starts_at, meeting.id));
    Ok(rows)
}

async fn tallies(cx: &Cx, ids: impl Iterator<Item = MeetingId>) -> Result<HashMap<MeetingId, Tally>> {
    let ids: Vec<MeetingId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = attendees::reads::live(cx)
        .filter(attendee::Column::MeetingId.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    let mut lists: HashMap<MeetingId, Vec<attendee::Model>> = HashMap::new();
    for row in rows {
        lists.entry(row.meeting_id).or_default().push(row);
    }
    Ok(lists.iter().map(|(id, list)| (*id, Tally::of(list))).collect())
}
