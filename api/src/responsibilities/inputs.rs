//! What callers send about responsibilities.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{ids::MembershipId, responsibility};

use super::{
    ops::{Draft, NewAssignment},
    types::ResponsibilityKind,
};
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new responsibility.
#[derive(Clone, Debug, InputObject)]
pub struct ResponsibilityCreateInput {
    /// What is to be seen to, in a line; 1 to 200 characters.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// Its place in the matrix, from small to large; the last when absent.
    pub position: Option<i32>,
}

/// Changes of a responsibility: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ResponsibilityUpdateInput {
    /// What is to be seen to, in a line; 1 to 200 characters.
    pub title: Option<String>,
    /// More about it (Markdown).
    pub description: MaybeUndefined<String>,
    /// Its place in the matrix, from small to large.
    pub position: Option<i32>,
    /// The day from which nobody has to see to it; null brings it back.
    pub retired_on: MaybeUndefined<Date>,
}

impl From<ResponsibilityCreateInput> for Draft {
    fn from(input: ResponsibilityCreateInput) -> Self {
        Self::from(ResponsibilityUpdateInput {
            title: Some(input.title),
            description: given(input.description),
            position: input.position,
            retired_on: MaybeUndefined::Undefined,
        })
    }
}

impl From<ResponsibilityUpdateInput> for Draft {
    fn from(input: ResponsibilityUpdateInput) -> Self {
        let row = responsibility::ActiveModel {
            title: replace(input.title, |title| title),
            description: change(input.description, |text| text),
            position: replace(input.position, |position| position),
            retired_on: change(input.retired_on, |day| day.0),
            ..Default::default()
        };
        Self { row }
    }
}

/// A part that a member is to take in a responsibility.
#[derive(Clone, Debug, InputObject)]
pub struct ResponsibilityAssignInput {
    /// The member.
    pub membership_id: IdOf<MembershipId>,
    /// The part.
    pub kind: ResponsibilityKind,
    /// The first day; today (UTC) when absent. The part it took before ends the day before.
    pub from_on: Option<Date>,
    /// The last day, for a part that ends or ended.
    pub to_on: Option<Date>,
}

impl From<ResponsibilityAssignInput> for NewAssignment {
    fn from(input: ResponsibilityAssignInput) -> Self {
        Self {
            membership_id: input.membership_id.get(),
            kind: input.kind.into(),
            from_on: input.from_on.map(|day| day.0),
            to_on: input.to_on.map(|day| day.0),
        }
    }
}
