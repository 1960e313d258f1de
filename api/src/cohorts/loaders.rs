//! Relations of cohorts, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    cohort,
    ids::{CohortId, ProgramId},
};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{reads, types::Cohort};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The cohort with an id.
pub struct CohortOf;

impl Relation for CohortOf {
    type Key = CohortId;
    type Args = ();
    type Value = Cohort;

    async fn load(cx: &Cx, keys: &[CohortId], (): &()) -> Result<HashMap<CohortId, Cohort>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Cohort::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Cohort>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Cohort::fill(cx, values, selection)
    }
}

/// The live cohorts of a program, the latest first.
pub struct CohortsOf;

impl PageOf for CohortsOf {
    type Parent = ProgramId;
    type Args = PageArgs;
    type Entity = cohort::Entity;
    type Node = Cohort;
    const PARENT: cohort::Column = cohort::Column::ProgramId;

    fn parent(row: &cohort::Model) -> Option<ProgramId> {
        Some(row.program_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<cohort::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<cohort::Entity> {
        reads::keys()
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: cohort::Model) -> Cohort {
        Cohort::new(row)
    }
}
