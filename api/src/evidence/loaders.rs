//! Relations of evidence files.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    evidence_file,
    ids::{EvidenceFileId, ProgramId},
};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{ops::contents, reads, types::EvidenceFile};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    payload,
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The frozen copy with an id.
pub struct EvidenceFileOf;

impl Relation for EvidenceFileOf {
    type Key = EvidenceFileId;
    type Args = ();
    type Value = EvidenceFile;

    async fn load(
        cx: &Cx,
        keys: &[EvidenceFileId],
        (): &(),
    ) -> Result<HashMap<EvidenceFileId, EvidenceFile>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, EvidenceFile::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut EvidenceFile>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        EvidenceFile::fill(cx, values, selection)
    }
}

/// The frozen copies of a program, the latest first.
pub struct ProgramEvidenceFilesOf;

impl PageOf for ProgramEvidenceFilesOf {
    type Parent = ProgramId;
    type Args = PageArgs;
    type Entity = evidence_file::Entity;
    type Node = EvidenceFile;

    const PARENT: evidence_file::Column = evidence_file::Column::ProgramId;

    fn parent(row: &evidence_file::Model) -> Option<ProgramId> {
        Some(row.program_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<evidence_file::Entity> {
        reads::visible(cx)
    }

    fn keys() -> Keys<evidence_file::Entity> {
        reads::keys()
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: evidence_file::Model) -> EvidenceFile {
        EvidenceFile::new(row)
    }
}

/// The hash of the evidence file of a program that is built now, as of a day. Each is a whole file: what asks for it costs as much.
pub struct HashOf;

impl Relation for HashOf {
    type Key = (ProgramId, NaiveDate);
    type Args = ();
    type Value = String;

    async fn load(cx: &Cx, keys: &[Self::Key], (): &()) -> Result<HashMap<Self::Key, String>> {
        let mut hashes = HashMap::new();
        for (program, day) in keys {
            let built = reads::contents(cx, *program, *day).await;
            if let Some(built) = payload::if_there(built)? {
                hashes.insert((*program, *day), contents::hash(&built.document()?));
            }
        }
        Ok(hashes)
    }
}
