//! How a commitment stood on a day, as far as its row tells: it holds dates, not the days of its steps.

use chrono::NaiveDate;
use entities::role_commitment::{self, CommitmentState};

use crate::{roles::reads::OPEN, shared::periods::Period};

/// How a commitment stands on a day; none when it had not been made by then.
///
/// It was made when it was recorded, or on its first day where that is earlier. One that ended after the day was in force on
/// it by its dates: `ACTIVE` when it came to be fulfilled, `COMMITTED` when it lapsed, `PROPOSED` before its first day. An open
/// one whose last day has passed without a word has lapsed.
pub(super) fn state_on(row: &role_commitment::Model, day: NaiveDate) -> Option<CommitmentState> {
    let has_begun = row
        .from_on
        .map_or(row.state != CommitmentState::Proposed, |from| from <= day);
    if !has_begun && day < row.created_at.date_naive() {
        return None;
    }
    let lasts = Period {
        from: None,
        to: row.to_on,
    }
    .holds_on(day);
    let has_ended = row.to_on.is_none_or(|last| last <= day);
    Some(match row.state {
        open if OPEN.contains(&open) && lasts => open,
        open if OPEN.contains(&open) => CommitmentState::Lapsed,
        ended if has_ended => ended,
        _ if !has_begun || row.from_on.is_none() => CommitmentState::Proposed,
        CommitmentState::Fulfilled => CommitmentState::Active,
        _ => CommitmentState::Committed,
    })
}

/// Of several commitments of a member to a role the one that tells how it stands on a day: an open one, else the latest.
pub(super) fn telling(
    rows: &[role_commitment::Model],
    day: NaiveDate,
) -> Option<(role_commitment::Model, CommitmentState)> {
    let standing = rows
        .iter()
        .filter_map(|row| state_on(row, day).map(|state| (row, state)));
    standing
        .max_by_key(|(row, state)| (OPEN.contains(state), row.id))
        .map(|(row, state)| (row.clone(), state))
}

#[cfg(test)]
mod tests {
    use CommitmentState::{Active, Committed, Fulfilled, Lapsed, Proposed};
    use chrono::{NaiveTime, TimeZone as _, Utc};
    use entities::ids::{CommitmentId, MembershipId, RoleTypeId};
    use uuid::Uuid;

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
    }

    /// Recorded on the tenth.
    fn commitment(
        id: u128,
        state: CommitmentState,
        from: Option<u32>,
        to: Option<u32>,
    ) -> role_commitment::Model {
        let at = Utc.from_utc_datetime(&day(10).and_time(NaiveTime::MIN));
        role_commitment::Model {
            id: CommitmentId::from_uuid(Uuid::from_u128(id)),
            membership_id: MembershipId::from_uuid(Uuid::nil()),
            role_type_id: RoleTypeId::from_uuid(Uuid::nil()),
            state,
            from_on: from.map(day),
            to_on: to.map(day),
            note: None,
            created_at: at,
            updated_at: at,
            version: 1,
            trashed_at: None,
        }
    }

    #[test]
    fn a_commitment_stands_by_its_dates() {
        let cases = [
            (Proposed, None, None, 9, None),
            (Proposed, None, None, 10, Some(Proposed)),
            (Committed, Some(20), None, 10, Some(Committed)),
            (Committed, Some(5), None, 4, None),
            (Committed, Some(5), None, 5, Some(Committed)),
            (Active, None, None, 1, Some(Active)),
            (Active, Some(5), Some(12), 12, Some(Active)),
            (Active, Some(5), Some(12), 13, Some(Lapsed)),
            (Fulfilled, Some(5), Some(12), 11, Some(Active)),
            (Fulfilled, Some(5), Some(12), 12, Some(Fulfilled)),
            (Fulfilled, None, None, 1, Some(Fulfilled)),
            (Lapsed, Some(5), Some(12), 6, Some(Committed)),
            (Lapsed, Some(20), Some(12), 11, Some(Proposed)),
            (Lapsed, Some(5), Some(12), 20, Some(Lapsed)),
        ];
        for (state, from, to, on, expected) in cases {
            let row = commitment(1, state, from, to);
            assert_eq!(
                state_on(&row, day(on)),
                expected,
                "{state:?} {from:?} {to:?} on {on}"
            );
        }
    }

    #[test]
    fn an_open_commitment_tells_more_than_a_later_one_that_ended() {
        let rows = [
            commitment(1, Fulfilled, Some(1), Some(2)),
            commitment(2, Active, Some(3), None),
            commitment(3, Lapsed, Some(4), Some(5)),
        ];
        let told = |on| telling(&rows, day(on)).map(|(row, state)| (row.id.uuid().as_u128(), state));
        assert_eq!(told(12), Some((2, Active)));
        assert_eq!(told(2), Some((1, Fulfilled)));
        assert_eq!(telling(&rows[..0], day(12)), None);
    }
}
