//! What callers send about hires.

mod employment;

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    hire,
    ids::{CompleterId, EmployerId, EstablishmentId, ProgramId, ReferralId},
    values::Money,
};
use sea_orm::{ColumnTrait, Condition};

use super::{ops::Draft, types::HireSource};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, Decimal, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, given, needed, one_of, replace},
};

pub use employment::{EmploymentRecordInput, EmploymentUpdateInput};

/// A new hire.
#[derive(Clone, Debug, InputObject)]
pub struct HireRecordInput {
    /// Who was hired; a completer of your agency.
    pub completer_id: IdOf<CompleterId>,
    /// Who hired.
    pub employer_id: IdOf<EmployerId>,
    /// At which site; one of the employer's.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// The occupation: a SOC 2018 code such as `29-1141`.
    pub soc_code: String,
    /// The first day of work, from 1990 to today.
    pub started_on: Date,
    /// The last day of work, not before the first and not after today.
    pub ended_on: Option<Date>,
    /// What an hour is paid, in US dollars; more than 0, at most 1,000.00.
    pub hourly_wage: Option<Decimal>,
    /// Hours a week; more than 0, at most 168.00.
    pub hours_per_week: Option<Decimal>,
    /// Whether it is in the occupation trained for; absent when nobody judged.
    pub is_in_field: Option<bool>,
    /// The referral that led to it: of the same completer, to the same employer, and open. It comes to `HIRED`.
    pub referral_id: Option<IdOf<ReferralId>>,
    /// Who told of it; `STAFF` when absent.
    pub source: Option<HireSource>,
    /// A note; 20,000 characters at most.
    pub note: Option<String>,
}

/// Changes of a hire: what is absent stays, null clears. It stays with its completer and its referral.
#[derive(Clone, Debug, Default, InputObject)]
pub struct HireUpdateInput {
    /// Who hired; the referral's employer where a referral led to it.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// At which site; one of the employer's.
    pub establishment_id: MaybeUndefined<IdOf<EstablishmentId>>,
    /// The occupation: a SOC 2018 code such as `29-1141`.
    pub soc_code: Option<String>,
    /// The first day of work, from 1990 to today.
    pub started_on: Option<Date>,
    /// The last day of work, not before the first and not after today.
    pub ended_on: MaybeUndefined<Date>,
    /// What an hour is paid, in US dollars; more than 0, at most 1,000.00.
    pub hourly_wage: MaybeUndefined<Decimal>,
    /// Hours a week; more than 0, at most 168.00.
    pub hours_per_week: MaybeUndefined<Decimal>,
    /// Whether it is in the occupation trained for.
    pub is_in_field: MaybeUndefined<bool>,
    /// Who told of it.
    pub source: Option<HireSource>,
    /// A note; 20,000 characters at most.
    pub note: MaybeUndefined<String>,
}

impl From<HireRecordInput> for Draft {
    fn from(input: HireRecordInput) -> Self {
        HireUpdateInput {
            employer_id: Some(input.employer_id),
            establishment_id: given(input.establishment_id),
            soc_code: Some(input.soc_code),
            started_on: Some(input.started_on),
            ended_on: given(input.ended_on),
            hourly_wage: given(input.hourly_wage),
            hours_per_week: given(input.hours_per_week),
            is_in_field: given(input.is_in_field),
            source: input.source,
            note: given(input.note),
        }
        .into()
    }
}

impl From<HireUpdateInput> for Draft {
    fn from(input: HireUpdateInput) -> Self {
        let row = hire::ActiveModel {
            employer_id: replace(input.employer_id, IdOf::get),
            establishment_id: change(input.establishment_id, IdOf::get),
            soc_code: replace(input.soc_code, |code| code),
            started_on: replace(input.started_on, |day| day.0),
            ended_on: change(input.ended_on, |day| day.0),
            hourly_wage_cents: change(input.hourly_wage, |wage| Money::from_cents(wage.0)),
            hours_per_week_hundredths: change(input.hours_per_week, |hours| hours.0),
            is_in_field: change(input.is_in_field, |is_in_field| is_in_field),
            source: replace(input.source, Into::into),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which hires. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct HireWhere {
    /// All of these.
    pub and: Option<Vec<HireWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<HireWhere>>,
    /// Not this.
    pub not: Option<Box<HireWhere>>,
    /// Of this completer.
    pub completer_id: Option<IdOf<CompleterId>>,
    /// By this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Of completers of this program. Needs the right to read agencies.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Of completers of these program years, each by the year in which it begins.
    pub program_year: Option<Vec<i32>>,
    /// For one of these occupations: SOC codes such as `29-1141`.
    pub soc_code: Option<Vec<String>>,
    /// The first day of work.
    pub started_on: Option<DateFilter>,
    /// In the occupation trained for (true) or in another (false); what nobody judged is neither.
    pub is_in_field: Option<bool>,
    /// Who told of it, one of these.
    pub source: Option<Vec<HireSource>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for HireWhere {
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
            (self.program_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use hire::Column as C;
        let sources = |list: &Vec<HireSource>| {
            let sources: Vec<hire::HireSource> = list.iter().map(|source| (*source).into()).collect();
            one_of(C::Source, sources)
        };
        [
            self.completer_id.map(|id| one_of(C::CompleterId, [id.get()])),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.program_id.map(|id| one_of(C::ProgramId, [id.get()])),
            self.program_year
                .as_ref()
                .map(|years| one_of(C::ProgramYear, years.iter().copied())),
            self.soc_code
                .as_ref()
                .map(|codes| one_of(C::SocCode, codes.iter().map(|code| code.trim()))),
            self.started_on.as_ref().map(|filter| filter.on(C::StartedOn)),
            self.is_in_field
                .map(|is_in_field| Condition::all().add(C::IsInField.eq(is_in_field))),
            self.source.as_ref().map(sources),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of hires.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum HireOrder {
    /// By the first day of work.
    StartedOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<HireOrder> for Sort<hire::Column> {
    fn from(order: HireOrder) -> Self {
        use hire::Column as C;
        match order {
            HireOrder::StartedOn(direction) => Self::directed(C::StartedOn, direction),
            HireOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
