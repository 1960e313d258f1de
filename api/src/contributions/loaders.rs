//! Relations of contributions, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::ContributionId;
use futures_util::future::BoxFuture;

use super::{reads, types::Contribution};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The contribution with an id.
pub struct ContributionOf;

impl Relation for ContributionOf {
    type Key = ContributionId;
    type Args = ();
    type Value = Contribution;

    async fn load(
        cx: &Cx,
        keys: &[ContributionId],
        (): &(),
    ) -> Result<HashMap<ContributionId, Contribution>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Contribution::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Contribution>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Contribution::fill(cx, values, selection)
    }
}
