//! What callers send about affiliations.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    affiliation,
    ids::{AgencyId, ContactId, EmployerId, EstablishmentId},
};
use sea_orm::ActiveValue::Set;

use crate::{
    contacts::ops::affiliations::Move,
    scalars::{Date, IdOf},
    shared::inputs::{change, replace},
};

/// Where a new contact works: exactly one of employer and agency.
#[derive(Clone, Debug, InputObject)]
pub struct AffiliationDetailsInput {
    /// The employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The establishment of the employer where the person works.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// The job title.
    pub title: Option<String>,
    /// The first day there; absent when it is not known.
    pub from_on: Option<Date>,
    /// The last day there; absent while no end is known.
    pub to_on: Option<Date>,
    /// Whether this is the person to ask first there; takes it from whoever is. False when absent.
    pub is_primary: Option<bool>,
}

/// A new affiliation: exactly one of employer and agency.
#[derive(Clone, Debug, InputObject)]
pub struct AffiliationStartInput {
    /// The person.
    pub contact_id: IdOf<ContactId>,
    /// The employer.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The establishment of the employer where the person works.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// The job title.
    pub title: Option<String>,
    /// The first day there; absent when it is not known.
    pub from_on: Option<Date>,
    /// The last day there; absent while no end is known.
    pub to_on: Option<Date>,
    /// Whether this is the person to ask first there; takes it from whoever is. False when absent.
    pub is_primary: Option<bool>,
}

/// Changes of an affiliation: what is absent stays, null clears. The person and the employer or agency stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AffiliationUpdateInput {
    /// The establishment of the employer where the person works.
    pub establishment_id: MaybeUndefined<IdOf<EstablishmentId>>,
    /// The job title.
    pub title: MaybeUndefined<String>,
    /// The first day there; null when it is not known.
    pub from_on: MaybeUndefined<Date>,
    /// The last day there; null while no end is known.
    pub to_on: MaybeUndefined<Date>,
    /// Whether this is the person to ask first there; true takes it from whoever is.
    pub is_primary: Option<bool>,
}

/// Where a person goes: exactly one of employer and agency.
#[derive(Clone, Debug, InputObject)]
pub struct ContactMoveInput {
    /// The new employer.
    pub to_employer_id: Option<IdOf<EmployerId>>,
    /// The new agency.
    pub to_agency_id: Option<IdOf<AgencyId>>,
    /// The establishment of the new employer where the person works.
    pub to_establishment_id: Option<IdOf<EstablishmentId>>,
    /// The new job title.
    pub title: Option<String>,
    /// The first day at the new place: the day before is the last one at the old. Today (UTC) when absent.
    pub on: Option<Date>,
    /// Whether this is the person to ask first at the new place; takes it from whoever is. False when absent.
    pub is_primary: Option<bool>,
}

impl From<AffiliationDetailsInput> for affiliation::ActiveModel {
    fn from(input: AffiliationDetailsInput) -> Self {
        Self {
            employer_id: Set(input.employer_id.map(IdOf::get)),
            agency_id: Set(input.agency_id.map(IdOf::get)),
            establishment_id: Set(input.establishment_id.map(IdOf::get)),
            title: Set(input.title),
            from_on: Set(input.from_on.map(|day| day.0)),
            to_on: Set(input.to_on.map(|day| day.0)),
            is_primary: Set(input.is_primary.unwrap_or_default()),
            ..Default::default()
        }
    }
}

impl From<AffiliationStartInput> for affiliation::ActiveModel {
    fn from(input: AffiliationStartInput) -> Self {
        let details = AffiliationDetailsInput {
            employer_id: input.employer_id,
            agency_id: input.agency_id,
            establishment_id: input.establishment_id,
            title: input.title,
            from_on: input.from_on,
            to_on: input.to_on,
            is_primary: input.is_primary,
        };
        Self {
            contact_id: Set(input.contact_id.get()),
            ..details.into()
        }
    }
}

impl From<AffiliationUpdateInput> for affiliation::ActiveModel {
    fn from(input: AffiliationUpdateInput) -> Self {
        Self {
            establishment_id: change(input.establishment_id, IdOf::get),
            title: change(input.title, |title| title),
            from_on: change(input.from_on, |day| day.0),
            to_on: change(input.to_on, |day| day.0),
            is_primary: replace(input.is_primary, |is_primary| is_primary),
            ..Default::default()
        }
    }
}

impl From<ContactMoveInput> for Move {
    fn from(input: ContactMoveInput) -> Self {
        let row = affiliation::ActiveModel {
            employer_id: Set(input.to_employer_id.map(IdOf::get)),
            agency_id: Set(input.to_agency_id.map(IdOf::get)),
            establishment_id: Set(input.to_establishment_id.map(IdOf::get)),
            title: Set(input.title),
            is_primary: Set(input.is_primary.unwrap_or_default()),
            ..Default::default()
        };
        Self {
            row,
            on: input.on.map(|day| day.0),
        }
    }
}
