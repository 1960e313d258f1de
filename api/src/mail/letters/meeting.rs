//! The letters about meetings.

use askama::Template;

/// What a letter says of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingFacts {
    /// What it is called.
    pub title: String,
    /// Whose meeting it is.
    pub partnership: String,
    /// When, by the clocks of its place.
    pub when: String,
    /// When, by the clocks of its place and by those of a recipient who lives by others.
    pub when_in_full: String,
    /// Where people meet.
    pub place: Option<String>,
    /// The web address where people meet.
    pub link: Option<String>,
    /// What is to be talked about.
    pub agenda: Option<String>,
    /// Who sees to it and gets the answers.
    pub owner: Option<String>,
}

letter! {
    /// Invites to a meeting.
    MeetingInvitation,
    "meeting-invitation/subject.txt",
    "meeting-invitation/body.txt",
    "meeting-invitation/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The meeting.
        facts: MeetingFacts,
        /// The address at which the recipient answers.
        answer: Option<String>,
        /// The address of this Guildhall.
        site: String,
    }
}

letter! {
    /// Says that a meeting has changed in time or place.
    MeetingChange,
    "meeting-change/subject.txt",
    "meeting-change/body.txt",
    "meeting-change/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The meeting as it is now.
        facts: MeetingFacts,
        /// The address at which the recipient answers.
        answer: Option<String>,
        /// The address of this Guildhall.
        site: String,
    }
}

letter! {
    /// Says that a meeting was called off, or that somebody is off its list.
    MeetingCancellation,
    "meeting-cancellation/subject.txt",
    "meeting-cancellation/body.txt",
    "meeting-cancellation/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The meeting.
        facts: MeetingFacts,
        /// Why.
        reason: Option<String>,
        /// Whether the meeting takes place without the recipient.
        is_for_one: bool,
        /// The address of this Guildhall.
        site: String,
    }
}

letter! {
    /// Reminds of a meeting.
    MeetingReminder,
    "meeting-reminder/subject.txt",
    "meeting-reminder/body.txt",
    "meeting-reminder/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The meeting.
        facts: MeetingFacts,
        /// The address at which the recipient answers.
        answer: Option<String>,
        /// The address of this Guildhall.
        site: String,
    }
}

/// The letters about meetings with contexts that could be real.
pub(super) fn samples(name: &str, site: &str) -> Vec<super::Letter> {
    let full = MeetingFacts {
        title: "Spring <meeting> & lunch".to_owned(),
        partnership: "Welding advisory board".to_owned(),
        when: "Wed 10 Mar 2027, 9:00 am to 10:30 am MST".to_owned(),
        when_in_full: "Wed 10 Mar 2027, 9:00 am to 10:30 am MST (8:00 am PST for you)".to_owned(),
        place: Some("Room 4, 12 Main Street".to_owned()),
        link: Some("https://meet.example.org/spring?a=1&b=2".to_owned()),
        agenda: Some("1. Minutes\n2. New *welding* lab".to_owned()),
        owner: Some("Cora Convener".to_owned()),
    };
    let short = MeetingFacts {
        place: None,
        link: None,
        agenda: None,
        owner: None,
        ..full.clone()
    };
    let (name, site) = (name.to_owned(), site.to_owned());
    let cancellation = |facts: &MeetingFacts, reason: Option<&str>| {
        super::Letter::MeetingCancellation(MeetingCancellation {
            name: name.clone(),
            facts: facts.clone(),
            reason: reason.map(str::to_owned),
            is_for_one: reason.is_none(),
            site: site.clone(),
        })
    };
    let called_off = cancellation(&full, Some("Too few could come."));
    let off_the_list = cancellation(&short, None);
    let (name, site, facts) = (name.clone(), site.clone(), full);
    let answer = Some(format!("{site}/rsvp/a-token"));
    vec![
        super::Letter::MeetingInvitation(MeetingInvitation {
            name: name.clone(),
            facts: facts.clone(),
            answer: answer.clone(),
            site: site.clone(),
        }),
        super::Letter::MeetingChange(MeetingChange {
            name: name.clone(),
            facts: short,
            answer: None,
            site: site.clone(),
        }),
        called_off,
        off_the_list,
        super::Letter::MeetingReminder(MeetingReminder {
            name,
            facts,
            answer,
            site,
        }),
    ]
}
