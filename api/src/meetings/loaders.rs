//! Relations of meetings, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{MeetingId, PartnershipId},
    meeting,
};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{reads, types::Meeting};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The meeting with an id.
pub struct MeetingOf;

impl Relation for MeetingOf {
    type Key = MeetingId;
    type Args = ();
    type Value = Meeting;

    async fn load(cx: &Cx, keys: &[MeetingId], (): &()) -> Result<HashMap<MeetingId, Meeting>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Meeting::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Meeting>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Meeting::fill(cx, values, selection)
    }
}

/// The live meetings of a partnership, the latest start first.
pub struct PartnershipMeetingsOf;

impl PageOf for PartnershipMeetingsOf {
    type Parent = PartnershipId;
    type Args = PageArgs;
    type Entity = meeting::Entity;
    type Node = Meeting;

    const PARENT: meeting::Column = meeting::Column::PartnershipId;

    fn parent(row: &meeting::Model) -> Option<PartnershipId> {
        Some(row.partnership_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<meeting::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<meeting::Entity> {
        reads::keys(Vec::new())
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: meeting::Model) -> Meeting {
        Meeting::new(row)
    }
}
