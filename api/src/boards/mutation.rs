//! Root fields that change the rules of boards: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::PartnershipId;

use super::{
    inputs::BoardRulesInput,
    loaders::BoardRulesOf,
    ops,
    types::{BoardRules, BoardRulesSetPayload},
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    prefetch::Relation as _,
    scalars::IdOf,
};

/// Root fields that change the rules of boards.
#[derive(Clone, Copy, Debug, Default)]
pub struct BoardRulesMutation;

#[Object]
impl BoardRulesMutation {
    /// Sets what a board is held to.
    async fn board_rules_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The board.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(
            desc = "The version of the rules you read; absent when the board had none. Another one stored is a `CONFLICT`."
        )]
        version: Option<i32>,
        #[graphql(desc = "The rules.")] input: BoardRulesInput,
    ) -> Result<BoardRulesSetPayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, partnership_id.get());
        match ops::set(cx, id, version, input.into()).await {
            Ok(updated) => Ok(BoardRulesSetPayload {
                board_rules: Some(BoardRules::new(updated.row)),
                changes: updated.changes,
                user_errors: Vec::new(),
            }),
            Err(error) => {
                let user_errors = error.into_user_errors()?;
                let board_rules = if UserError::has_conflict(&user_errors) {
                    BoardRulesOf::load(cx, &[id], &()).await?.remove(&id)
                } else {
                    None
                };
                Ok(BoardRulesSetPayload {
                    board_rules,
                    changes: Vec::new(),
                    user_errors,
                })
            }
        }
    }
}
