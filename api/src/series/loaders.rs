//! Relations of series, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{ids::SeriesId, meeting};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{reads, types::MeetingSeries};
use crate::{
    app::Cx,
    error::Result,
    meetings::{self, types::Meeting},
    paging::{Keys, PageArgs, Sort},
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The series with an id.
pub struct SeriesOf;

impl Relation for SeriesOf {
    type Key = SeriesId;
    type Args = ();
    type Value = MeetingSeries;

    async fn load(cx: &Cx, keys: &[SeriesId], (): &()) -> Result<HashMap<SeriesId, MeetingSeries>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, MeetingSeries::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut MeetingSeries>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        MeetingSeries::fill(cx, values, selection)
    }
}

/// The live meetings of a series, the earliest start first.
pub struct SeriesMeetingsOf;

impl PageOf for SeriesMeetingsOf {
    type Parent = SeriesId;
    type Args = PageArgs;
    type Entity = meeting::Entity;
    type Node = Meeting;

    const PARENT: meeting::Column = meeting::Column::SeriesId;

    fn parent(row: &meeting::Model) -> Option<SeriesId> {
        row.series_id
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<meeting::Entity> {
        meetings::reads::live(cx)
    }

    fn keys() -> Keys<meeting::Entity> {
        meetings::reads::keys(vec![Sort::ascending(meeting::Column::StartsAt)])
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: meeting::Model) -> Meeting {
        Meeting::new(row)
    }
}
