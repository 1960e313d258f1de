//! What callers send about establishments.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{establishment, ids::EmployerId, subject_type::SubjectType};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition};

use super::{ops::Draft, types::SizeClass};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::{
        inputs::{
            DateTimeFilter, ExternalReferenceInput, NaicsFilter, StringFilter, Where, change, every_word,
            given, one_of, references, replace,
        },
        periods,
    },
};

/// A new establishment.
#[derive(Clone, Debug, InputObject)]
pub struct EstablishmentCreateInput {
    /// The employer it belongs to; it stays with it.
    pub employer_id: IdOf<EmployerId>,
    /// The name of the site; 1 to 200 characters.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The state or territory: two letters.
    pub state: Option<String>,
    /// A ZIP or ZIP+4 code. A leading zero is put back only where the state tells that it is missing.
    pub postal_code: Option<String>,
    /// The county: a FIPS code of five digits.
    pub county_fips: Option<String>,
    /// The industry of this site: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    pub naics_code: Option<String>,
    /// How many people work there.
    pub size_class: Option<SizeClass>,
    /// The first day it was open.
    pub opened_on: Option<Date>,
    /// The last day it was open; not before it opened.
    pub closed_on: Option<Date>,
    /// Its names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

/// Changes of an establishment: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EstablishmentUpdateInput {
    /// The name of the site; 1 to 200 characters.
    pub name: Option<String>,
    /// Street and number.
    pub street: MaybeUndefined<String>,
    /// The city.
    pub city: MaybeUndefined<String>,
    /// The state or territory: two letters.
    pub state: MaybeUndefined<String>,
    /// A ZIP or ZIP+4 code. A leading zero is put back only where the state tells that it is missing.
    pub postal_code: MaybeUndefined<String>,
    /// The county: a FIPS code of five digits.
    pub county_fips: MaybeUndefined<String>,
    /// The industry of this site: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    pub naics_code: MaybeUndefined<String>,
    /// How many people work there.
    pub size_class: MaybeUndefined<SizeClass>,
    /// The first day it was open.
    pub opened_on: MaybeUndefined<Date>,
    /// The last day it was open; not before it opened. Null opens it again.
    pub closed_on: MaybeUndefined<Date>,
    /// All its names in other systems: they replace the ones it has.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<EstablishmentCreateInput> for Draft {
    fn from(input: EstablishmentCreateInput) -> Self {
        let mut draft = Self::from(EstablishmentUpdateInput {
            name: Some(input.name),
            street: given(input.street),
            city: given(input.city),
            state: given(input.state),
            postal_code: given(input.postal_code),
            county_fips: given(input.county_fips),
            naics_code: given(input.naics_code),
            size_class: given(input.size_class),
            opened_on: given(input.opened_on),
            closed_on: given(input.closed_on),
            external_references: input.external_references,
        });
        draft.row.employer_id = Set(input.employer_id.get());
        draft
    }
}

impl From<EstablishmentUpdateInput> for Draft {
    fn from(input: EstablishmentUpdateInput) -> Self {
        let row = establishment::ActiveModel {
            name: replace(input.name, |name| name),
            street: change(input.street, |street| street),
            city: change(input.city, |city| city),
            state: change(input.state, |state| state),
            postal_code: change(input.postal_code, |code| code),
            county_fips: change(input.county_fips, |code| code),
            naics_code: change(input.naics_code, |code| code),
            size_class: change(input.size_class, Into::into),
            opened_on: change(input.opened_on, |day| day.0),
            closed_on: change(input.closed_on, |day| day.0),
            ..Default::default()
        };
        Self {
            row,
            references: references(input.external_references),
        }
    }
}

/// Which establishments. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EstablishmentWhere {
    /// All of these.
    pub and: Option<Vec<EstablishmentWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<EstablishmentWhere>>,
    /// Not this.
    pub not: Option<Box<EstablishmentWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The employer, one of these.
    pub employer_id: Option<Vec<IdOf<EmployerId>>>,
    /// The industry.
    pub naics: Option<NaicsFilter>,
    /// The county, one of these FIPS codes of five digits.
    pub county_fips: Option<Vec<String>>,
    /// The state or territory, one of these.
    pub state: Option<Vec<String>>,
    /// The size class, one of these.
    pub size_class: Option<Vec<SizeClass>>,
    /// Open on this day, the first and the last one included. Unknown days count as open.
    pub open_on: Option<Date>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Known by this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for EstablishmentWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        // What it names is read by the same right as the rows.
        Vec::new()
    }

    fn own(&self) -> Vec<Condition> {
        use establishment::Column as C;
        let all = || Condition::all();
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.employer_id
                .as_ref()
                .map(|list| all().add(C::EmployerId.is_in(list.iter().map(|id| id.get())))),
            self.naics.as_ref().map(|filter| filter.on(C::NaicsSort)),
            self.county_fips
                .as_ref()
                .map(|list| one_of(C::CountyFips, list.iter().cloned())),
            self.state
                .as_ref()
                .map(|list| one_of(C::State, list.iter().map(|state| state.to_ascii_uppercase()))),
            self.size_class.as_ref().map(|list| {
                let classes = list.iter().map(|one| establishment::SizeClass::from(*one));
                one_of(C::SizeClass, classes)
            }),
            self.open_on.map(open_on),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Establishment)),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn open_on(Date(day): Date) -> Condition {
    use establishment::Column as C;
    periods::holding_on(C::OpenedOn, C::ClosedOn, day)
}

/// An order of establishments.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum EstablishmentOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By industry; establishments without one first when ascending.
    NaicsCode(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<EstablishmentOrder> for Sort<establishment::Column> {
    fn from(order: EstablishmentOrder) -> Self {
        use establishment::Column as C;
        match order {
            EstablishmentOrder::Name(direction) => Self::directed(C::NameSearch, direction),
            EstablishmentOrder::NaicsCode(direction) => Self::directed(C::NaicsSort, direction),
            EstablishmentOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
