//! What a partnership is for, who sees to what, and what its partners agreed.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::ids::PartnershipId;

use super::day;
use crate::{
    agreements::{loaders::AgreementsOfPartnership, types::Agreement},
    charters::{
        loaders::{CharterOf, StatementsOf},
        types::{Charter, CharterStatement, StatementKind},
    },
    error::Result,
    goals::{
        loaders::{GoalArgs, GoalsOfPartnership},
        types::{Goal, GoalState},
    },
    paging::{Connection, PageArgs},
    prefetch::Related,
    responsibilities::{
        loaders::{MatrixOf, ResponsibilitiesOf},
        types::{Responsibility, ResponsibilityMatrix},
    },
    scalars::Date,
};

/// What a partnership is for and who sees to what; its fields are fields of `Partnership`.
#[derive(Clone)]
pub(super) struct PartnershipCharter {
    id: PartnershipId,
    pub(super) charter: Related<CharterOf>,
    pub(super) statements: Related<StatementsOf>,
    pub(super) goals: Related<GoalsOfPartnership>,
    pub(super) responsibilities: Related<ResponsibilitiesOf>,
    pub(super) matrix: Related<MatrixOf>,
    pub(super) agreements: Related<AgreementsOfPartnership>,
}

impl PartnershipCharter {
    /// That of this partnership.
    pub(super) fn new(id: PartnershipId) -> Self {
        Self {
            id,
            charter: Related::default(),
            statements: Related::default(),
            goals: Related::default(),
            responsibilities: Related::default(),
            matrix: Related::default(),
            agreements: Related::default(),
        }
    }
}

/// What a partnership is for, and who sees to what.
#[Object]
impl PartnershipCharter {
    /// What it is for, as it stands on a day.
    async fn charter(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today (UTC) when absent.")] as_of: Option<Date>,
    ) -> Option<Result<Arc<Charter>>> {
        self.charter.get(ctx, self.id, day(as_of)).await.transpose()
    }

    /// Its visions, missions and strategies, those of the past too, the latest first.
    async fn statements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of this kind; all when absent.")] kind: Option<StatementKind>,
    ) -> Result<Arc<Vec<CharterStatement>>, async_graphql::Error> {
        let statements = self.statements.get(ctx, self.id, kind.map(Into::into));
        Ok(statements.await?.unwrap_or_default())
    }

    /// Its live goals, the next one due first: closed ones too unless a state is given.
    async fn goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand so; all when absent.")] state: Option<GoalState>,
    ) -> Option<Result<Arc<Connection<Goal>>>> {
        let args = GoalArgs::new(PageArgs::forward(first, after), state);
        self.goals.get(ctx, self.id, args).await.transpose()
    }

    /// What somebody in it has to see to, in order, retired ones too.
    async fn responsibilities(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Result<Arc<Vec<Responsibility>>, async_graphql::Error> {
        let all = self.responsibilities.get(ctx, self.id, trashed).await?;
        Ok(all.unwrap_or_default())
    }

    /// Who sees to what in it on a day, and the gaps.
    async fn responsibility_matrix(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today (UTC) when absent.")] active_on: Option<Date>,
    ) -> Option<Result<Arc<ResponsibilityMatrix>>> {
        self.matrix.get(ctx, self.id, day(active_on)).await.transpose()
    }

    /// What its partners agreed in writing, live agreements only, the next one to end first.
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Agreement>>>> {
        let args = PageArgs::forward(first, after);
        self.agreements.get(ctx, self.id, args).await.transpose()
    }
}
