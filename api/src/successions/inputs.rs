//! What callers send about successions.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{employer_succession, ids::EmployerId};
use sea_orm::ActiveValue::Set;

use super::ops::Draft;
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new succession.
#[derive(Clone, Debug, InputObject)]
pub struct SuccessionRecordInput {
    /// The employer before.
    pub predecessor_id: IdOf<EmployerId>,
    /// The employer after; another one.
    pub successor_id: IdOf<EmployerId>,
    /// The day the successor took over.
    pub succeeded_on: Date,
    /// What happened.
    pub note: Option<String>,
}

/// Changes of a succession: what is absent stays, null clears. The two employers stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SuccessionUpdateInput {
    /// The day the successor took over.
    pub succeeded_on: Option<Date>,
    /// What happened.
    pub note: MaybeUndefined<String>,
}

impl From<SuccessionRecordInput> for Draft {
    fn from(input: SuccessionRecordInput) -> Self {
        let Self(mut row) = Self::from(SuccessionUpdateInput {
            succeeded_on: Some(input.succeeded_on),
            note: given(input.note),
        });
        row.predecessor_id = Set(input.predecessor_id.get());
        row.successor_id = Set(input.successor_id.get());
        Self(row)
    }
}

impl From<SuccessionUpdateInput> for Draft {
    fn from(input: SuccessionUpdateInput) -> Self {
        Self(employer_succession::ActiveModel {
            succeeded_on: replace(input.succeeded_on, |day| day.0),
            note: change(input.note, |note| note),
            ..Default::default()
        })
    }
}
