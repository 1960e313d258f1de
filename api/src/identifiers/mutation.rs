//! Root fields that change identifiers: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{employer, employer_identifier, ids::IdentifierId};

use super::{
    inputs::{IdentifierRecordInput, IdentifierUpdateInput},
    ops::{self, Recorded},
    reads,
    types::{EmployerIdentifier, IdentifierEndPayload, IdentifierRecordPayload, IdentifierUpdatePayload},
};
use crate::{
    app::Cx,
    employers::types::Employer,
    error::{Result, UserError, UserErrorCode},
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change identifiers.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdentifierMutation;

#[Object]
impl IdentifierMutation {
    /// Records a number of an employer or of one of its establishments, in the name of your agency. A number that is known
    /// already, as far as you may see it, makes it a `DUPLICATE` with candidates.
    async fn identifier_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new identifier.")] input: IdentifierRecordInput,
        #[graphql(default = false, desc = "Record it although the number is known.")] allow_duplicates: bool,
    ) -> Result<IdentifierRecordPayload, async_graphql::Error> {
        let (identifier, found, user_errors) =
            match ops::record(Cx::of(ctx)?, input.into(), allow_duplicates).await {
                Ok(Recorded::Done(row)) => (Some(EmployerIdentifier::new(row)), Vec::new(), Vec::new()),
                Ok(Recorded::Candidates(rows)) => (None, rows, vec![duplicate()]),
                Err(error) => (None, Vec::new(), error.into_user_errors()?),
            };
        Ok(IdentifierRecordPayload {
            identifier,
            candidates: candidates(found),
            user_errors,
        })
    }

    /// Changes an identifier that your agency recorded.
    async fn identifier_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<IdentifierId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: IdentifierUpdateInput,
        #[graphql(default = false, desc = "Change it although the number is known.")] allow_duplicates: bool,
    ) -> Result<IdentifierUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update(cx, id.get(), version, input.into(), allow_duplicates).await;
        let (outcome, changes) = match outcome {
            Ok(Recorded::Done(updated)) => (Ok(updated.row), updated.changes),
            Ok(Recorded::Candidates(rows)) => {
                return Ok(IdentifierUpdatePayload {
                    identifier: None,
                    changes: Vec::new(),
                    candidates: candidates(rows),
                    user_errors: vec![duplicate()],
                });
            }
            Err(error) => (Err(error), Vec::new()),
        };
        let (identifier, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(IdentifierUpdatePayload {
            identifier,
            changes,
            candidates: Vec::new(),
            user_errors,
        })
    }

    /// Says on which day an identifier was good for the last time. It stays on record.
    async fn identifier_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<IdentifierId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day it was good; not before the first.")] ended_on: Date,
    ) -> Result<IdentifierEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::end(cx, id.get(), version, ended_on.0).await;
        let (identifier, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(IdentifierEndPayload {
            identifier,
            user_errors,
        })
    }
}

fn candidates(rows: Vec<employer::Model>) -> Vec<Employer> {
    rows.into_iter().map(Employer::new).collect()
}

fn duplicate() -> UserError {
    let message = "This number is on record already; look at the candidates, or insist.";
    UserError::new(UserErrorCode::Duplicate, "input.value", message)
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: IdentifierId,
    outcome: Result<employer_identifier::Model>,
) -> Result<Settled<EmployerIdentifier>> {
    payload::settled(outcome, EmployerIdentifier::new, async {
        payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await)
    })
    .await
}
