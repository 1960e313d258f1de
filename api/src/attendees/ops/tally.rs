//! How many people of which kind: reckoned from the list of a meeting.

use entities::attendee::{self, Attendance, AttendeeResponse, Stakeholder};

/// How many people are on a list, what they answered, and who came. Where nobody is named, an employer or agency counts as many
/// people as it sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// On the list.
    pub invited: i32,
    /// Said they come.
    pub accepted: i32,
    /// Said they may come.
    pub tentative: i32,
    /// Said they do not come.
    pub declined: i32,
    /// Came.
    pub present: i32,
    /// Did not come.
    pub absent: i32,
    /// Did not come and had said so.
    pub excused: i32,
    /// Came and speak for business.
    pub business_present: i32,
}

impl Tally {
    /// The tally of a list.
    pub fn of<'a>(list: impl IntoIterator<Item = &'a attendee::Model>) -> Self {
        let mut tally = Self::default();
        for one in list {
            tally.add(one);
        }
        tally
    }

    fn add(&mut self, one: &attendee::Model) {
        self.invited += one.people;
        match one.response {
            AttendeeResponse::Accepted => self.accepted += one.people,
            AttendeeResponse::Tentative => self.tentative += one.people,
            AttendeeResponse::Declined => self.declined += one.people,
            AttendeeResponse::NeedsAction => {}
        }
        match one.attendance {
            Attendance::Present => self.present += one.people,
            Attendance::Absent => self.absent += one.people,
            Attendance::Excused => self.excused += one.people,
            Attendance::Unknown => {}
        }
        if one.attendance == Attendance::Present && is_business(one) {
            self.business_present += one.people;
        }
    }

    /// Came and do not speak for business.
    pub fn public_present(&self) -> i32 {
        self.present - self.business_present
    }

    /// Whether those who speak for business outnumber the others who came; none when nobody is known to have come.
    pub fn business_outnumbers(&self) -> Option<bool> {
        (self.present > 0).then_some(self.business_present > self.public_present())
    }
}

/// Whether an attendee speaks for business: the stakeholder says so, or an employer is spoken for and nobody says otherwise.
pub fn is_business(one: &attendee::Model) -> bool {
    one.stakeholder.map_or(one.employer_id.is_some(), |stakeholder| {
        stakeholder == Stakeholder::Business
    })
}
