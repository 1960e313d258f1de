//! What callers send about series of meetings.

use async_graphql::InputObject;
use entities::{
    ids::{AgencyId, PartnershipId, UserId},
    meeting_series,
};

use super::ops::Draft;
use crate::{
    attendees::inputs::AttendeeInviteInput,
    clock::zones,
    meetings::types::MeetingKind,
    scalars::{IdOf, LocalDateTime, ZoneName},
    shared::inputs::{change, given, replace},
};

/// A new series of meetings.
#[derive(Clone, Debug, InputObject)]
pub struct MeetingSeriesStartInput {
    /// Whose meetings they are.
    pub partnership_id: IdOf<PartnershipId>,
    /// What kind of meetings they are; `GENERAL` when absent.
    pub kind: Option<MeetingKind>,
    /// What they are called; 500 characters at most.
    pub title: String,
    /// The recurrence rule of RFC 5545 over times on the clock, daily at the most often: `FREQ=MONTHLY;BYDAY=2WE`. An `UNTIL` in it
    /// is a time on the clock too.
    pub rule: String,
    /// The time on the clock from which the rule counts.
    pub local_start: LocalDateTime,
    /// The zone of the place.
    pub time_zone: ZoneName,
    /// How long each lasts, in minutes: 1 to 20160.
    pub length_minutes: i32,
    /// Where people meet; 500 characters at most.
    pub place: Option<String>,
    /// The web address (http or https) where people meet.
    pub link: Option<String>,
    /// Who sees to them; you when absent.
    pub owner_id: Option<IdOf<UserId>>,
    /// The agency that organizes them; yours when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Who is put on the list of each meeting; 200 at most.
    #[graphql(default)]
    pub attendees: Vec<AttendeeInviteInput>,
    /// True to put them on the lists without letters, false to invite them by a letter for each meeting. To be said whenever
    /// there are `attendees`.
    pub is_silent: Option<bool>,
}

impl From<MeetingSeriesStartInput> for Draft {
    fn from(input: MeetingSeriesStartInput) -> Self {
        let kind = input.kind.unwrap_or(MeetingKind::General);
        let row = meeting_series::ActiveModel {
            partnership_id: replace(Some(input.partnership_id), IdOf::get),
            kind: replace(Some(kind), Into::into),
            title: replace(Some(input.title), |text| text),
            rule: replace(Some(input.rule), |text| text),
            local_start: replace(Some(input.local_start), |local| zones::write_local(local.0)),
            time_zone: replace(Some(input.time_zone), |zone| zone.0.name().to_owned()),
            length_minutes: replace(Some(input.length_minutes), |minutes| minutes),
            place: change(given(input.place), |text| text),
            link: change(given(input.link), |text| text),
            owner_user_id: change(given(input.owner_id), IdOf::get),
            agency_id: replace(input.agency_id, IdOf::get),
            ..Default::default()
        };
        Self {
            row,
            invitees: input.attendees.into_iter().map(Into::into).collect(),
            is_silent: input.is_silent,
        }
    }
}
