//! Root fields that change partnerships: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    ids::{ConvenerId, PartnershipId},
    partnership,
};

use super::{
    inputs::{PartnershipConvenerInput, PartnershipCreateInput, PartnershipUpdateInput},
    ops::{self, Created},
    reads,
    types::{
        Convener, Partnership, PartnershipConvenerAddPayload, PartnershipConvenerEndPayload,
        PartnershipCreatePayload, PartnershipRestorePayload, PartnershipTrashPayload,
        PartnershipUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::{Result, UserError, UserErrorCode},
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change partnerships.
#[derive(Clone, Copy, Debug, Default)]
pub struct PartnershipMutation;

#[Object]
impl PartnershipMutation {
    /// Adds a partnership. A live partnership of the same name makes it a `DUPLICATE` with candidates.
    async fn partnership_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new partnership.")] input: PartnershipCreateInput,
        #[graphql(default = false, desc = "Add it although live partnerships have its name.")]
        allow_duplicates: bool,
    ) -> Result<PartnershipCreatePayload, async_graphql::Error> {
        let (draft, conveners) = input.parts();
        let outcome = ops::create(Cx::of(ctx)?, draft, conveners, allow_duplicates).await;
        let (partnership, candidates, user_errors) = match outcome {
            Ok(Created::Partnership(row)) => (Some(Partnership::new(*row)), Vec::new(), Vec::new()),
            Ok(Created::Candidates(rows)) => (None, rows, vec![duplicate()]),
            Err(error) => (None, Vec::new(), error.into_user_errors()?),
        };
        Ok(PartnershipCreatePayload {
            partnership,
            candidates: candidates.into_iter().map(Partnership::new).collect(),
            user_errors,
        })
    }

    /// Changes a partnership. Its conveners and members have mutations of their own.
    async fn partnership_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PartnershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: PartnershipUpdateInput,
    ) -> Result<PartnershipUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (partnership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PartnershipUpdatePayload {
            partnership,
            changes,
            user_errors,
        })
    }

    /// Puts a partnership into the trash, from which it can be restored with its members.
    async fn partnership_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PartnershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PartnershipTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (partnership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PartnershipTrashPayload {
            partnership,
            user_errors,
        })
    }

    /// Takes a partnership out of the trash.
    async fn partnership_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PartnershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PartnershipRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (partnership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PartnershipRestorePayload {
            partnership,
            user_errors,
        })
    }

    /// Lets an agency convene a partnership, beside those who do already.
    async fn partnership_convener_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The agency and since when.")] input: PartnershipConvenerInput,
    ) -> Result<PartnershipConvenerAddPayload, async_graphql::Error> {
        let outcome = ops::add_convener(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (convener, partnership, user_errors) = match outcome {
            Ok((row, of)) => (Some(Convener::new(row)), Some(Partnership::new(of)), Vec::new()),
            Err(error) => (None, None, error.into_user_errors()?),
        };
        Ok(PartnershipConvenerAddPayload {
            convener,
            partnership,
            user_errors,
        })
    }

    /// Ends an agency's convening. A partnership that is neither dormant nor closed keeps at least one convener.
    async fn partnership_convener_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The convener's id.")] id: IdOf<ConvenerId>,
        #[graphql(desc = "The convener's version you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "The last day it convenes; today (UTC) when absent.")] ended_on: Option<Date>,
    ) -> Result<PartnershipConvenerEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let ended_on = ended_on.map(|day| day.0);
        let (outcome, of) = match ops::end_convener(cx, id.get(), version, ended_on).await {
            Ok((row, of)) => (Ok(row), Some(of)),
            Err(error) => (Err(error), None),
        };
        let stored = async { payload::if_there(reads::convener(cx, cx.app.db.read(), id.get()).await) };
        let (convener, user_errors) = payload::settled(outcome, Convener::new, stored).await?;
        Ok(PartnershipConvenerEndPayload {
            convener,
            partnership: of.map(Partnership::new),
            user_errors,
        })
    }
}

fn duplicate() -> UserError {
    let message = "Partnerships of this name exist; choose one of the candidates, or insist.";
    UserError::new(UserErrorCode::Duplicate, "input.name", message)
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: PartnershipId,
    outcome: Result<partnership::Model>,
) -> Result<Settled<Partnership>> {
    payload::settled(outcome, Partnership::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
