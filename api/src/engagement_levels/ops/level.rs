//! The level that evidence shows on a day. No database here.

use std::{cmp::Reverse, collections::HashMap};

use chrono::{Datelike as _, Months, NaiveDate};
use entities::{ids::LadderEvidenceKindId, ladder_evidence_kind::LadderLevel, subject_type::SubjectType};
use uuid::Uuid;

use crate::shared::periods::{day_after, day_before};

/// Months of a quarter.
const QUARTER: u32 = 3;

/// A record that shows engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The kind.
    pub kind: LadderEvidenceKindId,
    /// The level that the kind shows.
    pub level: LadderLevel,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none while no end is known.
    pub to: Option<NaiveDate>,
    /// What it is, in a line.
    pub what: Option<String>,
    /// The record.
    pub record: (SubjectType, Uuid),
}

/// Evidence as it tells on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The evidence.
    pub evidence: Evidence,
    /// The last day of it that has come.
    pub on: NaiveDate,
}

/// How far an employer has come on a day, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The level; none without evidence.
    pub level: Option<LadderLevel>,
    /// The newest evidence of each kind that counts: the highest level first, then the newest.
    pub reasons: Vec<Reason>,
    /// The first day on which the level is lower unless new evidence comes; none without a level, and while evidence of the
    /// level has no end.
    pub decays_on: Option<NaiveDate>,
}

impl Evidence {
    /// The last day of it that has come by `day`; none when it begins later, or ended before it began.
    fn seen_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.to.map_or(day, |to| to.min(day));
        (self.from <= last).then_some(last)
    }

    /// The last day on which it counts; none while no end of it is known.
    fn counts_until(&self, months: Months) -> Option<NaiveDate> {
        self.to
            .map(|to| to.checked_add_months(months).unwrap_or(NaiveDate::MAX))
    }

    /// As it tells on `day`; none when it does not count.
    fn reason(&self, day: NaiveDate, months: Months) -> Option<Reason> {
        let on = self.seen_on(day)?;
        let counts = self.counts_until(months).is_none_or(|last| day <= last);
        counts.then(|| Reason {
            evidence: self.clone(),
            on,
        })
    }

    fn counts_on(&self, day: NaiveDate, months: Months) -> bool {
        self.seen_on(day).is_some() && self.counts_until(months).is_none_or(|last| day <= last)
    }
}

/// The level on a day: the highest one with evidence that counts.
pub fn level_on(evidence: &[Evidence], day: NaiveDate, window_months: u32) -> Option<LadderLevel> {
    let months = Months::new(window_months);
    let counting = evidence.iter().filter(|one| one.counts_on(day, months));
    counting.map(|one| one.level).max()
}

/// How far evidence shows that an employer has come on a day, when it counts for so many months.
pub fn standing(evidence: &[Evidence], day: NaiveDate, window_months: u32) -> Standing {
    let months = Months::new(window_months);
    let counting: Vec<Reason> = evidence
        .iter()
        .filter_map(|one| one.reason(day, months))
        .collect();
    let level = counting.iter().map(|reason| reason.evidence.level).max();
    // None as soon as one of the level has no end.
    let ends: Option<Vec<NaiveDate>> = counting
        .iter()
        .filter(|reason| Some(reason.evidence.level) == level)
        .map(|reason| reason.evidence.counts_until(months))
        .collect();
    Standing {
        level,
        decays_on: ends.and_then(|ends| ends.into_iter().max()).map(day_after),
        reasons: newest_of_each_kind(counting),
    }
}

fn newest_of_each_kind(counting: Vec<Reason>) -> Vec<Reason> {
    let place = |reason: &Reason| (reason.on, reason.evidence.record.1);
    let mut newest: HashMap<LadderEvidenceKindId, Reason> = HashMap::new();
    for reason in counting {
        let is_newer = newest
            .get(&reason.evidence.kind)
            .is_none_or(|known| place(known) < place(&reason));
        if is_newer {
            newest.insert(reason.evidence.kind, reason);
        }
    }
    let mut reasons: Vec<Reason> = newest.into_values().collect();
    reasons.sort_by_key(|reason| {
        (
            Reverse(reason.evidence.level),
            Reverse(reason.on),
            reason.evidence.kind,
        )
    });
    reasons
}

/// The last days of the quarters before the one of `day`, the latest first.
pub fn quarter_ends(day: NaiveDate, count: u32) -> Vec<NaiveDate> {
    let month = day.month0() / QUARTER * QUARTER + 1;
    let begins = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    (0..count)
        .filter_map(|quarters| begins.checked_sub_months(Months::new(quarters * QUARTER)))
        .map(day_before)
        .collect()
}

#[cfg(test)]
mod tests {
    use LadderLevel::{Advising, CapacityBuilding, CoDesigning, Convening, Leading};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn kind(number: u128) -> LadderEvidenceKindId {
        LadderEvidenceKindId::from_uuid(Uuid::from_u128(number))
    }

    /// Evidence of a kind whose number is its level's.
    fn lasting(id: u128, level: LadderLevel, from: &str, to: Option<&str>) -> Evidence {
        Evidence {
            kind: kind(level as u128),
            level,
            from: day(from),
            to: to.map(day),
            what: None,
            record: (SubjectType::Engagement, Uuid::from_u128(id)),
        }
    }

    fn on(id: u128, level: LadderLevel, at: &str) -> Evidence {
        lasting(id, level, at, Some(at))
    }

    /// Evidence, the day, the level on it, and the day it decays.
    type Case = (
        Vec<Evidence>,
        &'static str,
        Option<LadderLevel>,
        Option<&'static str>,
    );

    #[test]
    fn the_highest_level_with_evidence_in_the_window_counts() {
        let talk = on(1, Advising, "2024-11-24");
        let gift = on(2, CapacityBuilding, "2025-03-31");
        let cases: [Case; 12] = [
            (vec![], "2026-11-24", None, None),
            // The last day of the window counts, the day after does not.
            (vec![talk.clone()], "2024-11-23", None, None),
            (
                vec![talk.clone()],
                "2024-11-24",
                Some(Advising),
                Some("2026-11-25"),
            ),
            (
                vec![talk.clone()],
                "2026-11-24",
                Some(Advising),
                Some("2026-11-25"),
            ),
            (vec![talk.clone()], "2026-11-25", None, None),
            // A month without that day ends on its last one.
            (
                vec![on(3, Advising, "2024-02-29")],
                "2026-02-28",
                Some(Advising),
                Some("2026-03-01"),
            ),
            // It drops to what else there is.
            (
                vec![talk.clone(), gift.clone()],
                "2026-11-24",
                Some(CapacityBuilding),
                Some("2027-04-01"),
            ),
            (
                vec![on(4, CoDesigning, "2024-11-23"), gift.clone()],
                "2026-11-24",
                Some(CapacityBuilding),
                Some("2027-04-01"),
            ),
            // What lasts does not decay; once it ended it counts from its last day.
            (
                vec![lasting(5, Convening, "2020-01-01", None)],
                "2026-11-24",
                Some(Convening),
                None,
            ),
            (
                vec![lasting(5, Convening, "2020-01-01", Some("2026-11-24"))],
                "2026-11-25",
                Some(Convening),
                Some("2028-11-25"),
            ),
            (
                vec![lasting(5, Convening, "2020-01-01", Some("2024-11-23"))],
                "2026-11-24",
                None,
                None,
            ),
            // What ended before it began never was.
            (
                vec![lasting(6, Leading, "2026-10-01", Some("2026-09-30"))],
                "2026-11-24",
                None,
                None,
            ),
        ];
        for (evidence, today, level, decays_on) in cases {
            let found = standing(&evidence, day(today), 24);
            assert_eq!(found.level, level, "{evidence:?} on {today}");
            assert_eq!(found.decays_on, decays_on.map(day), "{evidence:?} on {today}");
            assert_eq!(
                level_on(&evidence, day(today), 24),
                level,
                "{evidence:?} on {today}"
            );
        }
    }

    #[test]
    fn a_shorter_window_decays_earlier() {
        let evidence = [on(1, Leading, "2025-11-24")];
        assert_eq!(
            standing(&evidence, day("2026-11-24"), 12).decays_on,
            Some(day("2026-11-25"))
        );
        assert_eq!(level_on(&evidence, day("2026-11-25"), 12), None);
        assert_eq!(level_on(&evidence, day("2026-11-25"), 13), Some(Leading));
    }

    #[test]
    fn the_same_evidence_makes_the_same_level_and_less_of_it_a_lower_one() {
        let mut evidence = vec![
            on(1, Advising, "2026-01-01"),
            on(2, CoDesigning, "2026-02-01"),
            on(3, CapacityBuilding, "2026-03-01"),
            on(4, CoDesigning, "2025-02-01"),
        ];
        let first = standing(&evidence, day("2026-11-24"), 24);
        evidence.reverse();
        assert_eq!(standing(&evidence, day("2026-11-24"), 24), first);
        let kinds: Vec<_> = first.reasons.iter().map(|reason| reason.evidence.level).collect();
        assert_eq!(kinds, [CoDesigning, CapacityBuilding, Advising]);
        let mut levels = Vec::new();
        for gone in [4, 2, 3, 1] {
            evidence.retain(|one| one.record.1 != Uuid::from_u128(gone));
            levels.push(level_on(&evidence, day("2026-11-24"), 24));
        }
        assert_eq!(
            levels,
            [Some(CoDesigning), Some(CapacityBuilding), Some(Advising), None]
        );
    }

    #[test]
    fn the_newest_of_a_kind_is_its_reason_and_the_later_record_breaks_ties() {
        let evidence = [
            on(7, Advising, "2026-05-01"),
            on(9, Advising, "2026-06-01"),
            on(8, Advising, "2026-06-01"),
            lasting(1, Convening, "2026-01-01", Some("2026-02-01")),
            lasting(2, Convening, "2025-01-01", None),
        ];
        let reasons: Vec<_> = standing(&evidence, day("2026-11-24"), 24)
            .reasons
            .into_iter()
            .map(|reason| (reason.evidence.record.1.as_u128(), reason.on))
            .collect();
        assert_eq!(reasons, [(2, day("2026-11-24")), (9, day("2026-06-01"))]);
    }

    #[test]
    fn quarters_end_before_the_one_that_runs() {
        let ends = |today: &str| quarter_ends(day(today), 3);
        let days = |texts: [&str; 3]| texts.map(day).to_vec();
        assert_eq!(
            ends("2026-11-24"),
            days(["2026-09-30", "2026-06-30", "2026-03-31"])
        );
        assert_eq!(
            ends("2026-12-31"),
            days(["2026-09-30", "2026-06-30", "2026-03-31"])
        );
        assert_eq!(
            ends("2027-01-01"),
            days(["2026-12-31", "2026-09-30", "2026-06-30"])
        );
    }
}
