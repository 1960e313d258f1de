//! Relations of programs, each loaded for many records in one statement.

mod parts;

use std::collections::HashMap;

use entities::{
    ids::{AgencyId, ProgramId},
    program,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{reads, types::Program};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

pub use parts::{ChecklistOf, OccupationsOf};

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

/// The live programs that an agency offers, by name.
pub struct ProgramsOf;

impl Relation for ProgramsOf {
    type Key = AgencyId;
    type Args = PageArgs;
    type Value = Connection<Program>;

    async fn load(cx: &Cx, keys: &[AgencyId], args: &PageArgs) -> Result<HashMap<AgencyId, Self::Value>> {
        let column = program::Column::AgencyId;
        let select = reads::live(cx).filter(column.is_in(keys.iter().copied()));
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            column,
            |row| Some(row.agency_id),
            &reads::keys(Vec::new()),
            args,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, programs(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: AgencyId, _: &PageArgs) -> Option<Self::Value> {
        Some(programs(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn programs(cx: &Cx, agency: AgencyId, slice: Slice<program::Model>) -> Connection<Program> {
    let all = reads::live(cx).filter(program::Column::AgencyId.eq(agency));
    Connection::new(slice.map(Program::new), paging::counter(cx, all))
}
