//! Relations of programs, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::ProgramId;
use futures_util::future::BoxFuture;

use super::{reads, types::Program};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The program with an id: the other end of every `program`.
pub struct ProgramOf;

impl Relation for ProgramOf {
    type Key = ProgramId;
    type Args = ();
    type Value = Program;

    async fn load(cx: &Cx, keys: &[ProgramId], (): &()) -> Result<HashMap<ProgramId, Program>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Program::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Program>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Program::fill(cx, values, selection)
    }
}
