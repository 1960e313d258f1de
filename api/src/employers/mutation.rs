//! Root fields that change employers: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::EmployerId;

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
    scalars::IdOf,
};

/// Root fields that change employers.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmployerMutation;

#[Object]
impl EmployerMutation {
    /// Adds an employer. A live employer of the same name makes it a `DUPLICATE` with candidates.
    async fn employer_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new employer.")] input: EmployerCreateInput,
        #[graphql(default = false, desc = "Add it although live employers have its name.")] allow_duplicates: bool,
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
        match ops::update(cx, id.get(), version, input.into()).await {
            Ok(updated) => Ok(EmployerUpdatePayload {
                employer: Some(Employer::new(updated.row)),
                changes: updated.changes,
                user_errors: Vec::new(),
            }),
            Err(error) => {
                let user_errors = error.into_user_errors()?;
                let employer = stored(cx, id.get(), &user_errors).await?;
                Ok(EmployerUpdatePayload {
                    employer,
                    changes: Vec::new(),
                    user_errors,
                })
            }
        }
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

    /// Takes an employer out of the trash.
    async fn employer_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmployerId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EmployerRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (employer, user_errors) =
            settled(cx, id.get(), ops::restore(cx, id.get(), version).await).await?;
        Ok(EmployerRestorePayload {
            employer,
            user_errors,
        })
    }
}

fn duplicate() -> UserError {
    let message = "Employers of this name exist; choose one of the candidates, or insist.";
    UserError::new(UserErrorCode::Duplicate, "input.name", message)
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: EmployerId,
    outcome: Result<entities::employer::Model>,
) -> Result<(Option<Employer>, Vec<UserError>)> {
    match outcome {
        Ok(row) => Ok((Some(Employer::new(row)), Vec::new())),
        Err(error) => {
            let user_errors = error.into_user_errors()?;
            Ok((stored(cx, id, &user_errors).await?, user_errors))
        }
    }
}

/// After a conflict the stored record, so that a page can show both.
async fn stored(cx: &Cx, id: EmployerId, errors: &[UserError]) -> Result<Option<Employer>> {
    if !UserError::has_conflict(errors) {
        return Ok(None);
    }
    Ok(reads::by_ids(cx, &[id]).await?.remove(&id).map(Employer::new))
}
