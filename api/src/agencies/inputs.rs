//! What callers send about agencies.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{agency, ids::AgencyId, subject_type::SubjectType};
use sea_orm::{ColumnTrait, Condition};

use super::{ops::Draft, types::AgencyKind};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{
        DateTimeFilter, ExternalReferenceInput, StringFilter, Where, change, every_word, given, references,
        replace,
    },
};

/// A new agency.
#[derive(Clone, Debug, InputObject)]
pub struct AgencyCreateInput {
    /// The name people use; 1 to 200 characters, not that of another live agency of its kind.
    pub name: String,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// The agency it belongs to: the district of a school, the college of a campus.
    pub parent_id: Option<IdOf<AgencyId>>,
    /// The region it serves, in its own words.
    pub region: Option<String>,
    /// The public web site (http or https).
    pub website: Option<String>,
    /// Its names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

/// Changes of an agency: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AgencyUpdateInput {
    /// The name people use; 1 to 200 characters, not that of another live agency of its kind.
    pub name: Option<String>,
    /// What kind of body it is.
    pub kind: Option<AgencyKind>,
    /// The agency it belongs to: the district of a school, the college of a campus.
    pub parent_id: MaybeUndefined<IdOf<AgencyId>>,
    /// The region it serves, in its own words.
    pub region: MaybeUndefined<String>,
    /// The public web site (http or https).
    pub website: MaybeUndefined<String>,
    /// All its names in other systems: they replace the ones it has.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<AgencyCreateInput> for Draft {
    fn from(input: AgencyCreateInput) -> Self {
        Self::from(AgencyUpdateInput {
            name: Some(input.name),
            kind: Some(input.kind),
            parent_id: given(input.parent_id),
            region: given(input.region),
            website: given(input.website),
            external_references: input.external_references,
        })
    }
}

impl From<AgencyUpdateInput> for Draft {
    fn from(input: AgencyUpdateInput) -> Self {
        let row = agency::ActiveModel {
            name: replace(input.name, |name| name),
            kind: replace(input.kind, Into::into),
            parent_id: change(input.parent_id, IdOf::get),
            region: change(input.region, |text| text),
            website: change(input.website, |address| address),
            ..Default::default()
        };
        Self {
            row,
            references: references(input.external_references),
        }
    }
}

/// Which agencies. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AgencyWhere {
    /// All of these.
    pub and: Option<Vec<AgencyWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<AgencyWhere>>,
    /// Not this.
    pub not: Option<Box<AgencyWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The kind, one of these.
    pub kind: Option<Vec<AgencyKind>>,
    /// Belongs to this agency.
    pub parent_id: Option<IdOf<AgencyId>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Has this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for AgencyWhere {
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
        use agency::Column as C;
        let all = || Condition::all();
        let kinds = |list: &Vec<AgencyKind>| {
            list.iter()
                .map(|one| agency::AgencyKind::from(*one))
                .collect::<Vec<_>>()
        };
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.kind
                .as_ref()
                .map(|list| all().add(C::Kind.is_in(kinds(list)))),
            self.parent_id.map(|id| all().add(C::ParentId.eq(id.get()))),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Agency)),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of agencies.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum AgencyOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By kind, then as the rest of the order says.
    Kind(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<AgencyOrder> for Sort<agency::Column> {
    fn from(order: AgencyOrder) -> Self {
        match order {
            AgencyOrder::Name(direction) => Self::directed(agency::Column::NameSearch, direction),
            AgencyOrder::Kind(direction) => Self::directed(agency::Column::Kind, direction),
            AgencyOrder::UpdatedAt(direction) => Self::directed(agency::Column::UpdatedAt, direction),
        }
    }
}
