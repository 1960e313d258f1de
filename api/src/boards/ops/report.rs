//! A board against its rules: plain reckoning, without a database.

use chrono::{Days, Months, NaiveDate};
use entities::{
    attendee::{self, Attendance},
    board_rules,
    ids::{MeetingId, MembershipId},
    meeting, membership,
    partnership::{self, PartnershipKind},
};

use crate::{attendees::ops::tally::Tally, meetings, memberships};

/// Days before the end of a term from which it warns.
const WARNING_DAYS: u64 = 90;

/// What a board is held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Which part of its members a meeting needs, in percent.
    pub quorum_percent: Option<i32>,
    /// Whether more than half have to be from industry.
    pub industry_majority: bool,
    /// How many meetings in twelve months.
    pub meetings_per_year: Option<i32>,
    /// Days in which minutes are filed.
    pub minutes_within_days: Option<i32>,
    /// Months of a term, where a membership does not say when its term ends.
    pub term_months: Option<i32>,
}

impl Rules {
    /// The rules of a board; what it is asked for when it has none.
    pub fn of(board: &partnership::Model, row: Option<&board_rules::Model>) -> Self {
        row.map_or(
            Self {
                industry_majority: board.kind != PartnershipKind::CrossAgency,
                ..Self::default()
            },
            |row| Self {
                quorum_percent: row.quorum_percent,
                industry_majority: row.industry_majority,
                meetings_per_year: row.meetings_per_year,
                minutes_within_days: row.minutes_within_days,
                term_months: row.term_months,
            },
        )
    }
}

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Business does not outnumber the others.
    NoIndustryMajority,
    /// Too few of the members came.
    NoQuorum,
    /// Too few meetings in twelve months.
    TooFewMeetings,
    /// Minutes were filed late, or are due.
    MinutesLate,
    /// The term of a member is over.
    TermLapsed,
    /// The term of a member is over soon.
    TermLapsing,
}

/// Something that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// At which meeting.
    pub meeting: Option<MeetingId>,
    /// With which member.
    pub membership: Option<MembershipId>,
    /// How many there are.
    pub actual: Option<i32>,
    /// How many there have to be; of days, how many there may be.
    pub required: Option<i32>,
    /// The day it was due, or the term ends.
    pub on: Option<NaiveDate>,
}

impl Finding {
    fn numbers(kind: FindingKind, actual: i32, required: i32) -> Self {
        Self {
            kind,
            meeting: None,
            membership: None,
            actual: Some(actual),
            required: Some(required),
            on: None,
        }
    }
}

/// A held meeting and its list.
pub type Held = (meeting::Model, Vec<attendee::Model>);

/// What is known of a board.
#[derive(Clone, Debug)]
pub struct Board {
    /// The board.
    pub partnership: partnership::Model,
    /// What it is held to.
    pub rules: Rules,
    /// Everybody who is or was a member.
    pub members: Vec<membership::Model>,
    /// The meetings that were held.
    pub meetings: Vec<Held>,
}

/// A board against its rules on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Members that are employers.
    pub business_members: i32,
    /// Members that are not.
    pub other_members: i32,
    /// Meetings held in the twelve months up to the day.
    pub meetings_held: i32,
    /// What is broken: of the board, then of its meetings from the first to the last, then of its members.
    pub findings: Vec<Finding>,
}

impl Board {
    /// The report as of a day.
    pub fn report(&self, as_of: NaiveDate) -> Report {
        let year_ago = as_of
            .checked_sub_months(Months::new(12))
            .unwrap_or(NaiveDate::MIN);
        let mut held: Vec<_> = self
            .meetings
            .iter()
            .filter(|(meeting, _)| (year_ago..=as_of).contains(&meetings::reads::day(meeting)))
            .filter(|(meeting, _)| meetings::reads::day(meeting) > year_ago)
            .collect();
        held.sort_by_key(|(meeting, _)| (meeting.starts_at, meeting.id));
        let members = self.members_on(as_of);
        let business = count(members.iter().filter(|member| member.employer_id.is_some()));
        let others = count(members.iter()) - business;
        let mut findings = Vec::new();
        findings.extend(self.majority(business, others));
        findings.extend(self.too_few(count(held.iter()), year_ago));
        for held in &held {
            findings.extend(self.of_meeting(held, as_of));
        }
        findings.extend(members.iter().filter_map(|member| self.term(member, as_of)));
        Report {
            business_members: business,
            other_members: others,
            meetings_held: count(held.iter()),
            findings,
        }
    }

    fn members_on(&self, day: NaiveDate) -> Vec<&membership::Model> {
        let holds = |member: &&membership::Model| memberships::ops::period(member).holds_on(day);
        self.members.iter().filter(holds).collect()
    }

    fn majority(&self, business: i32, others: i32) -> Option<Finding> {
        let is_broken = self.rules.industry_majority && business <= others;
        is_broken.then(|| Finding::numbers(FindingKind::NoIndustryMajority, business, others + 1))
    }

    /// A board that is not a year old has not had the time.
    fn too_few(&self, held: i32, year_ago: NaiveDate) -> Option<Finding> {
        let required = self.rules.meetings_per_year?;
        let is_young = self.partnership.started_on.is_some_and(|day| day > year_ago);
        (!is_young && held < required).then(|| Finding::numbers(FindingKind::TooFewMeetings, held, required))
    }

    fn of_meeting(&self, (meeting, list): &Held, as_of: NaiveDate) -> Vec<Finding> {
        let tally = Tally::of(list);
        let majority = (tally.present > 0)
            .then(|| self.majority(tally.business_present, tally.public_present()))
            .flatten();
        let found = [majority, self.quorum(meeting, list), self.minutes(meeting, as_of)];
        let at = |finding| Finding {
            meeting: Some(meeting.id),
            ..finding
        };
        found.into_iter().flatten().map(at).collect()
    }

    fn quorum(&self, meeting: &meeting::Model, list: &[attendee::Model]) -> Option<Finding> {
        let percent = self.rules.quorum_percent?;
        let members = self.members_on(meetings::reads::day(meeting));
        let came = |member: &&&membership::Model| {
            list.iter().any(|one| {
                let is_same = (one.employer_id.is_some() && one.employer_id == member.employer_id)
                    || (one.agency_id.is_some() && one.agency_id == member.agency_id);
                one.attendance == Attendance::Present && is_same
            })
        };
        let present = count(members.iter().filter(came));
        let required = (count(members.iter()) * percent + 99) / 100;
        (present < required).then(|| Finding::numbers(FindingKind::NoQuorum, present, required))
    }

    fn minutes(&self, meeting: &meeting::Model, as_of: NaiveDate) -> Option<Finding> {
        let days = self.rules.minutes_within_days?;
        let day = meetings::reads::day(meeting);
        let due = day + Days::new(u64::try_from(days).unwrap_or_default());
        let filed = meeting.minutes_filed_on.filter(|filed| *filed <= as_of);
        let until = filed.unwrap_or(as_of);
        let taken = i32::try_from((until - day).num_days()).unwrap_or(i32::MAX);
        (until > due).then(|| Finding {
            on: Some(due),
            ..Finding::numbers(FindingKind::MinutesLate, taken, days)
        })
    }

    fn term(&self, member: &membership::Model, as_of: NaiveDate) -> Option<Finding> {
        let by_rule = || {
            let months = u32::try_from(self.rules.term_months?).ok()?;
            let next = member.term_from_on?.checked_add_months(Months::new(months))?;
            next.pred_opt()
        };
        let end = member.term_to_on.or_else(by_rule)?;
        let kind = if end < as_of {
            FindingKind::TermLapsed
        } else if end <= as_of + Days::new(WARNING_DAYS) {
            FindingKind::TermLapsing
        } else {
            return None;
        };
        Some(Finding {
            kind,
            meeting: None,
            membership: Some(member.id),
            actual: None,
            required: None,
            on: Some(end),
        })
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i32 {
    i32::try_from(items.count()).unwrap_or(i32::MAX)
}
