//! Root fields that change figures about demand: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    demand_figure,
    ids::{DemandFigureId, ProgramId},
};

use super::{
    inputs::{DemandFigureRecordInput, DemandFigureUpdateInput},
    ops, reads,
    types::{
        DemandFigure, DemandFigureRecordPayload, DemandFigureRestorePayload, DemandFigureTrashPayload,
        DemandFigureUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct DemandFigureMutation;

#[Object]
impl DemandFigureMutation {
    /// Records a figure about the demand for a program.
    async fn demand_figure_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The program.")] program_id: IdOf<ProgramId>,
        #[graphql(desc = "The new figure.")] input: DemandFigureRecordInput,
    ) -> Result<DemandFigureRecordPayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, program_id.get(), input.into());
        let (demand_figure, user_errors) = payload::made(outcome.await, DemandFigure::new)?;
        Ok(DemandFigureRecordPayload {
            demand_figure,
            user_errors,
        })
    }

    /// Changes a figure.
    async fn demand_figure_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<DemandFigureId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: DemandFigureUpdateInput,
    ) -> Result<DemandFigureUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (demand_figure, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(DemandFigureUpdatePayload {
            demand_figure,
            changes,
            user_errors,
        })
    }

    /// Puts a figure into the trash, from which it can be restored.
    async fn demand_figure_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<DemandFigureId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<DemandFigureTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (demand_figure, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(DemandFigureTrashPayload {
            demand_figure,
            user_errors,
        })
    }

    /// Takes a figure out of the trash.
    async fn demand_figure_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<DemandFigureId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<DemandFigureRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (demand_figure, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(DemandFigureRestorePayload {
            demand_figure,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: DemandFigureId,
    outcome: Result<demand_figure::Model>,
) -> Result<Settled<DemandFigure>> {
    payload::settled(outcome, DemandFigure::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
