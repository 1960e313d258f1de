//! What callers send about meetings.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, ContactId, EmployerId, PartnershipId, ProgramId, SeriesId, UserId},
    meeting,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Draft,
    reads,
    types::{MeetingKind, MeetingStatus},
};
use crate::{
    attendees::{inputs::AttendanceInput, types::Attendance},
    clock::zones,
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf, LocalDateTime, ZoneName},
    shared::inputs::{DateTimeFilter, StringFilter, Where, change, given, needed, replace},
};

/// A new meeting. One of the past may be recorded too.
#[derive(Clone, Debug, InputObject)]
pub struct MeetingScheduleInput {
    /// Whose meeting it is.
    pub partnership_id: IdOf<PartnershipId>,
    /// What kind of meeting it is; `GENERAL` when absent.
    pub kind: Option<MeetingKind>,
    /// What it is called; 500 characters at most.
    pub title: String,
    /// The start as the clocks in `timeZone` show it. A time that they jump over is refused; of one that comes twice the first is
    /// meant.
    pub local_start: LocalDateTime,
    /// The zone of the place where it is.
    pub time_zone: ZoneName,
    /// How long it lasts, in minutes: 1 to 20160.
    pub length_minutes: i32,
    /// Where people meet; 500 characters at most.
    pub place: Option<String>,
    /// The web address (http or https) where people meet.
    pub link: Option<String>,
    /// What is to be talked about, in Markdown.
    pub agenda: Option<String>,
    /// Who sees to it and gets the answers to its mail; you when absent.
    pub owner_id: Option<IdOf<UserId>>,
    /// The agency that organizes it; yours when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The program it is about.
    pub program_id: Option<IdOf<ProgramId>>,
}

/// Changes of what a meeting is about: what is absent stays, null clears. Time and place change by `meetingReschedule`.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MeetingUpdateInput {
    /// What kind of meeting it is.
    pub kind: Option<MeetingKind>,
    /// What it is called; 500 characters at most.
    pub title: Option<String>,
    /// What is to be talked about, in Markdown.
    pub agenda: MaybeUndefined<String>,
    /// Who sees to it and gets the answers to its mail.
    pub owner_id: MaybeUndefined<IdOf<UserId>>,
    /// The program it is about.
    pub program_id: MaybeUndefined<IdOf<ProgramId>>,
}

/// A new time or place of a meeting: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MeetingRescheduleInput {
    /// The start as the clocks in `timeZone` show it. A time that they jump over is refused; of one that comes twice the first is
    /// meant.
    pub local_start: Option<LocalDateTime>,
    /// The zone of the place where it is; the time on the clock stays when only the zone changes.
    pub time_zone: Option<ZoneName>,
    /// How long it lasts, in minutes: 1 to 20160.
    pub length_minutes: Option<i32>,
    /// Where people meet; 500 characters at most.
    pub place: MaybeUndefined<String>,
    /// The web address (http or https) where people meet.
    pub link: MaybeUndefined<String>,
}

/// Who came to a meeting that took place.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MeetingHoldInput {
    /// Who came and who did not.
    #[graphql(default)]
    pub attendance: Vec<AttendanceInput>,
    /// What holds for everybody else on the list of whom nothing is known yet, such as `ABSENT`; they stay unknown when absent.
    pub others: Option<Attendance>,
}

/// The minutes of a meeting.
#[derive(Clone, Debug, InputObject)]
pub struct MeetingMinutesInput {
    /// What was said and agreed, in Markdown; 20000 characters at most.
    pub minutes: String,
    /// The day they were filed, the day of the meeting or later; what is absent stays, null makes them a draft.
    pub filed_on: MaybeUndefined<Date>,
}

impl From<MeetingScheduleInput> for Draft {
    fn from(input: MeetingScheduleInput) -> Self {
        let about = MeetingUpdateInput {
            kind: Some(input.kind.unwrap_or(MeetingKind::General)),
            title: Some(input.title),
            agenda: given(input.agenda),
            owner_id: given(input.owner_id),
            program_id: given(input.program_id),
        };
        let time_and_place = MeetingRescheduleInput {
            local_start: Some(input.local_start),
            time_zone: Some(input.time_zone),
            length_minutes: Some(input.length_minutes),
            place: given(input.place),
            link: given(input.link),
        };
        let (about, moved) = (Self::from(about).row, Self::from(time_and_place).row);
        let row = meeting::ActiveModel {
            partnership_id: replace(Some(input.partnership_id), IdOf::get),
            agency_id: replace(input.agency_id, IdOf::get),
            kind: about.kind,
            title: about.title,
            agenda: about.agenda,
            owner_user_id: about.owner_user_id,
            program_id: about.program_id,
            ..moved
        };
        Self { row }
    }
}

impl From<MeetingUpdateInput> for Draft {
    fn from(input: MeetingUpdateInput) -> Self {
        let row = meeting::ActiveModel {
            kind: replace(input.kind, Into::into),
            title: replace(input.title, |text| text),
            agenda: change(input.agenda, |text| text),
            owner_user_id: change(input.owner_id, IdOf::get),
            program_id: change(input.program_id, IdOf::get),
            ..Default::default()
        };
        Self { row }
    }
}

impl From<MeetingRescheduleInput> for Draft {
    fn from(input: MeetingRescheduleInput) -> Self {
        let row = meeting::ActiveModel {
            local_start: replace(input.local_start, |local| zones::write_local(local.0)),
            time_zone: replace(input.time_zone, |zone| zone.0.name().to_owned()),
            length_minutes: replace(input.length_minutes, |minutes| minutes),
            place: change(input.place, |text| text),
            link: change(input.link, |text| text),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which meetings. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MeetingWhere {
    /// All of these.
    pub and: Option<Vec<MeetingWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<MeetingWhere>>,
    /// Not this.
    pub not: Option<Box<MeetingWhere>>,
    /// Of this partnership. Needs the right to read partnerships.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Made by this series.
    pub series_id: Option<IdOf<SeriesId>>,
    /// Organized by this agency. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// This person sees to it. Needs the right to read users.
    pub owner_id: Option<IdOf<UserId>>,
    /// About this program. Needs the right to read agencies.
    pub program_id: Option<IdOf<ProgramId>>,
    /// This employer is on its list. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// This contact is on its list. Needs the right to read contacts.
    pub contact_id: Option<IdOf<ContactId>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<MeetingKind>>,
    /// Of one of these.
    pub status: Option<Vec<MeetingStatus>>,
    /// When it starts.
    pub starts_at: Option<DateTimeFilter>,
    /// What it is called.
    pub title: Option<StringFilter>,
}

impl Where for MeetingWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.partnership_id.is_some(), Action::PartnershipRead),
            (
                self.agency_id.is_some() || self.program_id.is_some(),
                Action::AgencyRead,
            ),
            (self.owner_id.is_some(), Action::UserRead),
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.contact_id.is_some(), Action::ContactRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use meeting::Column as C;
        let all = || Condition::all();
        let kinds =
            |list: &Vec<MeetingKind>| C::Kind.is_in(list.iter().map(|one| meeting::MeetingKind::from(*one)));
        let statuses = |list: &Vec<MeetingStatus>| {
            C::Status.is_in(list.iter().map(|one| meeting::MeetingStatus::from(*one)))
        };
        [
            self.partnership_id
                .map(|id| all().add(C::PartnershipId.eq(id.get()))),
            self.series_id.map(|id| all().add(C::SeriesId.eq(id.get()))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.owner_id.map(|id| all().add(C::OwnerUserId.eq(id.get()))),
            self.program_id.map(|id| all().add(C::ProgramId.eq(id.get()))),
            self.employer_id.map(|id| reads::with_employer(id.get())),
            self.contact_id.map(|id| reads::with_contact(id.get())),
            self.kind.as_ref().map(|list| all().add(kinds(list))),
            self.status.as_ref().map(|list| all().add(statuses(list))),
            self.starts_at.as_ref().map(|filter| filter.on(C::StartsAt)),
            self.title.as_ref().map(|filter| filter.on(C::TitleSearch)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of meetings.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum MeetingOrder {
    /// By when it starts.
    StartsAt(SortDirection),
    /// By what it is called, without case and accents.
    Title(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<MeetingOrder> for Sort<meeting::Column> {
    fn from(order: MeetingOrder) -> Self {
        use meeting::Column as C;
        match order {
            MeetingOrder::StartsAt(direction) => Self::directed(C::StartsAt, direction),
            MeetingOrder::Title(direction) => Self::directed(C::TitleSearch, direction),
            MeetingOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
