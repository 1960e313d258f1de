//! What callers send about cohorts.

use async_graphql::{InputObject, MaybeUndefined};
use entities::cohort;

use super::ops::Draft;
use crate::{
    scalars::Date,
    shared::inputs::{change, given, replace},
};

/// A new cohort.
#[derive(Clone, Debug, InputObject)]
pub struct CohortCreateInput {
    /// What it is called, such as `Spring 2027`; 1 to 200 characters.
    pub name: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Option<Date>,
    /// How many it has room for; 1 at least.
    pub seats: Option<i32>,
}

/// Changes of a cohort: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CohortUpdateInput {
    /// What it is called; 1 to 200 characters.
    pub name: Option<String>,
    /// The first day.
    pub starts_on: Option<Date>,
    /// The last day.
    pub ends_on: MaybeUndefined<Date>,
    /// How many it has room for; 1 at least.
    pub seats: MaybeUndefined<i32>,
}

impl From<CohortCreateInput> for Draft {
    fn from(input: CohortCreateInput) -> Self {
        Self::from(CohortUpdateInput {
            name: Some(input.name),
            starts_on: Some(input.starts_on),
            ends_on: given(input.ends_on),
            seats: given(input.seats),
        })
    }
}

impl From<CohortUpdateInput> for Draft {
    fn from(input: CohortUpdateInput) -> Self {
        let row = cohort::ActiveModel {
            name: replace(input.name, |name| name),
            starts_on: replace(input.starts_on, |day| day.0),
            ends_on: change(input.ends_on, |day| day.0),
            seats: change(input.seats, |seats| seats),
            ..Default::default()
        };
        Self { row }
    }
}
