//! How many came.

use async_graphql::SimpleObject;

use crate::attendees::ops::tally::Tally;

/// How many people are on the list of a meeting, what they answered, and who came. Where nobody is named, an employer or agency
/// counts as many people as it sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, SimpleObject)]
pub struct AttendanceSummary {
    /// People on the list.
    pub invited: i32,
    /// People who said they come.
    pub accepted: i32,
    /// People who said they may come.
    pub tentative: i32,
    /// People who said they do not come.
    pub declined: i32,
    /// People who came.
    pub present: i32,
    /// People who did not come.
    pub absent: i32,
    /// People who did not come and had said so.
    pub excused: i32,
    /// People who came and speak for business.
    pub business_present: i32,
    /// People who came and do not speak for business.
    pub public_present: i32,
    /// Whether those who speak for business outnumber the others who came; as many are not enough. Null when nobody is known to
    /// have come.
    pub is_business_majority: Option<bool>,
    /// Employers that came to a meeting of this partnership for the first time.
    pub first_time_employers: i32,
    /// Employers that had come to an earlier meeting of this partnership.
    pub repeat_employers: i32,
}

impl AttendanceSummary {
    /// The summary of a tally, with how many employers came for the first time and again.
    pub fn new(tally: Tally, first_time_employers: i32, repeat_employers: i32) -> Self {
        Self {
            invited: tally.invited,
            accepted: tally.accepted,
            tentative: tally.tentative,
            declined: tally.declined,
            present: tally.present,
            absent: tally.absent,
            excused: tally.excused,
            business_present: tally.business_present,
            public_present: tally.public_present(),
            is_business_majority: tally.business_outnumbers(),
            first_time_employers,
            repeat_employers,
        }
    }
}
