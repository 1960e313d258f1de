//! Relations of sectors, each loaded for many sectors in one statement.

use std::collections::HashMap;

use entities::ids::SectorId;

use super::{reads, types::Sector};
use crate::{app::Cx, error::Result, prefetch::Relation};

/// The sector with an id.
pub struct SectorOf;

impl Relation for SectorOf {
    type Key = SectorId;
    type Args = ();
    type Value = Sector;

    async fn load(cx: &Cx, keys: &[SectorId], (): &()) -> Result<HashMap<SectorId, Sector>> {
        let rows = reads::by_ids(cx, cx.app.db.read(), keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Sector::new(row))).collect())
    }
}
