//! Relations of completers, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::CompleterId;
use futures_util::future::BoxFuture;

use super::{reads, types::Completer};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The completer with an id: the other end of every `completer`.
pub struct CompleterOf;

impl Relation for CompleterOf {
    type Key = CompleterId;
    type Args = ();
    type Value = Completer;

    async fn load(cx: &Cx, keys: &[CompleterId], (): &()) -> Result<HashMap<CompleterId, Completer>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Completer::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Completer>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Completer::fill(cx, values, selection)
    }
}
