//! What callers send about completers.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    completer,
    ids::{CohortId, CredentialId, ProgramId},
};
use sea_orm::{ColumnTrait, Condition, ExprTrait, sea_query::Expr};

use super::ops::Draft;
use crate::{
    hires,
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{
        DateFilter, DateTimeFilter, StringFilter, Where, change, given, needed, one_of, replace,
    },
};

/// A new completer, who belongs to your agency.
#[derive(Clone, Debug, InputObject)]
pub struct CompleterRecordInput {
    /// How your agency refers to them in its own records, 1 to 200 characters: no name and no Social Security number. Held once among
    /// its live completers of the program, without case and accents: who completes two programs is recorded for each, under the same
    /// reference.
    pub reference: String,
    /// The name; refused unless the deployment keeps names of completers.
    pub name: Option<String>,
    /// The program.
    pub program_id: IdOf<ProgramId>,
    /// The cohort in which they took it; one of the program.
    pub cohort_id: Option<IdOf<CohortId>>,
    /// The day they completed it, from 1990 to today.
    pub completed_on: Date,
    /// The credential earned.
    pub credential_id: Option<IdOf<CredentialId>>,
    /// The day it was earned, from 1990 to today; asks for the credential.
    pub credential_on: Option<Date>,
    /// The last day of service, from 1990 to today, before or after the completion. Quarters after exit are counted from it.
    pub exited_on: Option<Date>,
    /// Left out of the federal measures by one of their exclusions; false when absent. Which one is not kept.
    pub is_excluded: Option<bool>,
    /// A note; 20,000 characters at most.
    pub note: Option<String>,
}

/// Changes of a completer: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CompleterUpdateInput {
    /// How your agency refers to them in its own records, 1 to 200 characters: no name and no Social Security number.
    pub reference: Option<String>,
    /// The name; refused unless the deployment keeps names of completers.
    pub name: MaybeUndefined<String>,
    /// The program.
    pub program_id: Option<IdOf<ProgramId>>,
    /// The cohort in which they took it; one of the program.
    pub cohort_id: MaybeUndefined<IdOf<CohortId>>,
    /// The day they completed it, from 1990 to today.
    pub completed_on: Option<Date>,
    /// The credential earned.
    pub credential_id: MaybeUndefined<IdOf<CredentialId>>,
    /// The day it was earned, from 1990 to today; asks for the credential.
    pub credential_on: MaybeUndefined<Date>,
    /// The last day of service, from 1990 to today. Once employment after it is on record it stays in its calendar quarter.
    pub exited_on: MaybeUndefined<Date>,
    /// Left out of the federal measures by one of their exclusions. Which one is not kept.
    pub is_excluded: Option<bool>,
    /// A note; 20,000 characters at most.
    pub note: MaybeUndefined<String>,
}

impl From<CompleterRecordInput> for Draft {
    fn from(input: CompleterRecordInput) -> Self {
        CompleterUpdateInput {
            reference: Some(input.reference),
            name: given(input.name),
            program_id: Some(input.program_id),
            cohort_id: given(input.cohort_id),
            completed_on: Some(input.completed_on),
            credential_id: given(input.credential_id),
            credential_on: given(input.credential_on),
            exited_on: given(input.exited_on),
            is_excluded: input.is_excluded,
            note: given(input.note),
        }
        .into()
    }
}

impl From<CompleterUpdateInput> for Draft {
    fn from(input: CompleterUpdateInput) -> Self {
        let row = completer::ActiveModel {
            reference: replace(input.reference, |reference| reference),
            name: change(input.name, |name| name),
            program_id: replace(input.program_id, IdOf::get),
            cohort_id: change(input.cohort_id, IdOf::get),
            completed_on: replace(input.completed_on, |day| day.0),
            credential_id: change(input.credential_id, IdOf::get),
            credential_on: change(input.credential_on, |day| day.0),
            exited_on: change(input.exited_on, |day| day.0),
            is_excluded: replace(input.is_excluded, |is_excluded| is_excluded),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which completers. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CompleterWhere {
    /// All of these.
    pub and: Option<Vec<CompleterWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<CompleterWhere>>,
    /// Not this.
    pub not: Option<Box<CompleterWhere>>,
    /// Of this program. Needs the right to read agencies.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Of this cohort. Needs the right to read agencies.
    pub cohort_id: Option<IdOf<CohortId>>,
    /// Who earned this credential. Needs the right to read credentials.
    pub credential_id: Option<IdOf<CredentialId>>,
    /// The agency's reference, without case and accents. Who completed several programs is found once for each.
    pub reference: Option<StringFilter>,
    /// The day of completion.
    pub completed_on: Option<DateFilter>,
    /// The program year of the completion, by the year in which it begins; one of these.
    pub program_year: Option<Vec<i32>>,
    /// The day of exit; who has none is in no range.
    pub exited_on: Option<DateFilter>,
    /// An exit is on record (true) or none is (false).
    pub has_exited: Option<bool>,
    /// A live hire is on record (true) or none is (false).
    pub is_hired: Option<bool>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for CompleterWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.program_id.is_some(), Action::AgencyRead),
            (self.cohort_id.is_some(), Action::AgencyRead),
            (self.credential_id.is_some(), Action::CredentialRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use completer::Column as C;
        let all = || Condition::all();
        let hired = |is_hired: bool| {
            let hired = Expr::exists(hires::reads::of_the_completer());
            all().add(if is_hired { hired } else { hired.not() })
        };
        let exited = |has_exited: bool| {
            all().add(if has_exited {
                C::ExitedOn.is_not_null()
            } else {
                C::ExitedOn.is_null()
            })
        };
        [
            self.program_id.map(|id| one_of(C::ProgramId, [id.get()])),
            self.cohort_id.map(|id| one_of(C::CohortId, [id.get()])),
            self.credential_id.map(|id| one_of(C::CredentialId, [id.get()])),
            self.reference
                .as_ref()
                .map(|filter| filter.on(C::ReferenceSearch)),
            self.completed_on.as_ref().map(|filter| filter.on(C::CompletedOn)),
            self.program_year
                .as_ref()
                .map(|years| one_of(C::ProgramYear, years.iter().copied())),
            self.exited_on.as_ref().map(|filter| filter.on(C::ExitedOn)),
            self.has_exited.map(exited),
            self.is_hired.map(hired),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of completers.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum CompleterOrder {
    /// By the day of completion.
    CompletedOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<CompleterOrder> for Sort<completer::Column> {
    fn from(order: CompleterOrder) -> Self {
        use completer::Column as C;
        match order {
            CompleterOrder::CompletedOn(direction) => Self::directed(C::CompletedOn, direction),
            CompleterOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
