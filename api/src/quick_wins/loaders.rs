//! Relations of quick wins, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{PartnershipId, QuickWinId},
    quick_win::{self, Column as C},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{reads, types::QuickWin};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The quick win with an id.
pub struct QuickWinOf;

impl Relation for QuickWinOf {
    type Key = QuickWinId;
    type Args = ();
    type Value = QuickWin;

    async fn load(cx: &Cx, keys: &[QuickWinId], (): &()) -> Result<HashMap<QuickWinId, QuickWin>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, QuickWin::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut QuickWin>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        QuickWin::fill(cx, values, selection)
    }
}

/// The live quick wins of a partnership, the latest first.
pub struct QuickWinsOf;

impl Relation for QuickWinsOf {
    type Key = PartnershipId;
    type Args = PageArgs;
    type Value = Connection<QuickWin>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        page: &PageArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        let slices = paging::fetch_each(
            cx.app.db.read(),
            reads::live(cx).filter(C::PartnershipId.is_in(keys.iter().copied())),
            C::PartnershipId,
            |row| Some(row.partnership_id),
            &reads::latest_first(),
            page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, wins(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: PartnershipId, _: &PageArgs) -> Option<Self::Value> {
        Some(wins(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn wins(cx: &Cx, id: PartnershipId, slice: Slice<quick_win::Model>) -> Connection<QuickWin> {
    let all = reads::live(cx).filter(C::PartnershipId.eq(id));
    Connection::new(slice.map(QuickWin::new), paging::counter(cx, all))
}
