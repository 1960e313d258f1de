//! Timelines of many employers at once.

use std::{collections::HashMap, sync::Arc};

use entities::ids::{AffirmationId, AuditEntryId, ContributionId, EmployerId, EngagementId};
use futures_util::future::BoxFuture;

use super::{
    reads::{self, At, Kind, Place},
    types::{TimelineItem, TimelineKind},
};
use crate::{
    affirmations,
    app::Cx,
    contributions, engagements,
    error::Result,
    paging::{Connection, PageArgs, Place as Cursor, Slice},
    prefetch::{Arguments, Relation, Selection},
};

/// The arguments of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelineArgs {
    page: PageArgs,
    kinds: Vec<Kind>,
}

impl TimelineArgs {
    /// All kinds when none are given.
    pub fn new(page: PageArgs, kinds: Option<Vec<TimelineKind>>) -> Self {
        let given = kinds.map(|kinds| kinds.into_iter().map(Kind::from).collect());
        Self {
            page,
            kinds: given.unwrap_or_else(|| Kind::ALL.to_vec()),
        }
    }

    /// What look-ahead sees in the field's arguments.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("kinds"))
    }
}

/// What happened with an employer, newest first.
pub struct TimelineOf;

impl Relation for TimelineOf {
    type Key = EmployerId;
    type Args = TimelineArgs;
    type Value = Connection<TimelineItem>;

    async fn load(
        cx: &Cx,
        keys: &[EmployerId],
        args: &TimelineArgs,
    ) -> Result<HashMap<EmployerId, Self::Value>> {
        let (rows, after) = args.page.forward_window()?;
        let edge = after.map(Cursor::read).transpose()?;
        // One more than the page, to learn whether there is more.
        let places = reads::places(cx, keys, &args.kinds, edge, rows + 1).await?;
        let mut items = items(cx, &places).await?;
        let mut slices: HashMap<EmployerId, Slice<TimelineItem>> = HashMap::new();
        let mut counts: HashMap<EmployerId, u64> = HashMap::new();
        for place in places {
            let slice = slices.entry(place.employer).or_insert_with(Slice::empty);
            slice.has_previous = after.is_some();
            let count = counts.entry(place.employer).or_default();
            *count += 1;
            slice.has_next = *count > rows;
            if let (false, Some(item)) = (slice.has_next, items.remove(&place.at)) {
                slice.rows.push((Cursor::write(place.at), item));
            }
        }
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, timeline(cx, id, args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: EmployerId, args: &TimelineArgs) -> Option<Self::Value> {
        let mut slice = Slice::empty();
        slice.has_previous = args.page.after.is_some();
        Some(timeline(cx, key, args, slice))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn timeline(
    cx: &Cx,
    employer: EmployerId,
    args: &TimelineArgs,
    slice: Slice<TimelineItem>,
) -> Connection<TimelineItem> {
    let (cx, kinds) = (cx.clone(), Arc::new(args.kinds.clone()));
    let counter = move |limit| {
        let (cx, kinds) = (cx.clone(), Arc::clone(&kinds));
        let count: BoxFuture<'static, Result<u64>> =
            Box::pin(async move { reads::count(&cx, employer, &kinds, limit).await });
        count
    };
    Connection::new(slice, Arc::new(counter))
}

/// The records at these places: one statement for each table that is among them.
async fn items(cx: &Cx, places: &[Place]) -> Result<HashMap<At, TimelineItem>> {
    let of = |kinds: &[Kind]| -> Vec<At> {
        let those = places.iter().filter(|place| kinds.contains(&place.kind));
        those.map(|place| place.at).collect()
    };
    let mut items = HashMap::new();
    let at = of(&[Kind::Engagement]);
    if !at.is_empty() {
        let ids: Vec<_> = at.iter().map(|(_, id)| EngagementId::from_uuid(*id)).collect();
        let mut rows = engagements::reads::by_ids(cx, &ids).await?;
        let found = at.into_iter().zip(ids);
        items.extend(found.filter_map(|(at, id)| Some((at, TimelineItem::engagement(rows.remove(&id)?)))));
    }
    let at = of(&[Kind::Contribution]);
    if !at.is_empty() {
        let ids: Vec<_> = at.iter().map(|(_, id)| ContributionId::from_uuid(*id)).collect();
        let mut rows = contributions::reads::by_ids(cx, &ids).await?;
        let found = at.into_iter().zip(ids);
        items.extend(
            found.filter_map(|(at, id)| Some((at, TimelineItem::contribution(at.0, rows.remove(&id)?)))),
        );
    }
    let at = of(&[Kind::Affirmation]);
    if !at.is_empty() {
        let ids: Vec<_> = at.iter().map(|(_, id)| AffirmationId::from_uuid(*id)).collect();
        let mut rows = affirmations::reads::by_ids(cx, &ids).await?;
        let found = at.into_iter().zip(ids);
        items.extend(
            found.filter_map(|(at, id)| Some((at, TimelineItem::affirmation(at.0, rows.remove(&id)?)))),
        );
    }
    let at = of(&[Kind::RoleChange, Kind::RecordChange]);
    if !at.is_empty() {
        let ids: Vec<_> = at.iter().map(|(_, id)| AuditEntryId::from_uuid(*id)).collect();
        let mut rows = reads::changes(cx, &ids).await?;
        let found = at.into_iter().zip(ids);
        items.extend(found.filter_map(|(at, id)| Some((at, TimelineItem::change(rows.remove(&id)?)))));
    }
    Ok(items)
}
