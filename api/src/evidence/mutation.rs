//! Root fields that keep evidence files: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::ProgramId;

use super::{
    ops,
    types::{EvidenceFile, EvidenceFreezePayload},
};
use crate::{app::Cx, error::Result, payload, scalars::IdOf};

/// Root fields that keep evidence files.
#[derive(Clone, Copy, Debug, Default)]
pub struct EvidenceMutation;

#[Object]
impl EvidenceMutation {
    /// Keeps the evidence file of a program of your agency as it stands today. Kept twice without a change, it has the same hash.
    async fn evidence_freeze(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The program.")] program_id: IdOf<ProgramId>,
        #[graphql(
            desc = "What it is kept for, such as an application; 500 characters at most. It stands beside the document, not in it."
        )]
        note: Option<String>,
    ) -> Result<EvidenceFreezePayload, async_graphql::Error> {
        let outcome = ops::freeze(Cx::of(ctx)?, program_id.get(), note).await;
        let (evidence_file, user_errors) = payload::made(outcome, EvidenceFile::new)?;
        Ok(EvidenceFreezePayload {
            evidence_file,
            user_errors,
        })
    }
}
