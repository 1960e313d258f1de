//! What callers send about pathway maps.

mod parts;

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, CredentialId, SectorId},
    pathway_map,
};
use sea_orm::{ColumnTrait, Condition};

use super::{ops::Draft, reads};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{
        DateTimeFilter, StringFilter, Where, change, every_word, given, needed, one_of, replace,
    },
};

pub use parts::{
    PathwayEdgeAddInput, PathwayEdgeUpdateInput, PathwayEdgeValidateInput, PathwayRequirementInput,
    PathwayStepAddInput, PathwayStepUpdateInput,
};

/// A new pathway map.
#[derive(Clone, Debug, InputObject)]
pub struct PathwayMapCreateInput {
    /// The title; 1 to 200 characters.
    pub title: String,
    /// The agency that draws it; your own when absent. Administrators may name another.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The region it is about, by name; at most 200 characters.
    pub region: Option<String>,
    /// The sector it is about.
    pub sector_id: Option<IdOf<SectorId>>,
    /// What readers should know (Markdown).
    pub note: Option<String>,
}

/// Changes of a pathway map: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PathwayMapUpdateInput {
    /// The title; 1 to 200 characters.
    pub title: Option<String>,
    /// The agency that draws it from now on: your own, or as an administrator another.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The region it is about, by name; at most 200 characters.
    pub region: MaybeUndefined<String>,
    /// The sector it is about.
    pub sector_id: MaybeUndefined<IdOf<SectorId>>,
    /// What readers should know (Markdown).
    pub note: MaybeUndefined<String>,
}

impl From<PathwayMapCreateInput> for Draft {
    fn from(input: PathwayMapCreateInput) -> Self {
        Self::from(PathwayMapUpdateInput {
            title: Some(input.title),
            agency_id: input.agency_id,
            region: given(input.region),
            sector_id: given(input.sector_id),
            note: given(input.note),
        })
    }
}

impl From<PathwayMapUpdateInput> for Draft {
    fn from(input: PathwayMapUpdateInput) -> Self {
        let row = pathway_map::ActiveModel {
            title: replace(input.title, |title| title),
            agency_id: replace(input.agency_id, IdOf::get),
            region: change(input.region, |region| region),
            sector_id: change(input.sector_id, IdOf::get),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which pathway maps. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PathwayMapWhere {
    /// All of these.
    pub and: Option<Vec<PathwayMapWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<PathwayMapWhere>>,
    /// Not this.
    pub not: Option<Box<PathwayMapWhere>>,
    /// The title.
    pub title: Option<StringFilter>,
    /// The agency that draws it, one of these.
    pub agency_id: Option<Vec<IdOf<AgencyId>>>,
    /// The sector it is about, one of these.
    pub sector_id: Option<Vec<IdOf<SectorId>>>,
    /// Has a step of one of these occupations: SOC codes.
    pub soc_code: Option<Vec<String>>,
    /// Has an edge that asks for one of these credentials.
    pub credential_id: Option<Vec<IdOf<CredentialId>>>,
    /// When it or one of its parts was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Every word occurs in the title, without case and accents.
    pub search: Option<String>,
}

impl Where for PathwayMapWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.agency_id.is_some(), Action::AgencyRead),
            (self.sector_id.is_some(), Action::PartnershipRead),
            (self.credential_id.is_some(), Action::CredentialRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use pathway_map::Column as C;
        let all = || Condition::all();
        [
            self.title.as_ref().map(|filter| filter.on(C::TitleSearch)),
            self.agency_id
                .as_ref()
                .map(|list| all().add(C::AgencyId.is_in(list.iter().map(|id| id.get())))),
            self.sector_id
                .as_ref()
                .map(|list| one_of(C::SectorId, list.iter().map(|id| id.get()))),
            self.soc_code.as_ref().map(|list| {
                let with = reads::with_occupation(list.iter().cloned());
                all().add(C::Id.in_subquery(with))
            }),
            self.credential_id.as_ref().map(|list| {
                let with = reads::with_credential(list.iter().map(|id| id.get()));
                all().add(C::Id.in_subquery(with))
            }),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.search.as_ref().map(|text| every_word(C::TitleSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of pathway maps.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum PathwayMapOrder {
    /// By title, without case and accents.
    Title(SortDirection),
    /// By when it or one of its parts was last changed.
    UpdatedAt(SortDirection),
}

impl From<PathwayMapOrder> for Sort<pathway_map::Column> {
    fn from(order: PathwayMapOrder) -> Self {
        use pathway_map::Column as C;
        match order {
            PathwayMapOrder::Title(direction) => Self::directed(C::TitleSearch, direction),
            PathwayMapOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
