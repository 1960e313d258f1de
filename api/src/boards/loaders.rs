//! Relations of boards, each loaded for many at once.

use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate, NaiveTime};
use entities::{
    attendee, board_rules,
    ids::{MeetingId, PartnershipId},
    meeting::{self, MeetingStatus},
    membership, partnership,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    ops::report::{Board, Held, Rules},
    types::{BoardRules, CompositionReport},
};
use crate::{
    app::Cx,
    attendees,
    error::{Error, Result},
    meetings, memberships, partnerships,
    policy::{self, Action},
    prefetch::{Fill, Relation, Selection},
};

/// Meetings and attendees that one request for reports reads at most.
const MOST_MEETINGS: usize = 2000;

/// The rules of a board, when it has any.
pub struct BoardRulesOf;

impl Relation for BoardRulesOf {
    type Key = PartnershipId;
    type Args = ();
    type Value = BoardRules;

    async fn load(cx: &Cx, keys: &[PartnershipId], (): &()) -> Result<HashMap<PartnershipId, BoardRules>> {
        let rows = rules(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.partnership_id, BoardRules::new(row)))
            .collect())
    }
}

async fn rules(cx: &Cx, keys: &[PartnershipId]) -> Result<Vec<board_rules::Model>> {
    Ok(board_rules::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(board_rules::Column::PartnershipId.is_in(keys.iter().copied()))
        .all(cx.app.db.read())
        .await?)
}

/// The composition report of a board as of a day: five statements for any number of boards.
pub struct CompositionOf;

impl Relation for CompositionOf {
    type Key = PartnershipId;
    type Args = NaiveDate;
    type Value = CompositionReport;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        as_of: &NaiveDate,
    ) -> Result<HashMap<PartnershipId, CompositionReport>> {
        let boards = boards(cx, keys, *as_of).await?;
        let report = |board: Board| CompositionReport::new(*as_of, &board);
        Ok(boards
            .into_iter()
            .map(|board| (board.partnership.id, report(board)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut CompositionReport>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CompositionReport::fill(cx, values, selection)
    }
}

async fn boards(cx: &Cx, keys: &[PartnershipId], as_of: NaiveDate) -> Result<Vec<Board>> {
    let partnerships = partnerships::reads::visible(cx)
        .filter(partnership::Column::Id.is_in(keys.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    let rules: HashMap<_, _> = rules(cx, keys)
        .await?
        .into_iter()
        .map(|row| (row.partnership_id, row))
        .collect();
    let mut members: HashMap<PartnershipId, Vec<membership::Model>> = HashMap::new();
    let rows = memberships::reads::live(cx)
        .filter(membership::Column::PartnershipId.is_in(keys.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    for row in rows {
        members.entry(row.partnership_id).or_default().push(row);
    }
    let mut held = held(cx, keys, as_of).await?;
    let board = |partnership: partnership::Model| Board {
        rules: Rules::of(&partnership, rules.get(&partnership.id)),
        members: members.remove(&partnership.id).unwrap_or_default(),
        meetings: held.remove(&partnership.id).unwrap_or_default(),
        partnership,
    };
    Ok(partnerships.into_iter().map(board).collect())
}

/// The meetings held about the twelve months up to a day, with their lists.
async fn held(
    cx: &Cx,
    keys: &[PartnershipId],
    as_of: NaiveDate,
) -> Result<HashMap<PartnershipId, Vec<Held>>> {
    use meeting::Column as C;
    // A day more at both ends: the day is that of the meeting's place.
    let from = as_of
        .checked_sub_months(Months::new(12))
        .unwrap_or(NaiveDate::MIN);
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let rows = meetings::reads::live(cx)
        .filter(C::PartnershipId.is_in(keys.iter().copied()))
        .filter(C::Status.is_in([MeetingStatus::Held, MeetingStatus::Closed]))
        .filter(C::StartsAt.gte(midnight(from - Days::new(1))))
        .filter(C::StartsAt.lt(midnight(as_of + Days::new(2))))
        .all(cx.app.db.read())
        .await?;
    if rows.len() > MOST_MEETINGS {
        let message = format!("More than {MOST_MEETINGS} meetings: ask for fewer boards at once.");
        return Err(Error::invalid("first", message));
    }
    let mut lists = lists(cx, &rows).await?;
    let mut held: HashMap<PartnershipId, Vec<Held>> = HashMap::new();
    for row in rows {
        let list = lists.remove(&row.id).unwrap_or_default();
        held.entry(row.partnership_id).or_default().push((row, list));
    }
    Ok(held)
}

async fn lists(cx: &Cx, meetings: &[meeting::Model]) -> Result<HashMap<MeetingId, Vec<attendee::Model>>> {
    let mut lists: HashMap<MeetingId, Vec<attendee::Model>> = HashMap::new();
    if meetings.is_empty() {
        return Ok(lists);
    }
    let rows = attendees::reads::live(cx)
        .filter(attendee::Column::MeetingId.is_in(meetings.iter().map(|row| row.id)))
        .all(cx.app.db.read())
        .await?;
    for row in rows {
        lists.entry(row.meeting_id).or_default().push(row);
    }
    Ok(lists)
}
