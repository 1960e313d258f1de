//! Root fields that start imports and take them back: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::ImportBatchId, import_batch};

use super::{
    inputs::ImportStartInput,
    ops,
    types::{ImportBatch, ImportRevertPayload, ImportStartPayload},
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    scalars::IdOf,
};

/// Root fields that start imports and take them back.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Queues the import of an uploaded file. It runs in the background, with your permissions: ask for `importBatch`.
    /// Completers and hires are brought in for one's own agency alone: else `FORBIDDEN`.
    async fn import_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file and how to read it.")] input: ImportStartInput,
    ) -> Result<ImportStartPayload, async_graphql::Error> {
        let (import_batch, user_errors) = settled(ops::start(Cx::of(ctx)?, input.into()).await)?;
        Ok(ImportStartPayload {
            import_batch,
            user_errors,
        })
    }

    /// Queues the revert of an import: what it made is deleted, what it changed is put back. Records that were changed since,
    /// or that others refer to, stay and are named in the row report.
    async fn import_revert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The import's id.")] id: IdOf<ImportBatchId>,
    ) -> Result<ImportRevertPayload, async_graphql::Error> {
        let (import_batch, user_errors) = settled(ops::queue_revert(Cx::of(ctx)?, id.get()).await)?;
        Ok(ImportRevertPayload {
            import_batch,
            user_errors,
        })
    }
}

fn settled(outcome: Result<import_batch::Model>) -> Result<(Option<ImportBatch>, Vec<UserError>)> {
    match outcome {
        Ok(row) => Ok((Some(ImportBatch::new(row)), Vec::new())),
        Err(error) => Ok((None, error.into_user_errors()?)),
    }
}
