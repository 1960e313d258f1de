//! What callers send about lists of competencies.

use async_graphql::InputObject;
use entities::competency_list;
use sea_orm::Condition;

use super::{
    ops::{Draft, Item, NewEdition},
    types::CompetencyKind,
};
use crate::{
    scalars::Date,
    shared::inputs::{every_word, one_of, replace},
};

/// A new list of competencies.
#[derive(Clone, Debug, InputObject)]
pub struct CompetencyListCreateInput {
    /// The title; 1 to 200 characters.
    pub title: String,
    /// What it is about.
    pub kind: CompetencyKind,
    /// Whose it is; 1 to 500 characters.
    pub source: String,
}

/// Changes of a list: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CompetencyListUpdateInput {
    /// The title; 1 to 200 characters.
    pub title: Option<String>,
    /// What it is about.
    pub kind: Option<CompetencyKind>,
    /// Whose it is; 1 to 500 characters.
    pub source: Option<String>,
}

/// An edition of a list.
#[derive(Clone, Debug, InputObject)]
pub struct CompetencyEditionInput {
    /// What the edition is called, such as `2026`; 1 to 200 characters.
    pub edition: String,
    /// The day it was published; today (UTC) when absent.
    pub published_on: Option<Date>,
    /// Its competencies in their order; 1 to 300.
    pub competencies: Vec<CompetencyInput>,
}

/// A competency of an edition.
#[derive(Clone, Debug, InputObject)]
pub struct CompetencyInput {
    /// How the edition numbers it; 200 characters at most.
    pub code: Option<String>,
    /// What people can do who have it; 1 to 500 characters.
    pub text: String,
}

impl From<CompetencyListCreateInput> for Draft {
    fn from(input: CompetencyListCreateInput) -> Self {
        Self::from(CompetencyListUpdateInput {
            title: Some(input.title),
            kind: Some(input.kind),
            source: Some(input.source),
        })
    }
}

impl From<CompetencyListUpdateInput> for Draft {
    fn from(input: CompetencyListUpdateInput) -> Self {
        let row = competency_list::ActiveModel {
            title: replace(input.title, |title| title),
            kind: replace(input.kind, Into::into),
            source: replace(input.source, |source| source),
            ..Default::default()
        };
        Self { row }
    }
}

impl From<CompetencyEditionInput> for NewEdition {
    fn from(input: CompetencyEditionInput) -> Self {
        let item = |item: CompetencyInput| Item {
            code: item.code,
            text: item.text,
        };
        Self {
            edition: input.edition,
            published_on: input.published_on.map(|day| day.0),
            items: input.competencies.into_iter().map(item).collect(),
        }
    }
}

/// The lists about one of these kinds in whose title every word occurs.
pub fn filter(kind: Option<Vec<CompetencyKind>>, search: Option<&str>) -> Condition {
    use competency_list::Column as C;
    let kinds = kind.map(|list| {
        let kinds = list.into_iter().map(competency_list::CompetencyKind::from);
        one_of(C::Kind, kinds)
    });
    Condition::all()
        .add_option(kinds)
        .add_option(search.map(|text| every_word(C::TitleSearch, text)))
}
