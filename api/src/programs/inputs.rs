//! What callers send about programs.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{ids::AgencyId, program, subject_type::SubjectType};
use sea_orm::{ColumnTrait, Condition};

use super::ops::Draft;
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{
        DateTimeFilter, ExternalReferenceInput, StringFilter, Where, change, every_word_in, given, one_of,
        references, replace,
    },
};

/// A new program.
#[derive(Clone, Debug, InputObject)]
pub struct ProgramCreateInput {
    /// The agency that offers it; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The name; 1 to 200 characters.
    pub name: String,
    /// The school or campus where it is taught.
    pub school: Option<String>,
    /// The county, by name.
    pub county: Option<String>,
    /// The industry sector in the agency's own words.
    pub sector_label: Option<String>,
    /// Its names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

/// Changes of a program: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProgramUpdateInput {
    /// The name; 1 to 200 characters.
    pub name: Option<String>,
    /// The school or campus where it is taught.
    pub school: MaybeUndefined<String>,
    /// The county, by name.
    pub county: MaybeUndefined<String>,
    /// The industry sector in the agency's own words.
    pub sector_label: MaybeUndefined<String>,
    /// All its names in other systems: they replace the ones it has.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<ProgramCreateInput> for Draft {
    fn from(input: ProgramCreateInput) -> Self {
        let mut draft = Self::from(ProgramUpdateInput {
            name: Some(input.name),
            school: given(input.school),
            county: given(input.county),
            sector_label: given(input.sector_label),
            external_references: input.external_references,
        });
        draft.row.agency_id = replace(input.agency_id, IdOf::get);
        draft
    }
}

impl From<ProgramUpdateInput> for Draft {
    fn from(input: ProgramUpdateInput) -> Self {
        let row = program::ActiveModel {
            name: replace(input.name, |name| name),
            school: change(input.school, |school| school),
            county: change(input.county, |county| county),
            sector_label: change(input.sector_label, |label| label),
            ..Default::default()
        };
        Self {
            row,
            references: references(input.external_references),
        }
    }
}

/// Which programs. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProgramWhere {
    /// All of these.
    pub and: Option<Vec<ProgramWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ProgramWhere>>,
    /// Not this.
    pub not: Option<Box<ProgramWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The school.
    pub school: Option<StringFilter>,
    /// The agency, one of these.
    pub agency_id: Option<Vec<IdOf<AgencyId>>>,
    /// The county, one of these, written as the program writes it.
    pub county: Option<Vec<String>>,
    /// The sector label, one of these, written as the program writes it.
    pub sector_label: Option<Vec<String>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Known by this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Every word occurs in the name or the school, without case and accents.
    pub search: Option<String>,
}

impl Where for ProgramWhere {
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
        use program::Column as C;
        let all = || Condition::all();
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.school.as_ref().map(|filter| filter.on(C::SchoolSearch)),
            self.agency_id
                .as_ref()
                .map(|list| all().add(C::AgencyId.is_in(list.iter().map(|id| id.get())))),
            self.county
                .as_ref()
                .map(|list| one_of(C::County, list.iter().cloned())),
            self.sector_label
                .as_ref()
                .map(|list| one_of(C::SectorLabel, list.iter().cloned())),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Program)),
            self.search
                .as_ref()
                .map(|text| every_word_in(&[C::NameSearch, C::SchoolSearch], text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of programs.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum ProgramOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By school, without case and accents; programs without one first when ascending.
    School(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<ProgramOrder> for Sort<program::Column> {
    fn from(order: ProgramOrder) -> Self {
        use program::Column as C;
        match order {
            ProgramOrder::Name(direction) => Self::directed(C::NameSearch, direction),
            ProgramOrder::School(direction) => Self::directed(C::SchoolSearch, direction),
            ProgramOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
