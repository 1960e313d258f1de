//! Which letters, and in which order.

use async_graphql::{InputObject, OneofObject};
use entities::{
    attendee,
    ids::{ContactId, EmployerId, MeetingId, UserId},
    outbox_message::{self, Column as C},
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::types::MailState;
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{DateTimeFilter, Where, needed},
    text,
};

/// Which letters. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MailWhere {
    /// All of these.
    pub and: Option<Vec<MailWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<MailWhere>>,
    /// Not this.
    pub not: Option<Box<MailWhere>>,
    /// Where it stands, one of these.
    pub state: Option<Vec<MailState>>,
    /// Which letter, one of these, such as `user-invitation`.
    pub letter: Option<Vec<String>>,
    /// To this user.
    pub user_id: Option<IdOf<UserId>>,
    /// To this contact.
    pub contact_id: Option<IdOf<ContactId>>,
    /// Concerns this employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// About this meeting, or to its attendees about it.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// To this address, without case.
    pub to_address: Option<String>,
    /// When it was written.
    pub created_at: Option<DateTimeFilter>,
}

impl Where for MailWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.user_id.is_some(), Action::UserRead),
            (self.contact_id.is_some(), Action::ContactRead),
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.meeting_id.is_some(), Action::MeetingRead),
            (self.to_address.is_some(), Action::MailReadAddresses),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        let all = || Condition::all();
        let states = |list: &Vec<MailState>| {
            let states = list.iter().map(|one| outbox_message::MailState::from(*one));
            states.collect::<Vec<_>>()
        };
        // A letter to nobody of that kind is not to another one either: a negation keeps it.
        let is = |column: C, id: uuid::Uuid| all().add(column.is_not_null()).add(column.eq(id));
        [
            self.state
                .as_ref()
                .map(|list| all().add(C::State.is_in(states(list)))),
            self.letter
                .as_ref()
                .map(|list| all().add(C::Letter.is_in(list.clone()))),
            self.user_id.map(|id| is(C::UserId, id.get().uuid())),
            self.contact_id.map(|id| is(C::ContactId, id.get().uuid())),
            self.employer_id.map(|id| is(C::EmployerId, id.get().uuid())),
            self.meeting_id.map(|id| {
                let its_own = all()
                    .add(C::SubjectType.eq(SubjectType::Meeting))
                    .add(C::SubjectId.eq(id.get().uuid()));
                let attendees = attendee::Entity::find()
                    .select_only()
                    .column(attendee::Column::Id)
                    .filter(attendee::Column::MeetingId.eq(id.get()));
                let of_attendees = all()
                    .add(C::SubjectType.eq(SubjectType::Attendee))
                    .add(C::SubjectId.in_subquery(attendees.into_query()));
                Condition::any().add(its_own).add(of_attendees)
            }),
            self.to_address
                .as_ref()
                .map(|address| all().add(C::AddressSearch.eq(text::fold(address)))),
            self.created_at.as_ref().map(|filter| filter.on(C::CreatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of letters.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum MailOrder {
    /// By when it was written.
    CreatedAt(SortDirection),
    /// By when it leaves or left.
    DueAt(SortDirection),
}

impl From<MailOrder> for Sort<C> {
    fn from(order: MailOrder) -> Self {
        match order {
            MailOrder::CreatedAt(direction) => Self::directed(C::CreatedAt, direction),
            MailOrder::DueAt(direction) => Self::directed(C::DueAt, direction),
        }
    }
}
