//! What callers send about quick wins.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{ids::PriorityId, quick_win};

use super::ops::Draft;
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new quick win.
#[derive(Clone, Debug, InputObject)]
pub struct QuickWinRecordInput {
    /// What was reached, in a line; 1 to 200 characters.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// The day it was reached; today (UTC) when absent.
    pub achieved_on: Option<Date>,
    /// The priority it belongs to.
    pub priority_id: Option<IdOf<PriorityId>>,
}

/// Changes of a quick win: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct QuickWinUpdateInput {
    /// What was reached, in a line; 1 to 200 characters.
    pub title: Option<String>,
    /// More about it (Markdown).
    pub description: MaybeUndefined<String>,
    /// The day it was reached.
    pub achieved_on: Option<Date>,
    /// The priority it belongs to.
    pub priority_id: MaybeUndefined<IdOf<PriorityId>>,
}

impl From<QuickWinRecordInput> for Draft {
    fn from(input: QuickWinRecordInput) -> Self {
        Self::from(QuickWinUpdateInput {
            title: Some(input.title),
            description: given(input.description),
            achieved_on: input.achieved_on,
            priority_id: given(input.priority_id),
        })
    }
}

impl From<QuickWinUpdateInput> for Draft {
    fn from(input: QuickWinUpdateInput) -> Self {
        let row = quick_win::ActiveModel {
            title: replace(input.title, |title| title),
            description: change(input.description, |text| text),
            achieved_on: replace(input.achieved_on, |day| day.0),
            priority_id: change(input.priority_id, IdOf::get),
            ..Default::default()
        };
        Self { row }
    }
}
