//! What callers send about priorities.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    ids::{ContactId, MembershipId},
    priority,
};
use sea_orm::ActiveValue;

use super::ops::{Closing, Draft, NewChampion};
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new priority.
#[derive(Clone, Debug, InputObject)]
pub struct PriorityCreateInput {
    /// What is to be done, in a line; 1 to 200 characters.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// Its place in the list, from small to large; the last when absent.
    pub position: Option<i32>,
    /// The first day it counts; today (UTC) when absent.
    pub adopted_on: Option<Date>,
}

/// Changes of a priority: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PriorityUpdateInput {
    /// What is to be done, in a line; 1 to 200 characters.
    pub title: Option<String>,
    /// More about it (Markdown).
    pub description: MaybeUndefined<String>,
    /// Its place in the list, from small to large.
    pub position: Option<i32>,
}

impl From<PriorityCreateInput> for Draft {
    fn from(input: PriorityCreateInput) -> Self {
        let mut draft = Self::from(PriorityUpdateInput {
            title: Some(input.title),
            description: given(input.description),
            position: input.position,
        });
        if let Some(day) = input.adopted_on {
            draft.row.adopted_on = ActiveValue::Set(day.0);
        }
        draft
    }
}

impl From<PriorityUpdateInput> for Draft {
    fn from(input: PriorityUpdateInput) -> Self {
        let row = priority::ActiveModel {
            title: replace(input.title, |title| title),
            description: change(input.description, |text| text),
            position: replace(input.position, |position| position),
            ..Default::default()
        };
        Self { row }
    }
}

/// The end of a priority.
#[derive(Clone, Debug, InputObject)]
pub struct PriorityCloseInput {
    /// Whether it is done; it was given up when not.
    pub is_done: bool,
    /// The day; today (UTC) when absent.
    pub closed_on: Option<Date>,
    /// What became of it, or why it was given up.
    pub outcome: String,
}

impl From<PriorityCloseInput> for Closing {
    fn from(input: PriorityCloseInput) -> Self {
        Self {
            is_done: input.is_done,
            closed_on: input.closed_on.map(|day| day.0),
            outcome: input.outcome,
        }
    }
}

/// A business that is to carry a priority.
#[derive(Clone, Debug, InputObject)]
pub struct PriorityChampionAssignInput {
    /// The member: an employer.
    pub membership_id: IdOf<MembershipId>,
    /// The person at the employer.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The first day; today (UTC) when absent.
    pub from_on: Option<Date>,
}

impl From<PriorityChampionAssignInput> for NewChampion {
    fn from(input: PriorityChampionAssignInput) -> Self {
        Self {
            membership_id: input.membership_id.get(),
            contact_id: input.contact_id.map(IdOf::get),
            from_on: input.from_on.map(|day| day.0),
        }
    }
}
