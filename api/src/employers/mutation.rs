//! Root fields that change employers: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{employer, ids::EmployerId};

use super::{
    inputs::{EmployerCreateInput, EmployerUpdateInput},
    ops::{self, Created},
    reads,
    types::{
        Employer, EmployerCreatePayload, EmployerRestorePayload, EmployerTrashPayload, EmployerUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::{Result, UserError, UserErrorCode},
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change employers.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmployerMutation;

#[Object]
impl EmployerMutation {
    /// Adds an employer. An employer of the same name makes it a `DUPLICATE` with candidates; one that is in the trash can be
    /// restored instead.
    async fn employer_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new employer.")] input: EmployerCreateInput,
        #[graphql(default = false, desc = "Add it although employers have its name.")] allow_duplicates: bool,
    ) -> Result<EmployerCreatePayload, async_graphql::Error> {
        let draft = EmployerUpdateInput::from(input).into();
        let outcome = ops::create(Cx::of(ctx)?, draft, allow_duplicates).await;
        let (employer, candidates, user_errors) = match outcome {
            Ok(Created::Employer(row)) => (Some(Employer::new(*row)), Vec::new(), Vec::new()),
            Ok(Created::Candidates(rows)) => (None, rows, vec![duplicate()]),
            Err(error) => (None, Vec::new(), error.into_user_errors()?),
        };
        let candidates = candidates.into_iter().map(Employer::new).collect();
        Ok(EmployerCreatePayload {
            employer,
            candidates,
            user_errors,
        })
    }

    /// Changes an employer.
    async fn employer_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmployerId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: EmployerUpdateInput,
    ) -> Result<EmployerUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (employer, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EmployerUpdatePayload {
            employer,
            changes,
            user_errors,
        })
    }

    /// Puts an employer into the trash, from which it can be restored.
    async fn employer_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmployerId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EmployerTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (employer, user_errors) = settled(cx, id.get(), ops::trash(cx, id.get(), version).await).await?;
        Ok(EmployerTrashPayload {
            employer,
            user_errors,
        })
    }

    /// Takes an employer out of the trash. A live employer of the same name makes it a `DUPLICATE` with candidates.
    async fn employer_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmployerId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(default = false, desc = "Restore it although live employers have its name.")]
        allow_duplicates: bool,
    ) -> Result<EmployerRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = match ops::restore(cx, id.get(), version, allow_duplicates).await {
            Ok(Created::Candidates(rows)) => {
                return Ok(EmployerRestorePayload {
                    employer: None,
                    candidates: rows.into_iter().map(Employer::new).collect(),
                    user_errors: vec![name_taken()],
                });
            }
            Ok(Created::Employer(row)) => Ok(*row),
            Err(error) => Err(error),
        };
        let (employer, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EmployerRestorePayload {
            employer,
            candidates: Vec::new(),
            user_errors,
        })
    }
}

fn duplicate() -> UserError {
    let message = "Employers of this name exist, perhaps in the trash; choose or restore one of the candidates, or insist.";
    UserError::new(UserErrorCode::Duplicate, "input.name", message)
}

fn name_taken() -> UserError {
    let message =
        "Live employers have this name; look at the candidates, give one of them another name, or insist.";
    UserError::new(UserErrorCode::Duplicate, "id", message)
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: EmployerId, outcome: Result<employer::Model>) -> Result<Settled<Employer>> {
    payload::settled(outcome, Employer::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
