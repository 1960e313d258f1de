//! Relations of partnerships, each loaded for many partnerships in one statement.

use std::collections::HashMap;

use entities::ids::PartnershipId;
use futures_util::future::BoxFuture;

use super::{reads, types::Partnership};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The partnership with an id: the other end of every `partnership`.
pub struct PartnershipOf;

impl Relation for PartnershipOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = Partnership;

    async fn load(cx: &Cx, keys: &[PartnershipId], (): &()) -> Result<HashMap<PartnershipId, Partnership>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Partnership::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Partnership>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Partnership::fill(cx, values, selection)
    }
}
