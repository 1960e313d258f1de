//! Root fields that read evidence files.

use async_graphql::{Context, Object};
use entities::ids::{EvidenceFileId, ProgramId};

use super::{
    loaders::EvidenceFileOf,
    reads,
    types::{EvidenceFile, ProgramEvidence},
};
use crate::{
    app::Cx,
    error::Result,
    payload,
    prefetch::{self, Fill as _, Selection},
    scalars::{Date, IdOf},
};

/// Root fields that read evidence files.
#[derive(Clone, Copy, Debug, Default)]
pub struct EvidenceQuery;

#[Object]
impl EvidenceQuery {
    /// The evidence file of a program, built from the records; null when there is no such program or you may not see its file.
    async fn program_evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The program.")] program_id: IdOf<ProgramId>,
        #[graphql(
            desc = "The day it is about; today (UTC) when absent, not in the future. A past day is built from what is known of it today."
        )]
        as_of: Option<Date>,
    ) -> Option<Result<ProgramEvidence>> {
        program_evidence(ctx, program_id.get(), as_of).await.transpose()
    }

    /// A frozen copy of an evidence file; null when there is none or you may not see it. The copies of a program are listed below
    /// the program.
    async fn evidence_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EvidenceFileId>,
    ) -> Option<Result<EvidenceFile>> {
        prefetch::root::<EvidenceFileOf>(ctx, id.get()).await.transpose()
    }
}

async fn program_evidence(
    ctx: &Context<'_>,
    program: ProgramId,
    as_of: Option<Date>,
) -> Result<Option<ProgramEvidence>> {
    let cx = Cx::of(ctx)?;
    let day = as_of.map_or_else(|| cx.app.clock.today(), |day| day.0);
    let Some(contents) = payload::if_there(reads::contents(cx, program, day).await)? else {
        return Ok(None);
    };
    let document = contents.document()?;
    let mut evidence = ProgramEvidence::new(contents, document);
    ProgramEvidence::fill(cx, vec![&mut evidence], &Selection::of(ctx)).await?;
    Ok(Some(evidence))
}
