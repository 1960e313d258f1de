//! Relations of memberships, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::ids::MembershipId;
use futures_util::future::BoxFuture;

use super::{reads, types::Membership};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The membership with an id: the other end of every `membership`.
pub struct MembershipOf;

impl Relation for MembershipOf {
    type Key = MembershipId;
    type Args = ();
    type Value = Membership;

    async fn load(cx: &Cx, keys: &[MembershipId], (): &()) -> Result<HashMap<MembershipId, Membership>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Membership::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Membership>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Membership::fill(cx, values, selection)
    }
}
