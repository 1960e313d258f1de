//! What callers send about affirmations.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use chrono::NaiveDate;
use entities::{
    affirmation, competency_edition,
    ids::{
        AgencyId, CompetencyEditionId, CompetencyId, CompetencyListId, ContactId, CredentialId, EmployerId,
        MeetingId, ProgramId,
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{
    ops::Draft,
    reads,
    types::{AffirmationAnswer, AffirmationState},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, given, needed, one_of, replace},
};

/// What a person said for an employer about a credential or an edition of a list of competencies: exactly one of the two.
#[derive(Clone, Debug, InputObject)]
pub struct AffirmationRecordInput {
    /// The agency that records it; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The employer.
    pub employer_id: IdOf<EmployerId>,
    /// The person who said so. He or she worked for the employer on the day.
    pub contact_id: IdOf<ContactId>,
    /// The occupation: a SOC 2018 code such as `29-1141`.
    pub occupation: String,
    /// The credential.
    pub credential_id: Option<IdOf<CredentialId>>,
    /// The edition of a list of competencies.
    pub competency_edition_id: Option<IdOf<CompetencyEditionId>>,
    /// The competencies of the edition that were not affirmed with the rest.
    pub rejected_competency_ids: Option<Vec<IdOf<CompetencyId>>>,
    /// What it is worth to the employer.
    pub answer: AffirmationAnswer,
    /// The day it was said, from 1900 to today.
    pub affirmed_on: Date,
    /// The last day it counts, after the day it was said and no later than five years after it; 24 months after it when absent.
    pub expires_on: Option<Date>,
    /// The meeting at which it was said; one that was not called off.
    pub meeting_id: Option<IdOf<MeetingId>>,
    /// The program it was asked for.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Note; 20,000 characters at most.
    pub note: Option<String>,
    /// Where it is written, such as a letter or the minutes; 500 characters at most.
    pub source: Option<String>,
}

/// Corrections of an affirmation: what is absent stays, null clears. Agency, employer, credential and edition stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AffirmationUpdateInput {
    /// The person who said so. He or she worked for the employer on the day.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The occupation: a SOC 2018 code such as `29-1141`.
    pub occupation: Option<String>,
    /// All competencies of the edition that were not affirmed with the rest, instead of those it has.
    pub rejected_competency_ids: Option<Vec<IdOf<CompetencyId>>>,
    /// What it is worth to the employer.
    pub answer: Option<AffirmationAnswer>,
    /// The day it was said, from 1900 to today.
    pub affirmed_on: Option<Date>,
    /// The last day it counts, after the day it was said and no later than five years after it.
    pub expires_on: Option<Date>,
    /// The meeting at which it was said; one that was not called off.
    pub meeting_id: MaybeUndefined<IdOf<MeetingId>>,
    /// The program it was asked for.
    pub program_id: MaybeUndefined<IdOf<ProgramId>>,
    /// Note; 20,000 characters at most.
    pub note: MaybeUndefined<String>,
    /// Where it is written, such as a letter or the minutes; 500 characters at most.
    pub source: MaybeUndefined<String>,
}

impl From<AffirmationRecordInput> for Draft {
    fn from(input: AffirmationRecordInput) -> Self {
        let mut draft = Self::from(AffirmationUpdateInput {
            contact_id: Some(input.contact_id),
            occupation: Some(input.occupation),
            rejected_competency_ids: input.rejected_competency_ids,
            answer: Some(input.answer),
            affirmed_on: Some(input.affirmed_on),
            expires_on: input.expires_on,
            meeting_id: given(input.meeting_id),
            program_id: given(input.program_id),
            note: given(input.note),
            source: given(input.source),
        });
        draft.row.agency_id = replace(input.agency_id, IdOf::get);
        draft.row.employer_id = replace(Some(input.employer_id), IdOf::get);
        draft.row.credential_id = change(given(input.credential_id), IdOf::get);
        draft.row.competency_edition_id = change(given(input.competency_edition_id), IdOf::get);
        draft
    }
}

impl From<AffirmationUpdateInput> for Draft {
    fn from(input: AffirmationUpdateInput) -> Self {
        let row = affirmation::ActiveModel {
            contact_id: replace(input.contact_id, IdOf::get),
            soc_code: replace(input.occupation, |code| code),
            answer: replace(input.answer, Into::into),
            affirmed_on: replace(input.affirmed_on, |day| day.0),
            expires_on: replace(input.expires_on, |day| day.0),
            meeting_id: change(input.meeting_id, IdOf::get),
            program_id: change(input.program_id, IdOf::get),
            note: change(input.note, |text| text),
            source: change(input.source, |text| text),
            ..Default::default()
        };
        let rejected = input
            .rejected_competency_ids
            .map(|list| list.into_iter().map(IdOf::get).collect());
        Self { row, rejected }
    }
}

/// Which affirmations. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AffirmationWhere {
    /// All of these.
    pub and: Option<Vec<AffirmationWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<AffirmationWhere>>,
    /// Not this.
    pub not: Option<Box<AffirmationWhere>>,
    /// Of one of these employers.
    pub employer_id: Option<Vec<IdOf<EmployerId>>>,
    /// Said by one of these people.
    pub contact_id: Option<Vec<IdOf<ContactId>>>,
    /// About one of these credentials.
    pub credential_id: Option<Vec<IdOf<CredentialId>>>,
    /// About one of these editions.
    pub competency_edition_id: Option<Vec<IdOf<CompetencyEditionId>>>,
    /// About an edition of one of these lists of competencies.
    pub competency_list_id: Option<Vec<IdOf<CompetencyListId>>>,
    /// Asked for one of these programs.
    pub program_id: Option<Vec<IdOf<ProgramId>>>,
    /// Said at one of these meetings.
    pub meeting_id: Option<Vec<IdOf<MeetingId>>>,
    /// Recorded by one of these agencies.
    pub agency_id: Option<Vec<IdOf<AgencyId>>>,
    /// For this occupation or one below it: a SOC 2018 code, or how it begins. `29-1141` is one occupation, `29-11` and the
    /// group `29-1100` are those that begin so.
    pub occupation: Option<String>,
    /// What it is worth, one of these.
    pub answer: Option<Vec<AffirmationAnswer>>,
    /// How it stands today (UTC), one of these.
    pub state: Option<Vec<AffirmationState>>,
    /// The day it was said.
    pub affirmed_on: Option<DateFilter>,
    /// The last day it counts.
    pub expires_on: Option<DateFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    #[graphql(skip)]
    today: NaiveDate,
}

impl AffirmationWhere {
    /// The condition of a filter, for whoever asks, as things stand today.
    ///
    /// # Errors
    /// Those of [`Where::condition`].
    pub fn asked(filter: Option<Self>, cx: &Cx) -> Result<Condition> {
        let filter = filter.unwrap_or_default();
        filter.at(cx.app.clock.today()).condition(cx)
    }

    fn at(mut self, today: NaiveDate) -> Self {
        let all = |list: Vec<Self>| -> Vec<Self> { list.into_iter().map(|part| part.at(today)).collect() };
        self.today = today;
        self.and = self.and.map(all);
        self.or = self.or.map(all);
        self.not = self.not.map(|part| Box::new(part.at(today)));
        self
    }

    fn standing(&self) -> Option<Condition> {
        let states = self.state.as_ref()?.iter();
        let any = |any: Condition, state: &AffirmationState| {
            any.add(reads::standing_at((*state).into(), self.today))
        };
        Some(states.fold(Condition::any(), any))
    }
}

impl Where for AffirmationWhere {
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
            (self.contact_id.is_some(), Action::ContactRead),
            (self.credential_id.is_some(), Action::CredentialRead),
            (self.competency_edition_id.is_some(), Action::CredentialRead),
            (self.competency_list_id.is_some(), Action::CredentialRead),
            (self.program_id.is_some(), Action::AgencyRead),
            (self.meeting_id.is_some(), Action::MeetingRead),
            (self.agency_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use affirmation::Column as C;
        let answers = |list: &Vec<AffirmationAnswer>| {
            let list = list.iter().copied();
            list.map(affirmation::AffirmationAnswer::from).collect::<Vec<_>>()
        };
        [
            named(C::EmployerId, self.employer_id.as_ref()),
            named(C::ContactId, self.contact_id.as_ref()),
            named(C::CredentialId, self.credential_id.as_ref()),
            named(C::CompetencyEditionId, self.competency_edition_id.as_ref()),
            self.competency_list_id
                .as_ref()
                .map(|list| of_lists(list.iter().map(|id| id.get()))),
            named(C::ProgramId, self.program_id.as_ref()),
            named(C::MeetingId, self.meeting_id.as_ref()),
            named(C::AgencyId, self.agency_id.as_ref()),
            self.occupation.as_deref().map(within),
            self.answer.as_ref().map(|list| one_of(C::Answer, answers(list))),
            self.standing(),
            self.affirmed_on.as_ref().map(|filter| filter.on(C::AffirmedOn)),
            self.expires_on.as_ref().map(|filter| filter.on(C::ExpiresOn)),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The column names one of these records.
fn named<T: entities::ids::TypedId>(
    column: affirmation::Column,
    list: Option<&Vec<IdOf<T>>>,
) -> Option<Condition> {
    list.map(|list| one_of(column, list.iter().map(|id| id.get())))
}

/// About an edition of one of these lists.
fn of_lists(lists: impl IntoIterator<Item = CompetencyListId>) -> Condition {
    let editions = competency_edition::Entity::find()
        .select_only()
        .column(competency_edition::Column::Id)
        .filter(competency_edition::Column::ListId.is_in(lists))
        .into_query();
    let column = affirmation::Column::CompetencyEditionId;
    Condition::all()
        .add(column.is_not_null())
        .add(column.in_subquery(editions))
}

/// Occupations whose code begins so. The zeros at the end of a group's code stand for whatever is in it; a colon follows
/// every digit and the hyphen in the order of bytes.
fn within(code: &str) -> Condition {
    let code = code.trim();
    let is_whole = code.len() == "29-1141".len();
    let begins = if is_whole {
        code.trim_end_matches('0')
    } else {
        code
    };
    let column = affirmation::Column::SocCode;
    Condition::all()
        .add(column.gte(begins))
        .add(column.lt(format!("{begins}:")))
}

/// An order of affirmations.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum AffirmationOrder {
    /// By the day it was said.
    AffirmedOn(SortDirection),
    /// By the last day it counts.
    ExpiresOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<AffirmationOrder> for Sort<affirmation::Column> {
    fn from(order: AffirmationOrder) -> Self {
        use affirmation::Column as C;
        match order {
            AffirmationOrder::AffirmedOn(direction) => Self::directed(C::AffirmedOn, direction),
            AffirmationOrder::ExpiresOn(direction) => Self::directed(C::ExpiresOn, direction),
            AffirmationOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
