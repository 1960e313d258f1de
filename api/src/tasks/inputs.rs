//! What callers send about tasks.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, ContactId, EmployerId, MeetingId, PartnershipId, RecommendationId, UserId},
    task,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Draft,
    types::{TaskKind, TaskState},
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, every_word, given, needed, one_of, replace},
};

/// A new task. It belongs to a partnership, a meeting, a recommendation or an employer.
#[derive(Clone, Debug, InputObject)]
pub struct TaskCreateInput {
    /// What is to be done or was decided; 1 to 500 characters.
    pub title: String,
    /// What kind of thing it is; `ACTION` when absent.
    pub kind: Option<TaskKind>,
    /// More about it; 20,000 characters at most.
    pub description: Option<String>,
    /// The partnership whose work it is; that of the meeting or the recommendation when absent.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// The meeting at which it was agreed.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// The advice it puts into practice.
    pub recommendation_id: Option<IdOf<RecommendationId>>,
    /// The employer it concerns.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency that follows it up; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Who does it, when that is a user; not together with a contact.
    pub owner_user_id: Option<IdOf<UserId>>,
    /// Who does it, when that is a contact; not together with a user.
    pub owner_contact_id: Option<IdOf<ContactId>>,
    /// The last day on which it is done in time.
    pub due_on: Option<Date>,
}

/// Changes of a task: what is absent stays, null clears. It is closed and opened by mutations of their own.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TaskUpdateInput {
    /// What is to be done or was decided; 1 to 500 characters.
    pub title: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<TaskKind>,
    /// More about it; 20,000 characters at most.
    pub description: MaybeUndefined<String>,
    /// The partnership whose work it is.
    pub partnership_id: MaybeUndefined<IdOf<PartnershipId>>,
    /// The meeting at which it was agreed.
    pub meeting_id: MaybeUndefined<IdOf<MeetingId>>,
    /// The advice it puts into practice.
    pub recommendation_id: MaybeUndefined<IdOf<RecommendationId>>,
    /// The employer it concerns.
    pub employer_id: MaybeUndefined<IdOf<EmployerId>>,
    /// The agency that follows it up; one you may act for.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Who does it, when that is a user; not together with a contact.
    pub owner_user_id: MaybeUndefined<IdOf<UserId>>,
    /// Who does it, when that is a contact; not together with a user.
    pub owner_contact_id: MaybeUndefined<IdOf<ContactId>>,
    /// The last day on which it is done in time.
    pub due_on: MaybeUndefined<Date>,
}

impl From<TaskCreateInput> for Draft {
    fn from(input: TaskCreateInput) -> Self {
        TaskUpdateInput {
            title: Some(input.title),
            kind: input.kind,
            description: given(input.description),
            partnership_id: given(input.partnership_id),
            meeting_id: given(input.meeting_id),
            recommendation_id: given(input.recommendation_id),
            employer_id: given(input.employer_id),
            agency_id: input.agency_id,
            owner_user_id: given(input.owner_user_id),
            owner_contact_id: given(input.owner_contact_id),
            due_on: given(input.due_on),
        }
        .into()
    }
}

impl From<TaskUpdateInput> for Draft {
    fn from(input: TaskUpdateInput) -> Self {
        let row = task::ActiveModel {
            title: replace(input.title, |title| title),
            kind: replace(input.kind, task::TaskKind::from),
            description: change(input.description, |text| text),
            partnership_id: change(input.partnership_id, IdOf::get),
            meeting_id: change(input.meeting_id, IdOf::get),
            recommendation_id: change(input.recommendation_id, IdOf::get),
            employer_id: change(input.employer_id, IdOf::get),
            agency_id: replace(input.agency_id, IdOf::get),
            owner_user_id: change(input.owner_user_id, IdOf::get),
            owner_contact_id: change(input.owner_contact_id, IdOf::get),
            due_on: change(input.due_on, |day| day.0),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which tasks. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TaskWhere {
    /// All of these.
    pub and: Option<Vec<TaskWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<TaskWhere>>,
    /// Not this.
    pub not: Option<Box<TaskWhere>>,
    /// Where it stands, one of these.
    pub state: Option<Vec<TaskState>>,
    /// The kind, one of these.
    pub kind: Option<Vec<TaskKind>>,
    /// Open although its last day lies before this day.
    pub overdue_on: Option<Date>,
    /// Its last day; tasks without one are in no range.
    pub due_on: Option<DateFilter>,
    /// The day it was done or dropped.
    pub closed_on: Option<DateFilter>,
    /// Owned by this user.
    pub owner_user_id: Option<IdOf<UserId>>,
    /// Owned by this contact.
    pub owner_contact_id: Option<IdOf<ContactId>>,
    /// Owned by somebody (true) or by nobody yet (false).
    pub is_owned: Option<bool>,
    /// The work of this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Agreed at this meeting.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// Puts this advice into practice.
    pub recommendation_id: Option<IdOf<RecommendationId>>,
    /// Concerns this employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Followed up by this agency.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Every word occurs in the title, without case and accents.
    pub search: Option<String>,
}

impl Where for TaskWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.owner_user_id.is_some(), Action::UserRead),
            (self.owner_contact_id.is_some(), Action::ContactRead),
            (self.partnership_id.is_some(), Action::PartnershipRead),
            (self.meeting_id.is_some(), Action::MeetingRead),
            (self.recommendation_id.is_some(), Action::RecommendationRead),
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.agency_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use task::Column as C;
        let states = |list: &Vec<TaskState>| {
            list.iter()
                .map(|one| task::TaskState::from(*one))
                .collect::<Vec<_>>()
        };
        let kinds = |list: &Vec<TaskKind>| {
            list.iter()
                .map(|one| task::TaskKind::from(*one))
                .collect::<Vec<_>>()
        };
        [
            self.state.as_ref().map(|list| one_of(C::State, states(list))),
            self.kind.as_ref().map(|list| one_of(C::Kind, kinds(list))),
            self.overdue_on.map(overdue),
            self.due_on.as_ref().map(|filter| filter.on(C::DueOn)),
            self.closed_on.as_ref().map(|filter| filter.on(C::ClosedOn)),
            self.owner_user_id.map(|id| one_of(C::OwnerUserId, [id.get()])),
            self.owner_contact_id
                .map(|id| one_of(C::OwnerContactId, [id.get()])),
            self.is_owned.map(owned),
            self.partnership_id.map(|id| one_of(C::PartnershipId, [id.get()])),
            self.meeting_id.map(|id| one_of(C::MeetingId, [id.get()])),
            self.recommendation_id
                .map(|id| one_of(C::RecommendationId, [id.get()])),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.agency_id.map(|id| one_of(C::AgencyId, [id.get()])),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.search.as_ref().map(|text| every_word(C::TitleSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Open, and its last day lies before `day`.
fn overdue(day: Date) -> Condition {
    Condition::all()
        .add(task::Column::State.eq(task::TaskState::Open))
        .add(task::Column::SortDueOn.lt(day.0))
}

fn owned(owned: bool) -> Condition {
    use task::Column::{OwnerContactId, OwnerUserId};
    if owned {
        Condition::any()
            .add(OwnerUserId.is_not_null())
            .add(OwnerContactId.is_not_null())
    } else {
        Condition::all()
            .add(OwnerUserId.is_null())
            .add(OwnerContactId.is_null())
    }
}

/// An order of tasks.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum TaskOrder {
    /// By the last day; tasks without one count as due last.
    DueOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<TaskOrder> for Sort<task::Column> {
    fn from(order: TaskOrder) -> Self {
        use task::Column as C;
        match order {
            TaskOrder::DueOn(direction) => Self::directed(C::SortDueOn, direction),
            TaskOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
