//! What callers send about identifiers.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    employer_identifier,
    ids::{EmployerId, EstablishmentId},
};
use sea_orm::ActiveValue::Set;

use super::{
    ops::Draft,
    types::{Confidentiality, IdentifierSystem},
};
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new identifier.
#[derive(Clone, Debug, InputObject)]
pub struct IdentifierRecordInput {
    /// The employer it names.
    pub employer_id: IdOf<EmployerId>,
    /// The one establishment of that employer it names; the whole employer when absent.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// Who issued it.
    pub system: IdentifierSystem,
    /// The number, with or without hyphens.
    pub value: String,
    /// The first day it is good.
    pub from_on: Option<Date>,
    /// The last day it is good; not before the first.
    pub to_on: Option<Date>,
    /// Who may read it. When absent: `PUBLIC` for UEI, LEI and CIK, which are published; `RESTRICTED` for all others.
    pub confidentiality: Option<Confidentiality>,
}

/// Changes of an identifier: what is absent stays, null clears. Employer and system stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct IdentifierUpdateInput {
    /// The one establishment of the employer it names; null for the whole employer.
    pub establishment_id: MaybeUndefined<IdOf<EstablishmentId>>,
    /// The number, with or without hyphens.
    pub value: Option<String>,
    /// The first day it is good.
    pub from_on: MaybeUndefined<Date>,
    /// The last day it is good; not before the first.
    pub to_on: MaybeUndefined<Date>,
    /// Who may read it.
    pub confidentiality: Option<Confidentiality>,
}

impl From<IdentifierRecordInput> for Draft {
    fn from(input: IdentifierRecordInput) -> Self {
        let Self(mut row) = Self::from(IdentifierUpdateInput {
            establishment_id: given(input.establishment_id),
            value: Some(input.value),
            from_on: given(input.from_on),
            to_on: given(input.to_on),
            confidentiality: input.confidentiality,
        });
        row.employer_id = Set(input.employer_id.get());
        row.system = Set(input.system.into());
        Self(row)
    }
}

impl From<IdentifierUpdateInput> for Draft {
    fn from(input: IdentifierUpdateInput) -> Self {
        Self(employer_identifier::ActiveModel {
            establishment_id: change(input.establishment_id, IdOf::get),
            value: replace(input.value, |value| value),
            from_on: change(input.from_on, |day| day.0),
            to_on: change(input.to_on, |day| day.0),
            confidentiality: replace(input.confidentiality, Into::into),
            ..Default::default()
        })
    }
}
