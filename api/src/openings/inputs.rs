//! What callers send about openings and forecasts.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, CredentialId, EmployerId, EstablishmentId},
    opening,
    values::Money,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Draft, Requirement},
    reads,
    types::{MinimumEducation, OpeningDemand, OpeningKind, RequirementStrength},
};
use crate::{
    codes::shapes,
    engagements::types::EngagementVisibility,
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, Decimal, IdOf},
    shared::inputs::{DateFilter, Where, change, given, needed, one_of, replace},
};

/// A new opening or forecast.
#[derive(Clone, Debug, InputObject)]
pub struct OpeningRecordInput {
    /// Whose it is.
    pub employer_id: IdOf<EmployerId>,
    /// At which site of the employer.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// Whether somebody is sought or only expected to be.
    pub kind: OpeningKind,
    /// The occupation: a detailed SOC 2018 code such as `29-1141`.
    pub soc_code: String,
    /// The employer's own title of the job; 200 characters at most.
    pub title: Option<String>,
    /// How many positions; 1 to 100,000.
    pub positions: i32,
    /// How many of them are filled; 0 when absent, all of them at most.
    pub filled: Option<i32>,
    /// Why they are to be filled.
    pub demand: OpeningDemand,
    /// The first day; of a forecast the first day of its horizon.
    pub opens_on: Date,
    /// The last day; of a forecast, which needs one, the last day of its horizon.
    pub closes_on: Option<Date>,
    /// The lowest wage an hour, in dollars; more than 0.
    pub wage_low: Option<Decimal>,
    /// The highest wage an hour, in dollars; the lowest at least.
    pub wage_high: Option<Decimal>,
    /// The least education asked for.
    pub minimum_education: Option<MinimumEducation>,
    /// What the employer requires, in its order; 50 at most.
    pub requirements: Option<Vec<OpeningRequirementInput>>,
    /// Where it is from, such as a conversation or a job posting; 1 to 500 characters.
    pub source: String,
    /// The day its source said so; today (UTC) when absent, not in the future.
    pub as_of: Option<Date>,
    /// A note.
    pub note: Option<String>,
    /// Whose record it is; your agency's when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Who may read it; `AGENCY` when absent.
    pub visibility: Option<EngagementVisibility>,
}

/// Changes of an opening: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OpeningUpdateInput {
    /// At which site of the employer.
    pub establishment_id: MaybeUndefined<IdOf<EstablishmentId>>,
    /// Whether somebody is sought or only expected to be.
    pub kind: Option<OpeningKind>,
    /// The occupation: a detailed SOC 2018 code such as `29-1141`.
    pub soc_code: Option<String>,
    /// The employer's own title of the job; 200 characters at most.
    pub title: MaybeUndefined<String>,
    /// How many positions; 1 to 100,000.
    pub positions: Option<i32>,
    /// How many of them are filled; all of them at most.
    pub filled: Option<i32>,
    /// Why they are to be filled.
    pub demand: Option<OpeningDemand>,
    /// The first day; of a forecast the first day of its horizon.
    pub opens_on: Option<Date>,
    /// The last day; of a forecast, which needs one, the last day of its horizon.
    pub closes_on: MaybeUndefined<Date>,
    /// The lowest wage an hour, in dollars; more than 0.
    pub wage_low: MaybeUndefined<Decimal>,
    /// The highest wage an hour, in dollars; the lowest at least.
    pub wage_high: MaybeUndefined<Decimal>,
    /// The least education asked for.
    pub minimum_education: MaybeUndefined<MinimumEducation>,
    /// All that the employer requires, instead of what it has; 50 at most.
    pub requirements: Option<Vec<OpeningRequirementInput>>,
    /// Where it is from, such as a conversation or a job posting; 1 to 500 characters.
    pub source: Option<String>,
    /// The day its source said so; not in the future.
    pub as_of: Option<Date>,
    /// A note.
    pub note: MaybeUndefined<String>,
    /// Who may read it. Only its author or an administrator may make it `RESTRICTED`.
    pub visibility: Option<EngagementVisibility>,
}

/// What an employer requires: a credential, or something in words; exactly one of the two.
#[derive(Clone, Debug, InputObject)]
pub struct OpeningRequirementInput {
    /// The credential.
    pub credential_id: Option<IdOf<CredentialId>>,
    /// What is required, in words; 1 to 500 characters.
    pub text: Option<String>,
    /// How strongly.
    pub strength: RequirementStrength,
}

impl From<OpeningRecordInput> for Draft {
    fn from(input: OpeningRecordInput) -> Self {
        let (employer, agency) = (input.employer_id, input.agency_id);
        let mut draft = Self::from(OpeningUpdateInput {
            establishment_id: given(input.establishment_id),
            kind: Some(input.kind),
            soc_code: Some(input.soc_code),
            title: given(input.title),
            positions: Some(input.positions),
            filled: input.filled,
            demand: Some(input.demand),
            opens_on: Some(input.opens_on),
            closes_on: given(input.closes_on),
            wage_low: given(input.wage_low),
            wage_high: given(input.wage_high),
            minimum_education: given(input.minimum_education),
            requirements: input.requirements,
            source: Some(input.source),
            as_of: input.as_of,
            note: given(input.note),
            visibility: input.visibility,
        });
        draft.row.employer_id = replace(Some(employer), IdOf::get);
        draft.row.agency_id = replace(agency, IdOf::get);
        draft
    }
}

impl From<OpeningUpdateInput> for Draft {
    fn from(input: OpeningUpdateInput) -> Self {
        let cents = |dollars: Decimal| Money::from_cents(dollars.0);
        let row = opening::ActiveModel {
            establishment_id: change(input.establishment_id, IdOf::get),
            kind: replace(input.kind, Into::into),
            soc_code: replace(input.soc_code, |code| code),
            title: change(input.title, |title| title),
            positions: replace(input.positions, |count| count),
            filled: replace(input.filled, |count| count),
            demand: replace(input.demand, Into::into),
            opens_on: replace(input.opens_on, |day| day.0),
            closes_on: change(input.closes_on, |day| day.0),
            wage_low_cents: change(input.wage_low, cents),
            wage_high_cents: change(input.wage_high, cents),
            minimum_education: change(input.minimum_education, Into::into),
            source: replace(input.source, |source| source),
            as_of: replace(input.as_of, |day| day.0),
            note: change(input.note, |note| note),
            visibility: replace(input.visibility, Into::into),
            ..Default::default()
        };
        let requirements = input
            .requirements
            .map(|list| list.into_iter().map(Requirement::from).collect());
        Self { row, requirements }
    }
}

impl From<OpeningRequirementInput> for Requirement {
    fn from(input: OpeningRequirementInput) -> Self {
        Self {
            credential: input.credential_id.map(IdOf::get),
            text: input.text,
            strength: input.strength.into(),
        }
    }
}

/// Which openings and forecasts. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OpeningWhere {
    /// All of these.
    pub and: Option<Vec<OpeningWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<OpeningWhere>>,
    /// Not this.
    pub not: Option<Box<OpeningWhere>>,
    /// Of this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Recorded by this agency. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<OpeningKind>>,
    /// Of this occupation or group of occupations: a SOC code such as `29-1141`, `29-1140`, `29-1000` or `29-0000`. What is no such
    /// code matches nothing.
    pub occupation: Option<String>,
    /// Open on this day, or with a horizon that holds it.
    pub open_on: Option<Date>,
    /// The first day.
    pub opens_on: Option<DateFilter>,
    /// Asks for one of these credentials, however strongly. Needs the right to read credentials.
    pub credential_id: Option<Vec<IdOf<CredentialId>>>,
}

impl Where for OpeningWhere {
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
            (self.credential_id.is_some(), Action::CredentialRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use opening::Column as C;
        let all = || Condition::all();
        let asking = |list: &Vec<IdOf<CredentialId>>| {
            reads::asking_for(list.iter().copied().map(IdOf::get).collect::<Vec<_>>())
        };
        [
            self.employer_id.map(|id| all().add(C::EmployerId.eq(id.get()))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.kind.as_deref().map(of_kinds),
            self.occupation.as_deref().map(of_occupation),
            self.open_on.map(|day| reads::open_on(day.0)),
            self.opens_on.as_ref().map(|filter| filter.on(C::OpensOn)),
            self.credential_id.as_ref().map(asking),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Which openings and forecasts are totalled. No employer can be named: a total is of many, or it is none.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OpeningTotalsWhere {
    /// Of this occupation or group of occupations: a SOC code such as `29-1141`, `29-1140`, `29-1000` or `29-0000`. What is no such
    /// code matches nothing.
    pub occupation: Option<String>,
    /// Open on this day, or with a horizon that holds it.
    pub open_on: Option<Date>,
}

impl OpeningTotalsWhere {
    /// The condition.
    pub fn condition(&self) -> Condition {
        Condition::all()
            .add_option(self.occupation.as_deref().map(of_occupation))
            .add_option(self.open_on.map(|day| reads::open_on(day.0)))
    }
}

fn of_kinds(list: &[OpeningKind]) -> Condition {
    let kinds = list.iter().map(|kind| opening::OpeningKind::from(*kind));
    one_of(opening::Column::Kind, kinds)
}

fn of_occupation(code: &str) -> Condition {
    match shapes::soc(code) {
        Some(code) => reads::of_occupation(&code),
        None => Condition::all().add(Condition::any()),
    }
}

/// An order of openings.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum OpeningOrder {
    /// By the first day.
    OpensOn(SortDirection),
    /// By the day its source said so.
    AsOf(SortDirection),
}

impl From<OpeningOrder> for Sort<opening::Column> {
    fn from(order: OpeningOrder) -> Self {
        use opening::Column as C;
        match order {
            OpeningOrder::OpensOn(direction) => Self::directed(C::OpensOn, direction),
            OpeningOrder::AsOf(direction) => Self::directed(C::AsOf, direction),
        }
    }
}
