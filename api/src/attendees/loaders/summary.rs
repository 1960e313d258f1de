//! How many came, and which employers for the first time.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use entities::{
    attendee::{self, Attendance, Column as A},
    ids::{EmployerId, MeetingId, PartnershipId},
    meeting,
};
use sea_orm::{ColumnTrait, JoinType, QueryFilter, QuerySelect};

use crate::{
    app::Cx,
    attendees::{ops::tally::Tally, reads, types::AttendanceSummary},
    error::{Error, Result},
    prefetch::Relation,
};

/// How many came to a meeting: two statements for any number of meetings.
pub struct AttendanceOf;

impl Relation for AttendanceOf {
    type Key = MeetingId;
    type Args = ();
    type Value = AttendanceSummary;

    async fn load(cx: &Cx, keys: &[MeetingId], (): &()) -> Result<HashMap<MeetingId, AttendanceSummary>> {
        let rows = reads::live(cx)
            .filter(A::MeetingId.is_in(keys.iter().copied()))
            .join(JoinType::InnerJoin, reads::to_meeting())
            .select_also(meeting::Entity)
            .all(cx.app.db.read())
            .await?;
        let mut lists: HashMap<MeetingId, (meeting::Model, Vec<attendee::Model>)> = HashMap::new();
        for (one, of) in rows {
            let of = of.ok_or_else(|| Error::internal("an attendee of no meeting"))?;
            lists.entry(of.id).or_insert_with(|| (of, Vec::new())).1.push(one);
        }
        let first = first_times(cx, lists.values()).await?;
        Ok(lists
            .into_iter()
            .map(|(id, (of, list))| (id, summary(&of, &list, &first)))
            .collect())
    }

    fn missing(_: &Cx, _: MeetingId, (): &()) -> Option<AttendanceSummary> {
        Some(AttendanceSummary::default())
    }
}

/// When an employer first came to a meeting of a partnership.
type FirstTimes = HashMap<(PartnershipId, EmployerId), DateTime<Utc>>;

async fn first_times(
    cx: &Cx,
    lists: impl Iterator<Item = &(meeting::Model, Vec<attendee::Model>)>,
) -> Result<FirstTimes> {
    let (mut partnerships, mut employers) = (BTreeSet::new(), BTreeSet::new());
    for (of, list) in lists {
        partnerships.insert(of.partnership_id);
        employers.extend(present_employers(list));
    }
    if employers.is_empty() {
        return Ok(FirstTimes::new());
    }
    let rows: Vec<(PartnershipId, EmployerId, DateTime<Utc>)> = reads::live(cx)
        .join(JoinType::InnerJoin, reads::to_meeting())
        .filter(meeting::Column::TrashedAt.is_null())
        .filter(meeting::Column::PartnershipId.is_in(partnerships))
        .filter(A::EmployerId.is_in(employers))
        .filter(A::Attendance.eq(Attendance::Present))
        .select_only()
        .column(meeting::Column::PartnershipId)
        .column(A::EmployerId)
        .column_as(meeting::Column::StartsAt.min(), "first_at")
        .group_by(meeting::Column::PartnershipId)
        .group_by(A::EmployerId)
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(of, employer, at)| ((of, employer), at))
        .collect())
}

fn present_employers(list: &[attendee::Model]) -> BTreeSet<EmployerId> {
    let present = list.iter().filter(|one| one.attendance == Attendance::Present);
    present.filter_map(|one| one.employer_id).collect()
}

fn summary(of: &meeting::Model, list: &[attendee::Model], first: &FirstTimes) -> AttendanceSummary {
    let employers = present_employers(list);
    let is_first = |employer: &&EmployerId| {
        let first = first.get(&(of.partnership_id, **employer));
        first.is_none_or(|first| *first >= of.starts_at)
    };
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let new = employers.iter().filter(is_first).count();
    AttendanceSummary::new(Tally::of(list), count(new), count(employers.len() - new))
}
