//! Root fields that change roles: parse, call the operation, wrap the payload.

mod commitment;

use async_graphql::{Context, Object};
use entities::{ids::RoleTypeId, role_type};

use super::{
    inputs::{RoleTypeCreateInput, RoleTypeUpdateInput},
    ops, reads,
    types::{
        RoleType, RoleTypeCreatePayload, RoleTypeRetirePayload, RoleTypeUnretirePayload,
        RoleTypeUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

pub use commitment::CommitmentMutation;

/// Root fields that change the list of role types.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoleMutation;

#[Object]
impl RoleMutation {
    /// Adds a role type. A key in use makes it a `DUPLICATE`.
    async fn role_type_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new role type.")] input: RoleTypeCreateInput,
    ) -> Result<RoleTypeCreatePayload, async_graphql::Error> {
        let (role_type, user_errors) =
            payload::made(ops::create_type(Cx::of(ctx)?, input.into()).await, RoleType::new)?;
        Ok(RoleTypeCreatePayload {
            role_type,
            user_errors,
        })
    }

    /// Changes a role type.
    async fn role_type_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RoleTypeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: RoleTypeUpdateInput,
    ) -> Result<RoleTypeUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update_type(cx, id.get(), version, input.into()).await;
        let (outcome, changes) = match outcome {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (role_type, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RoleTypeUpdatePayload {
            role_type,
            changes,
            user_errors,
        })
    }

    /// Takes a role type out of use: nobody can choose it any more; what was chosen stays.
    async fn role_type_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RoleTypeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<RoleTypeRetirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::retire_type(cx, id.get(), version).await;
        let (role_type, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RoleTypeRetirePayload {
            role_type,
            user_errors,
        })
    }

    /// Takes a role type back into use.
    async fn role_type_unretire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RoleTypeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<RoleTypeUnretirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::unretire_type(cx, id.get(), version).await;
        let (role_type, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RoleTypeUnretirePayload {
            role_type,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: RoleTypeId, outcome: Result<role_type::Model>) -> Result<Settled<RoleType>> {
    payload::settled(outcome, RoleType::new, async {
        Ok(reads::types_by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
