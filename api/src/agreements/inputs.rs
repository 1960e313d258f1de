//! What callers send about agreements.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    agreement,
    ids::{AgencyId, AgreementPartyId, EmployerId, PartnershipId},
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Draft, NewParty, NewSection, Signature},
    reads,
    types::AgreementKind,
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateTimeFilter, Where, change, given, needed, replace},
};

/// A party of an agreement: an employer or an agency.
#[derive(Clone, Debug, InputObject)]
pub struct AgreementPartyInput {
    /// The employer; give this or the agency.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency; give this or the employer.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The day it signed; when absent, a party that is named again keeps its signature.
    pub signed_on: Option<Date>,
    /// Who signed for it, as it stands on the paper; 200 characters at most.
    pub signed_by: Option<String>,
}

impl From<AgreementPartyInput> for NewParty {
    fn from(input: AgreementPartyInput) -> Self {
        Self {
            employer_id: input.employer_id.map(IdOf::get),
            agency_id: input.agency_id.map(IdOf::get),
            signed_on: input.signed_on.map(|day| day.0),
            signed_by: input.signed_by,
        }
    }
}

/// A section of an agreement.
#[derive(Clone, Debug, InputObject)]
pub struct AgreementSectionInput {
    /// What it is about; 1 to 200 characters.
    pub heading: String,
    /// What was agreed (Markdown).
    pub body: Option<String>,
}

impl From<AgreementSectionInput> for NewSection {
    fn from(input: AgreementSectionInput) -> Self {
        Self {
            heading: input.heading,
            body: input.body,
        }
    }
}

/// A new agreement.
#[derive(Clone, Debug, InputObject)]
pub struct AgreementCreateInput {
    /// What kind of agreement it is.
    pub kind: AgreementKind,
    /// Its title; 1 to 200 characters.
    pub title: String,
    /// The first day it holds; absent when it holds from its signing.
    pub starts_on: Option<Date>,
    /// The last day it holds; absent when it has no end.
    pub ends_on: Option<Date>,
    /// The day by which the parties look at it again.
    pub review_by_on: Option<Date>,
    /// Its parties; 100 at most.
    pub parties: Option<Vec<AgreementPartyInput>>,
    /// What was agreed, in order; 100 sections at most.
    pub sections: Option<Vec<AgreementSectionInput>>,
}

/// Changes of an agreement: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AgreementUpdateInput {
    /// What kind of agreement it is.
    pub kind: Option<AgreementKind>,
    /// Its title; 1 to 200 characters.
    pub title: Option<String>,
    /// The first day it holds.
    pub starts_on: MaybeUndefined<Date>,
    /// The last day it holds.
    pub ends_on: MaybeUndefined<Date>,
    /// The day by which the parties look at it again.
    pub review_by_on: MaybeUndefined<Date>,
    /// All its parties: they replace the ones it has.
    pub parties: Option<Vec<AgreementPartyInput>>,
    /// All its sections: they replace the ones it has, as long as nobody has signed.
    pub sections: Option<Vec<AgreementSectionInput>>,
}

impl From<AgreementCreateInput> for Draft {
    fn from(input: AgreementCreateInput) -> Self {
        Self::from(AgreementUpdateInput {
            kind: Some(input.kind),
            title: Some(input.title),
            starts_on: given(input.starts_on),
            ends_on: given(input.ends_on),
            review_by_on: given(input.review_by_on),
            parties: input.parties,
            sections: input.sections,
        })
    }
}

impl From<AgreementUpdateInput> for Draft {
    fn from(input: AgreementUpdateInput) -> Self {
        let row = agreement::ActiveModel {
            kind: replace(input.kind, Into::into),
            title: replace(input.title, |title| title),
            starts_on: change(input.starts_on, |day| day.0),
            ends_on: change(input.ends_on, |day| day.0),
            review_by_on: change(input.review_by_on, |day| day.0),
            ..Default::default()
        };
        let parties = |list: Vec<AgreementPartyInput>| list.into_iter().map(Into::into).collect();
        let sections = |list: Vec<AgreementSectionInput>| list.into_iter().map(Into::into).collect();
        Self {
            row,
            parties: input.parties.map(parties),
            sections: input.sections.map(sections),
        }
    }
}

/// A signature.
#[derive(Clone, Debug, InputObject)]
pub struct AgreementSignInput {
    /// The party that signs.
    pub party_id: IdOf<AgreementPartyId>,
    /// The day; today (UTC) when absent.
    pub signed_on: Option<Date>,
    /// Who signs for it, as it stands on the paper; 200 characters at most.
    pub signed_by: Option<String>,
}

impl From<AgreementSignInput> for Signature {
    fn from(input: AgreementSignInput) -> Self {
        Self {
            party_id: input.party_id.get(),
            signed_on: input.signed_on.map(|day| day.0),
            signed_by: input.signed_by,
        }
    }
}

/// Which agreements. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AgreementWhere {
    /// All of these.
    pub and: Option<Vec<AgreementWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<AgreementWhere>>,
    /// Not this.
    pub not: Option<Box<AgreementWhere>>,
    /// Of this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// The kind, one of these.
    pub kind: Option<Vec<AgreementKind>>,
    /// This employer is a party. Needs the right to read employers.
    pub party_employer_id: Option<IdOf<EmployerId>>,
    /// This agency is a party. Needs the right to read agencies.
    pub party_agency_id: Option<IdOf<AgencyId>>,
    /// Whether every party has signed.
    pub is_signed: Option<bool>,
    /// Its last day is before this day; one without an end never is.
    pub ends_before: Option<Date>,
    /// Its last day is on this day or later, or it has no end: with today, those that have not ended.
    pub ends_from: Option<Date>,
    /// It is to be looked at again before this day; one without such a day never is.
    pub review_before: Option<Date>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for AgreementWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.party_employer_id.is_some(), Action::EmployerRead),
            (self.party_agency_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use agreement::Column as C;
        let all = Condition::all;
        [
            self.partnership_id
                .map(|id| all().add(C::PartnershipId.eq(id.get()))),
            self.kind.as_ref().map(|list| {
                let kinds = list.iter().map(|one| agreement::AgreementKind::from(*one));
                all().add(C::Kind.is_in(kinds))
            }),
            self.party_employer_id.map(|id| reads::with_employer(id.get())),
            self.party_agency_id.map(|id| reads::with_agency(id.get())),
            self.is_signed.map(|is_signed| {
                all().add(if is_signed {
                    C::SignedOn.is_not_null()
                } else {
                    C::SignedOn.is_null()
                })
            }),
            self.ends_before.map(|day| all().add(C::EndsSort.lt(day.0))),
            self.ends_from.map(|day| all().add(C::EndsSort.gte(day.0))),
            self.review_before.map(|day| all().add(C::ReviewBySort.lt(day.0))),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of agreements.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum AgreementOrder {
    /// By its last day; those without an end count as ending last.
    EndsOn(SortDirection),
    /// By the day it is to be looked at again; those without one come last.
    ReviewByOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<AgreementOrder> for Sort<agreement::Column> {
    fn from(order: AgreementOrder) -> Self {
        match order {
            AgreementOrder::EndsOn(direction) => Self::directed(agreement::Column::EndsSort, direction),
            AgreementOrder::ReviewByOn(direction) => {
                Self::directed(agreement::Column::ReviewBySort, direction)
            }
            AgreementOrder::UpdatedAt(direction) => Self::directed(agreement::Column::UpdatedAt, direction),
        }
    }
}
