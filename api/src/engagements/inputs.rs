//! What callers send about engagements.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    engagement,
    ids::{AgencyId, ContactId, EmployerId, EstablishmentId, PartnershipId, UserId},
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Draft,
    reads,
    types::{EngagementChannel, EngagementVisibility},
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf, Instant},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, given, needed, replace},
};

/// A new engagement.
#[derive(Clone, Debug, InputObject)]
pub struct EngagementLogInput {
    /// With whom.
    pub employer_id: IdOf<EmployerId>,
    /// How it happened.
    pub channel: EngagementChannel,
    /// When it happened; at most a day in the future.
    pub occurred_at: Instant,
    /// What it was about, in one line of 500 characters at most.
    pub subject: String,
    /// What was said, in Markdown.
    pub body: Option<String>,
    /// At which site of the employer.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// For which partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Whose log it goes into; your agency when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The contacts who took part; 100 at most.
    pub contact_ids: Option<Vec<IdOf<ContactId>>>,
    /// The people of agencies who took part; 100 at most. The author is known without being named.
    pub user_ids: Option<Vec<IdOf<UserId>>>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// The day by which the next step is to be done.
    pub next_step_due_on: Option<Date>,
    /// Who may read it; `AGENCY` when absent.
    pub visibility: Option<EngagementVisibility>,
}

/// Changes of an engagement: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EngagementUpdateInput {
    /// With whom.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// How it happened.
    pub channel: Option<EngagementChannel>,
    /// When it happened; at most a day in the future.
    pub occurred_at: Option<Instant>,
    /// What it was about, in one line of 500 characters at most.
    pub subject: Option<String>,
    /// What was said, in Markdown.
    pub body: MaybeUndefined<String>,
    /// At which site of the employer.
    pub establishment_id: MaybeUndefined<IdOf<EstablishmentId>>,
    /// For which partnership.
    pub partnership_id: MaybeUndefined<IdOf<PartnershipId>>,
    /// All contacts who took part: they replace the ones it has.
    pub contact_ids: Option<Vec<IdOf<ContactId>>>,
    /// All people of agencies who took part: they replace the ones it has.
    pub user_ids: Option<Vec<IdOf<UserId>>>,
    /// What is to be done next; clear it when it is done.
    pub next_step: MaybeUndefined<String>,
    /// The day by which the next step is to be done.
    pub next_step_due_on: MaybeUndefined<Date>,
    /// Who may read it. Only its author or an administrator may make it `RESTRICTED`.
    pub visibility: Option<EngagementVisibility>,
}

impl From<EngagementLogInput> for Draft {
    fn from(input: EngagementLogInput) -> Self {
        let agency = input.agency_id;
        let mut draft = Self::from(EngagementUpdateInput {
            employer_id: Some(input.employer_id),
            channel: Some(input.channel),
            occurred_at: Some(input.occurred_at),
            subject: Some(input.subject),
            body: given(input.body),
            establishment_id: given(input.establishment_id),
            partnership_id: given(input.partnership_id),
            contact_ids: input.contact_ids,
            user_ids: input.user_ids,
            next_step: given(input.next_step),
            next_step_due_on: given(input.next_step_due_on),
            visibility: input.visibility,
        });
        draft.row.agency_id = replace(agency, IdOf::get);
        draft
    }
}

impl From<EngagementUpdateInput> for Draft {
    fn from(input: EngagementUpdateInput) -> Self {
        let row = engagement::ActiveModel {
            employer_id: replace(input.employer_id, IdOf::get),
            channel: replace(input.channel, Into::into),
            occurred_at: replace(input.occurred_at, |at| at.0),
            subject: replace(input.subject, |text| text),
            body: change(input.body, |text| text),
            establishment_id: change(input.establishment_id, IdOf::get),
            partnership_id: change(input.partnership_id, IdOf::get),
            next_step: change(input.next_step, |text| text),
            next_step_due_on: change(input.next_step_due_on, |day| day.0),
            visibility: replace(input.visibility, Into::into),
            ..Default::default()
        };
        Self {
            row,
            contacts: input
                .contact_ids
                .map(|ids| ids.into_iter().map(IdOf::get).collect()),
            users: input.user_ids.map(|ids| ids.into_iter().map(IdOf::get).collect()),
        }
    }
}

/// Which engagements. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EngagementWhere {
    /// All of these.
    pub and: Option<Vec<EngagementWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<EngagementWhere>>,
    /// Not this.
    pub not: Option<Box<EngagementWhere>>,
    /// With this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// In this agency's log. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// For this partnership. Needs the right to read partnerships.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Written by this person. Needs the right to read users.
    pub author_id: Option<IdOf<UserId>>,
    /// This contact took part. Needs the right to read contacts.
    pub contact_id: Option<IdOf<ContactId>>,
    /// How it happened, one of these.
    pub channel: Option<Vec<EngagementChannel>>,
    /// When it happened.
    pub occurred_at: Option<DateTimeFilter>,
    /// Whether something is still to be done (a step that is done is cleared).
    pub has_open_next_step: Option<bool>,
    /// The day by which the next step is to be done.
    pub next_step_due_on: Option<DateFilter>,
    /// Every word occurs in the subject, the body or the next step, without case and accents.
    pub search: Option<String>,
}

impl Where for EngagementWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.agency_id.is_some(), Action::AgencyRead),
            (self.partnership_id.is_some(), Action::PartnershipRead),
            (self.author_id.is_some(), Action::UserRead),
            (self.contact_id.is_some(), Action::ContactRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use engagement::Column as C;
        let all = || Condition::all();
        let channels = |list: &Vec<EngagementChannel>| {
            list.iter()
                .map(|one| engagement::EngagementChannel::from(*one))
                .collect::<Vec<_>>()
        };
        let open = |is_open: bool| {
            all().add(if is_open {
                C::NextStep.is_not_null()
            } else {
                C::NextStep.is_null()
            })
        };
        [
            self.employer_id.map(|id| all().add(C::EmployerId.eq(id.get()))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.partnership_id
                .map(|id| all().add(C::PartnershipId.eq(id.get()))),
            self.author_id.map(|id| all().add(C::UserId.eq(id.get()))),
            self.contact_id.map(|id| reads::with_contact(id.get())),
            self.channel
                .as_ref()
                .map(|list| all().add(C::Channel.is_in(channels(list)))),
            self.occurred_at.as_ref().map(|filter| filter.on(C::OccurredAt)),
            self.has_open_next_step.map(open),
            self.next_step_due_on
                .as_ref()
                .map(|filter| filter.on(C::NextStepDueOn)),
            self.search.as_ref().map(|text| reads::search(text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of engagements.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum EngagementOrder {
    /// By when it happened.
    OccurredAt(SortDirection),
}

impl From<EngagementOrder> for Sort<engagement::Column> {
    fn from(order: EngagementOrder) -> Self {
        match order {
            EngagementOrder::OccurredAt(direction) => {
                Self::directed(engagement::Column::OccurredAt, direction)
            }
        }
    }
}
