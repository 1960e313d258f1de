//! What callers send about recommendations.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, ContactId, EmployerId, MeetingId, PartnershipId, ProgramId, TopicId},
    recommendation,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Decision, Draft},
    types::{RecommendationDecision, RecommendationDisposition},
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, every_word, given, needed, one_of, replace},
};

/// A new piece of advice. It names the employer for which it was said, the partnership or the meeting.
#[derive(Clone, Debug, InputObject)]
pub struct RecommendationRecordInput {
    /// What was advised, in Markdown; 20,000 characters at most.
    pub text: String,
    /// The day it was said, from 1900 to today.
    pub said_on: Date,
    /// What it is about; a topic in use.
    pub topic_id: Option<IdOf<TopicId>>,
    /// Who said it.
    pub contact_id: Option<IdOf<ContactId>>,
    /// For which employer it was said.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The program it is about.
    pub program_id: Option<IdOf<ProgramId>>,
    /// The meeting at which it was said.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// The partnership or board to which it was said; the meeting's when absent.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// The agency that has to answer; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
}

/// Changes of a recommendation: what is absent stays, null clears. Where it stands changes by its steps.
#[derive(Clone, Debug, Default, InputObject)]
pub struct RecommendationUpdateInput {
    /// What was advised, in Markdown; 20,000 characters at most.
    pub text: Option<String>,
    /// The day it was said, from 1900 to today and not after it was decided.
    pub said_on: Option<Date>,
    /// What it is about; a topic in use.
    pub topic_id: MaybeUndefined<IdOf<TopicId>>,
    /// Who said it.
    pub contact_id: MaybeUndefined<IdOf<ContactId>>,
    /// For which employer it was said.
    pub employer_id: MaybeUndefined<IdOf<EmployerId>>,
    /// The program it is about.
    pub program_id: MaybeUndefined<IdOf<ProgramId>>,
    /// The meeting at which it was said.
    pub meeting_id: MaybeUndefined<IdOf<MeetingId>>,
    /// The partnership or board to which it was said.
    pub partnership_id: MaybeUndefined<IdOf<PartnershipId>>,
    /// The agency that has to answer.
    pub agency_id: Option<IdOf<AgencyId>>,
}

impl From<RecommendationRecordInput> for Draft {
    fn from(input: RecommendationRecordInput) -> Self {
        RecommendationUpdateInput {
            text: Some(input.text),
            said_on: Some(input.said_on),
            topic_id: given(input.topic_id),
            contact_id: given(input.contact_id),
            employer_id: given(input.employer_id),
            program_id: given(input.program_id),
            meeting_id: given(input.meeting_id),
            partnership_id: given(input.partnership_id),
            agency_id: input.agency_id,
        }
        .into()
    }
}

impl From<RecommendationUpdateInput> for Draft {
    fn from(input: RecommendationUpdateInput) -> Self {
        let row = recommendation::ActiveModel {
            text: replace(input.text, |text| text),
            said_on: replace(input.said_on, |day| day.0),
            topic_id: change(input.topic_id, IdOf::get),
            contact_id: change(input.contact_id, IdOf::get),
            employer_id: change(input.employer_id, IdOf::get),
            program_id: change(input.program_id, IdOf::get),
            meeting_id: change(input.meeting_id, IdOf::get),
            partnership_id: change(input.partnership_id, IdOf::get),
            agency_id: replace(input.agency_id, IdOf::get),
            ..Default::default()
        };
        Self { row }
    }
}

/// A decision about a recommendation.
#[derive(Clone, Debug, InputObject)]
pub struct RecommendationDecideInput {
    /// The decision.
    pub decision: RecommendationDecision,
    /// The day of the decision; today when absent, not before it was said.
    pub on: Option<Date>,
    /// Why. Asked for when it is declined or deferred; whoever gave the advice will read it.
    pub reason: Option<String>,
    /// The form in which it is accepted. Asked for when it is accepted in another form, refused otherwise.
    pub accepted_text: Option<String>,
}

impl From<RecommendationDecideInput> for Decision {
    fn from(input: RecommendationDecideInput) -> Self {
        Self {
            decision: input.decision.into(),
            on: input.on.map(|day| day.0),
            reason: input.reason,
            accepted_text: input.accepted_text,
        }
    }
}

/// How accepted advice was put into practice.
#[derive(Clone, Debug, InputObject)]
pub struct RecommendationImplementInput {
    /// The day; today when absent, not before it was decided.
    pub on: Option<Date>,
    /// What was done.
    pub implementation: Option<String>,
}

/// What those who gave the advice were told.
#[derive(Clone, Debug, InputObject)]
pub struct RecommendationReportBackInput {
    /// The day; today when absent, not before it was implemented or declined.
    pub on: Option<Date>,
    /// What they were told; 20,000 characters at most.
    pub report: String,
}

/// Which recommendations. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct RecommendationWhere {
    /// All of these.
    pub and: Option<Vec<RecommendationWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<RecommendationWhere>>,
    /// Not this.
    pub not: Option<Box<RecommendationWhere>>,
    /// Where it stands, one of these.
    pub disposition: Option<Vec<RecommendationDisposition>>,
    /// Closed: declined with a reason, or reported back.
    pub is_closed: Option<bool>,
    /// Open on this day although the twelve months in which advice is to be closed had passed.
    pub overdue_on: Option<Date>,
    /// Said to this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Said at this meeting.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// Said for this employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Said by this person.
    pub contact_id: Option<IdOf<ContactId>>,
    /// About this program.
    pub program_id: Option<IdOf<ProgramId>>,
    /// About one of these topics.
    pub topic_id: Option<Vec<IdOf<TopicId>>>,
    /// To be answered by this agency.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The day it was said.
    pub said_on: Option<DateFilter>,
    /// The day it was closed.
    pub closed_on: Option<DateFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Every word occurs in what was advised, without case and accents.
    pub search: Option<String>,
}

impl Where for RecommendationWhere {
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
            (self.meeting_id.is_some(), Action::MeetingRead),
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.contact_id.is_some(), Action::ContactRead),
            (self.program_id.is_some(), Action::AgencyRead),
            (self.agency_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use recommendation::Column as C;
        let all = || Condition::all();
        let dispositions = |list: &Vec<RecommendationDisposition>| {
            let list = list.iter().copied();
            list.map(recommendation::RecommendationDisposition::from)
                .collect::<Vec<_>>()
        };
        [
            self.disposition
                .as_ref()
                .map(|list| one_of(C::Disposition, dispositions(list))),
            self.is_closed.map(|closed| {
                all().add(if closed {
                    C::ClosedOn.is_not_null()
                } else {
                    C::ClosedOn.is_null()
                })
            }),
            self.overdue_on
                .map(|day| all().add(C::CloseByOn.lt(day.0)).add(open_on(day))),
            self.partnership_id.map(|id| one_of(C::PartnershipId, [id.get()])),
            self.meeting_id.map(|id| one_of(C::MeetingId, [id.get()])),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.contact_id.map(|id| one_of(C::ContactId, [id.get()])),
            self.program_id.map(|id| one_of(C::ProgramId, [id.get()])),
            self.topic_id
                .as_ref()
                .map(|list| one_of(C::TopicId, list.iter().map(|id| id.get()))),
            self.agency_id.map(|id| one_of(C::AgencyId, [id.get()])),
            self.said_on.as_ref().map(|filter| filter.on(C::SaidOn)),
            self.closed_on.as_ref().map(|filter| filter.on(C::ClosedOn)),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.search.as_ref().map(|text| every_word(C::TextSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Not closed by this day.
fn open_on(day: Date) -> Condition {
    Condition::any()
        .add(recommendation::Column::ClosedOn.is_null())
        .add(recommendation::Column::ClosedOn.gt(day.0))
}

/// An order of recommendations.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum RecommendationOrder {
    /// By the day it was said.
    SaidOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<RecommendationOrder> for Sort<recommendation::Column> {
    fn from(order: RecommendationOrder) -> Self {
        use recommendation::Column as C;
        match order {
            RecommendationOrder::SaidOn(direction) => Self::directed(C::SaidOn, direction),
            RecommendationOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
