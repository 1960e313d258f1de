//! What callers send about statements.

use async_graphql::InputObject;
use entities::ids::{GoalId, StatementId};

use super::{ops::NewStatement, types::StatementKind};
use crate::scalars::{Date, IdOf};

/// A statement to adopt.
#[derive(Clone, Debug, InputObject)]
pub struct StatementAdoptInput {
    /// Which part of the charter it is.
    pub kind: StatementKind,
    /// The words (Markdown).
    pub text: String,
    /// The goal that a strategy serves; absent when it serves all.
    pub goal_id: Option<IdOf<GoalId>>,
    /// The strategy that this one replaces. A vision or mission replaces the former one unasked.
    pub replaces_id: Option<IdOf<StatementId>>,
    /// The first day it holds; today (UTC) when absent.
    pub adopted_on: Option<Date>,
    /// The day it was retired, for a statement of the past.
    pub retired_on: Option<Date>,
}

impl From<StatementAdoptInput> for NewStatement {
    fn from(input: StatementAdoptInput) -> Self {
        Self {
            kind: input.kind.into(),
            text: input.text,
            goal_id: input.goal_id.map(IdOf::get),
            replaces_id: input.replaces_id.map(IdOf::get),
            adopted_on: input.adopted_on.map(|day| day.0),
            retired_on: input.retired_on.map(|day| day.0),
        }
    }
}
