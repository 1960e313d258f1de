//! What callers send about contributions.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    contribution,
    ids::{AgencyId, EmployerId, PartnershipId, ProgramId, RoleTypeId},
    values::Money,
};
use sea_orm::{ColumnTrait, Condition};

use super::{ops::Draft, types::Activity};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, Decimal, IdOf},
    shared::inputs::{DateFilter, Where, change, needed, replace},
};

/// A new contribution.
#[derive(Clone, Debug, InputObject)]
pub struct ContributionRecordInput {
    /// Who gave.
    pub employer_id: IdOf<EmployerId>,
    /// The agency whose record it is: who it was given to; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The partnership it was part of.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// The role it is evidence of; one that employers can take.
    pub role_type_id: Option<IdOf<RoleTypeId>>,
    /// The program that had the benefit.
    pub program_id: Option<IdOf<ProgramId>>,
    /// What was done.
    pub activity: Option<Activity>,
    /// The day, from 1900 to today; leave it out when nobody knows.
    pub contributed_on: Option<Date>,
    /// The name of the event; 500 characters at most.
    pub event_name: Option<String>,
    /// Adults of the employer who took part; not negative, 0 when absent.
    pub people: Option<i32>,
    /// Hours given: people × hours each; not negative, 0 when absent.
    pub hours: Option<Decimal>,
    /// Hours that interns worked; not negative, 0 when absent.
    pub internship_hours: Option<Decimal>,
    /// Cash given, in dollars; not negative, 0 when absent.
    pub cash: Option<Decimal>,
    /// The value of equipment given, in dollars; not negative, 0 when absent.
    pub equipment: Option<Decimal>,
    /// Scholarships given, in dollars; not negative, 0 when absent.
    pub scholarship: Option<Decimal>,
    /// Stipends and wages paid to learners, in dollars; not negative, 0 when absent.
    pub stipend: Option<Decimal>,
    /// The value of anything else given, in dollars; not negative, 0 when absent.
    pub other: Option<Decimal>,
    /// A note.
    pub note: Option<String>,
}

/// Changes of a contribution: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ContributionUpdateInput {
    /// Who gave.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency whose record it is; one you may record for.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The partnership it was part of.
    pub partnership_id: MaybeUndefined<IdOf<PartnershipId>>,
    /// The role it is evidence of; one that employers can take.
    pub role_type_id: MaybeUndefined<IdOf<RoleTypeId>>,
    /// The program that had the benefit.
    pub program_id: MaybeUndefined<IdOf<ProgramId>>,
    /// What was done.
    pub activity: MaybeUndefined<Activity>,
    /// The day, from 1900 to today; null when nobody knows.
    pub contributed_on: MaybeUndefined<Date>,
    /// The name of the event; 500 characters at most.
    pub event_name: MaybeUndefined<String>,
    /// Adults of the employer who took part; not negative.
    pub people: Option<i32>,
    /// Hours given: people × hours each; not negative.
    pub hours: Option<Decimal>,
    /// Hours that interns worked; not negative.
    pub internship_hours: Option<Decimal>,
    /// Cash given, in dollars; not negative.
    pub cash: Option<Decimal>,
    /// The value of equipment given, in dollars; not negative.
    pub equipment: Option<Decimal>,
    /// Scholarships given, in dollars; not negative.
    pub scholarship: Option<Decimal>,
    /// Stipends and wages paid to learners, in dollars; not negative.
    pub stipend: Option<Decimal>,
    /// The value of anything else given, in dollars; not negative.
    pub other: Option<Decimal>,
    /// A note.
    pub note: MaybeUndefined<String>,
}

impl From<ContributionRecordInput> for ContributionUpdateInput {
    fn from(input: ContributionRecordInput) -> Self {
        Self {
            employer_id: Some(input.employer_id),
            agency_id: input.agency_id,
            partnership_id: given(input.partnership_id),
            role_type_id: given(input.role_type_id),
            program_id: given(input.program_id),
            activity: given(input.activity),
            contributed_on: given(input.contributed_on),
            event_name: given(input.event_name),
            people: input.people,
            hours: input.hours,
            internship_hours: input.internship_hours,
            cash: input.cash,
            equipment: input.equipment,
            scholarship: input.scholarship,
            stipend: input.stipend,
            other: input.other,
            note: given(input.note),
        }
    }
}

fn given<T>(value: Option<T>) -> MaybeUndefined<T> {
    value.map_or(MaybeUndefined::Undefined, MaybeUndefined::Value)
}

impl From<ContributionUpdateInput> for Draft {
    fn from(input: ContributionUpdateInput) -> Self {
        let cents = |dollars: Decimal| Money::from_cents(dollars.0);
        let row = contribution::ActiveModel {
            employer_id: replace(input.employer_id, IdOf::get),
            agency_id: replace(input.agency_id, IdOf::get),
            partnership_id: change(input.partnership_id, IdOf::get),
            role_type_id: change(input.role_type_id, IdOf::get),
            program_id: change(input.program_id, IdOf::get),
            activity: change(input.activity, Into::into),
            contributed_on: change(input.contributed_on, |day| day.0),
            event_name: change(input.event_name, |name| name),
            people: replace(input.people, |people| people),
            hours_hundredths: replace(input.hours, |hours| hours.0),
            internship_hours_hundredths: replace(input.internship_hours, |hours| hours.0),
            cash_cents: replace(input.cash, cents),
            equipment_cents: replace(input.equipment, cents),
            scholarship_cents: replace(input.scholarship, cents),
            stipend_cents: replace(input.stipend, cents),
            other_cents: replace(input.other, cents),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which contributions. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ContributionWhere {
    /// All of these.
    pub and: Option<Vec<ContributionWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ContributionWhere>>,
    /// Not this.
    pub not: Option<Box<ContributionWhere>>,
    /// Given by this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// In the records of this agency. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// To the benefit of this program. Needs the right to read agencies.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Part of this partnership. Needs the right to read partnerships.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Evidence of this role. Needs the right to read partnerships.
    pub role_type_id: Option<IdOf<RoleTypeId>>,
    /// What was done, one of these.
    pub activity: Option<Vec<Activity>>,
    /// The day; contributions without a day are in no range.
    pub contributed_on: Option<DateFilter>,
    /// Nobody knows the day (true) or it is known (false).
    pub is_undated: Option<bool>,
}

impl Where for ContributionWhere {
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
            (
                self.agency_id.is_some() || self.program_id.is_some(),
                Action::AgencyRead,
            ),
            (
                self.partnership_id.is_some() || self.role_type_id.is_some(),
                Action::PartnershipRead,
            ),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use contribution::Column as C;
        let all = || Condition::all();
        let activities = |list: &Vec<Activity>| {
            list.iter()
                .map(|one| contribution::Activity::from(*one))
                .collect::<Vec<_>>()
        };
        [
            self.employer_id.map(|id| all().add(C::EmployerId.eq(id.get()))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.program_id.map(|id| all().add(C::ProgramId.eq(id.get()))),
            self.partnership_id
                .map(|id| all().add(C::PartnershipId.eq(id.get()))),
            self.role_type_id.map(|id| all().add(C::RoleTypeId.eq(id.get()))),
            self.activity
                .as_ref()
                .map(|list| all().add(C::Activity.is_in(activities(list)))),
            self.contributed_on
                .as_ref()
                .map(|filter| filter.on(C::ContributedOn)),
            self.is_undated.map(|undated| {
                all().add(if undated {
                    C::ContributedOn.is_null()
                } else {
                    C::ContributedOn.is_not_null()
                })
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of contributions.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum ContributionOrder {
    /// By the day; contributions without one count as the oldest.
    ContributedOn(SortDirection),
}

impl From<ContributionOrder> for Sort<contribution::Column> {
    fn from(order: ContributionOrder) -> Self {
        match order {
            ContributionOrder::ContributedOn(direction) => {
                Self::directed(contribution::Column::SortOn, direction)
            }
        }
    }
}
