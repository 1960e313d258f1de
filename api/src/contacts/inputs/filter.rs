//! Filters and orders of people and affiliations.

use async_graphql::{InputObject, OneofObject};
use entities::{
    affiliation, contact,
    ids::{AgencyId, EmployerId, EstablishmentId},
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    contacts::reads::{self, Span},
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, ExternalReferenceInput, StringFilter, Where, needed},
};

/// Which contacts. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ContactWhere {
    /// All of these.
    pub and: Option<Vec<ContactWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ContactWhere>>,
    /// Not this.
    pub not: Option<Box<ContactWhere>>,
    /// The full name.
    pub name: Option<StringFilter>,
    /// Has such an affiliation; at any time unless the affiliation's conditions name one.
    pub affiliation: Option<AffiliationWhere>,
    /// Asked not to be contacted (true) or did not (false).
    pub do_not_contact: Option<bool>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Has this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Every word occurs in the name or in an e-mail address, without case and accents.
    pub search: Option<String>,
}

impl Where for ContactWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        self.affiliation
            .as_ref()
            .map_or_else(Vec::new, AffiliationWhere::reads)
    }

    fn own(&self) -> Vec<Condition> {
        use contact::Column as C;
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.affiliation
                .as_ref()
                .map(|filter| reads::affiliated(filter.condition())),
            self.do_not_contact
                .map(|asked| Condition::all().add(C::DoNotContact.eq(asked))),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Contact)),
            self.search.as_ref().map(|text| reads::search(text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Which affiliations. The conditions are joined by and.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct AffiliationWhere {
    /// With this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// With this agency. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// At this establishment. Needs the right to read employers.
    pub establishment_id: Option<IdOf<EstablishmentId>>,
    /// The person to ask first there (true) or another one (false).
    pub is_primary: Option<bool>,
    /// Held on this day.
    pub active_on: Option<Date>,
    /// Held on one of these days.
    pub active_during: Option<DateFilter>,
}

impl AffiliationWhere {
    /// Whether it asks about a time.
    pub fn names_a_time(&self) -> bool {
        self.active_on.is_some() || self.active_during.is_some()
    }

    /// What the asker must be allowed to read: employers with their establishments, agencies.
    pub fn reads(&self) -> Vec<Action> {
        let names_employer = self.employer_id.is_some() || self.establishment_id.is_some();
        needed([
            (names_employer, Action::EmployerRead),
            (self.agency_id.is_some(), Action::AgencyRead),
        ])
    }

    /// The condition.
    pub fn condition(&self) -> Condition {
        use affiliation::Column as C;
        let during = self.active_during.as_ref().map(|days| Span {
            from: days.from.map(|day| day.0),
            to: days.to.map(|day| day.0),
        });
        Condition::all()
            .add_option(self.employer_id.map(|id| C::EmployerId.eq(id.get())))
            .add_option(self.agency_id.map(|id| C::AgencyId.eq(id.get())))
            .add_option(self.establishment_id.map(|id| C::EstablishmentId.eq(id.get())))
            .add_option(self.is_primary.map(|is_primary| C::IsPrimary.eq(is_primary)))
            .add_option(self.active_on.map(|day| Span::day(day.0).condition()))
            .add_option(during.map(Span::condition))
    }
}

/// An order of contacts.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum ContactOrder {
    /// By full name, without case and accents.
    Name(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<ContactOrder> for Sort<contact::Column> {
    fn from(order: ContactOrder) -> Self {
        match order {
            ContactOrder::Name(direction) => Self::directed(contact::Column::NameSearch, direction),
            ContactOrder::UpdatedAt(direction) => Self::directed(contact::Column::UpdatedAt, direction),
        }
    }
}
