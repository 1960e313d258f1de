//! The letter of the morning.

use askama::Template;

/// A meeting as the letter names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestMeeting {
    /// What it is called.
    pub title: String,
    /// Whose meeting it is.
    pub partnership: String,
    /// When, by the clocks of its place and the recipient's.
    pub when: String,
    /// Where people meet.
    pub place: Option<String>,
    /// The web address where people meet.
    pub link: Option<String>,
    /// The address at which the recipient answers; none when that is done.
    pub answer: Option<String>,
}

/// Something to do as the letter names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestTask {
    /// What is to be done.
    pub title: String,
    /// The partnership whose work it is.
    pub partnership: Option<String>,
    /// The last day on which it is done in time.
    pub due_on: String,
}

letter! {
    /// Says what is ahead: the meetings of today and the next week, and what is to be done.
    Digest,
    "digest/subject.txt",
    "digest/body.txt",
    "digest/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The day.
        day: String,
        /// The meetings of that day.
        today: Vec<DigestMeeting>,
        /// Those of the next seven days.
        ahead: Vec<DigestMeeting>,
        /// What should be done already.
        overdue: Vec<DigestTask>,
        /// What is to be done today and in the next seven days.
        to_do: Vec<DigestTask>,
        /// Whether there is more than the letter names.
        is_cut: bool,
        /// The address at which the recipient stops these letters.
        stop: String,
        /// The address of this Guildhall.
        site: String,
    }
}

impl Digest {
    /// Whether there is anything to say.
    pub fn says_something(&self) -> bool {
        !(self.today.is_empty() && self.ahead.is_empty() && self.overdue.is_empty() && self.to_do.is_empty())
    }

    /// What is ahead, in a line: `2 meetings today, 1 thing overdue`.
    fn summary(&self) -> String {
        let count = |count: usize, one: &str, many: &str| {
            (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
        };
        let parts = [
            count(self.today.len(), "meeting today", "meetings today"),
            if self.today.is_empty() {
                count(
                    self.ahead.len(),
                    "meeting in the next week",
                    "meetings in the next week",
                )
            } else {
                count(self.ahead.len(), "in the next week", "in the next week")
            },
            count(self.overdue.len(), "thing overdue", "things overdue"),
            count(self.to_do.len(), "thing to do", "things to do"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The letter with contexts that could be real.
pub(super) fn samples(name: &str, site: &str) -> Vec<super::Letter> {
    let meeting = |title: &str, when: &str| DigestMeeting {
        title: title.to_owned(),
        partnership: "Welding advisory board".to_owned(),
        when: when.to_owned(),
        place: None,
        link: None,
        answer: None,
    };
    let task = |title: &str, due_on: &str| DigestTask {
        title: title.to_owned(),
        partnership: None,
        due_on: due_on.to_owned(),
    };
    let full = Digest {
        name: name.to_owned(),
        day: "Wed 10 Mar 2027".to_owned(),
        today: vec![DigestMeeting {
            place: Some("Room 4, 12 Main Street".to_owned()),
            link: Some("https://meet.example.org/spring?a=1&b=2".to_owned()),
            answer: Some(format!("{site}/rsvp/a-token")),
            ..meeting(
                "Spring <meeting> & lunch",
                "Wed 10 Mar 2027, 9:00 am to 10:30 am MST (8:00 am PST for you)",
            )
        }],
        ahead: vec![
            meeting("Lab tour", "Thu 11 Mar 2027, 1:00 pm to 2:00 pm MST"),
            meeting("Budget", "Mon 15 Mar 2027, 9:00 am to 10:00 am MDT"),
        ],
        overdue: vec![DigestTask {
            partnership: Some("Welding advisory board".to_owned()),
            ..task("Order <steel>", "Mon 8 Mar 2027")
        }],
        to_do: vec![task("Write to the plant & ask", "Fri 12 Mar 2027")],
        is_cut: true,
        stop: format!("{site}/u/a-token"),
        site: site.to_owned(),
    };
    let short = Digest {
        today: Vec::new(),
        ahead: Vec::new(),
        overdue: Vec::new(),
        is_cut: false,
        ..full.clone()
    };
    vec![super::Letter::Digest(full), super::Letter::Digest(short)]
}
