//! What callers send about drafted letters.

use async_graphql::{InputObject, OneofObject};
use entities::{
    ids::{AgencyId, ContactId, EmployerId, MeetingId, PartnershipId, UserId},
    letter_draft,
};
use sea_orm::Condition;

use super::{
    ops::Draft,
    types::{LetterDraftKind, LetterDraftState},
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{DateTimeFilter, Where, needed, one_of, replace},
};

/// Changes of a drafted letter: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct LetterDraftUpdateInput {
    /// The subject: one line of 1 to 500 characters.
    pub subject: Option<String>,
    /// What it says: plain text of 1 to 20,000 characters, blank lines between paragraphs.
    pub body: Option<String>,
}

impl From<LetterDraftUpdateInput> for Draft {
    fn from(input: LetterDraftUpdateInput) -> Self {
        let row = letter_draft::ActiveModel {
            subject: replace(input.subject, |subject| subject),
            body: replace(input.body, |body| body),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which drafted letters. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct LetterDraftWhere {
    /// All of these.
    pub and: Option<Vec<LetterDraftWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<LetterDraftWhere>>,
    /// Not this.
    pub not: Option<Box<LetterDraftWhere>>,
    /// Where it stands, one of these.
    pub state: Option<Vec<LetterDraftState>>,
    /// What it is for, one of these.
    pub kind: Option<Vec<LetterDraftKind>>,
    /// About this meeting.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// About this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// To this contact.
    pub contact_id: Option<IdOf<ContactId>>,
    /// To this user.
    pub user_id: Option<IdOf<UserId>>,
    /// Concerns this employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Mended and sent by the people of this agency.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Written in the name of this user.
    pub sender_user_id: Option<IdOf<UserId>>,
    /// When it was sent; letters that were not are in no range.
    pub sent_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for LetterDraftWhere {
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
            (self.contact_id.is_some(), Action::ContactRead),
            (self.user_id.is_some(), Action::UserRead),
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.agency_id.is_some(), Action::AgencyRead),
            (self.sender_user_id.is_some(), Action::UserRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use letter_draft::Column as C;
        let states = |list: &Vec<LetterDraftState>| {
            let states = list.iter().map(|one| (*one).into());
            states.collect::<Vec<letter_draft::LetterDraftState>>()
        };
        let kinds = |list: &Vec<LetterDraftKind>| {
            let kinds = list.iter().map(|one| (*one).into());
            kinds.collect::<Vec<letter_draft::LetterDraftKind>>()
        };
        [
            self.state.as_ref().map(|list| one_of(C::State, states(list))),
            self.kind.as_ref().map(|list| one_of(C::Kind, kinds(list))),
            self.meeting_id.map(|id| one_of(C::MeetingId, [id.get()])),
            self.partnership_id.map(|id| one_of(C::PartnershipId, [id.get()])),
            self.contact_id.map(|id| one_of(C::ContactId, [id.get()])),
            self.user_id.map(|id| one_of(C::UserId, [id.get()])),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.agency_id.map(|id| one_of(C::AgencyId, [id.get()])),
            self.sender_user_id.map(|id| one_of(C::SenderUserId, [id.get()])),
            self.sent_at.as_ref().map(|filter| filter.on(C::SentAt)),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of drafted letters.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum LetterDraftOrder {
    /// By when it was drafted.
    CreatedAt(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<LetterDraftOrder> for Sort<letter_draft::Column> {
    fn from(order: LetterDraftOrder) -> Self {
        use letter_draft::Column as C;
        match order {
            LetterDraftOrder::CreatedAt(direction) => Self::directed(C::CreatedAt, direction),
            LetterDraftOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
