//! Retention with the same employer, without a database.
//!
//! Of those who were in unsubsidized employment in the second quarter after exit, how many were employed by the same employer in
//! the fourth (20 CFR 677.155(a)(1)(vi)). Employers are the same when the number that was matched, a FEIN or an account of a
//! state's unemployment insurance, is the same, whichever record of Guildhall it stands on. Numbers of two systems tell nothing about
//! each other: there, and where no number was named, the record of the employer stands for itself. Of several employers in a quarter
//! any may recur. Who is left out by a federal exclusion is on neither side.

use std::{collections::HashSet, hash::Hash};

use chrono::NaiveDate;
use entities::{employer_identifier::IdentifierSystem, ids::EmployerId};

/// Who employed somebody in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The employer.
    pub employer: EmployerId,
    /// The number that was matched, when one was named.
    pub number: Option<(IdentifierSystem, String)>,
    /// Whether no program paid for it.
    pub is_unsubsidized: bool,
}

/// Somebody who exited, and who employed them afterwards.
#[derive(Clone, Debug, Default)]
pub struct Exiter {
    /// Left out by a federal exclusion.
    pub is_excluded: bool,
    /// In the second quarter after exit.
    pub second: Vec<Work>,
    /// In the fourth quarter after exit.
    pub fourth: Vec<Work>,
    /// The last day of the fourth quarter after exit: what follows later tells nothing about it.
    pub fourth_ends: NaiveDate,
}

/// One employer follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The employer that came before.
    pub from: EmployerId,
    /// The employer that took over.
    pub to: EmployerId,
    /// The day it took over.
    pub on: NaiveDate,
}

/// Which employer follows which, as far as it is on record and as far as it counts: empty where the state's rule does not take a
/// successor for the same employer.
#[derive(Clone, Debug, Default)]
pub struct Successions(pub Vec<Succession>);

/// A share of a cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those employed by the same employer in both quarters.
    pub numerator: u32,
    /// Those in unsubsidized employment in the second quarter.
    pub denominator: u32,
}

/// The retention of a cohort.
pub fn retention<'a>(cohort: impl IntoIterator<Item = &'a Exiter>, successions: &Successions) -> Share {
    let mut share = Share::default();
    let counted = cohort.into_iter().filter(|exiter| !exiter.is_excluded);
    for exiter in counted.filter(|exiter| is_in_base(&exiter.second)) {
        share.denominator += 1;
        let quarters = [exiter.second.as_slice(), exiter.fourth.as_slice()];
        share.numerator += u32::from(is_retained(quarters, exiter.fourth_ends, successions));
    }
    share
}

/// Whether somebody counts in the denominator: in unsubsidized employment in the second quarter.
pub fn is_in_base(second: &[Work]) -> bool {
    second.iter().any(|work| work.is_unsubsidized)
}

/// Whether an employer of unsubsidized work in the second quarter recurs in the fourth, which ends that day.
pub fn is_retained(
    [second, fourth]: [&[Work]; 2],
    fourth_ends: NaiveDate,
    successions: &Successions,
) -> bool {
    let unsubsidized = second.iter().filter(|work| work.is_unsubsidized);
    let mut pairs = unsubsidized.flat_map(|before| fourth.iter().map(move |after| (before, after)));
    pairs.any(|(before, after)| {
        is_same(before, after) || successions.leads(before.employer, after.employer, fourth_ends)
    })
}

/// Whether two are the same employer by their numbers in one system; where there is no such pair, by the record.
fn is_same(one: &Work, other: &Work) -> bool {
    match (&one.number, &other.number) {
        (Some((system, one)), Some((other_system, other))) if system == other_system => one == other,
        _ => one.employer == other.employer,
    }
}

impl Successions {
    /// Whether `to` follows `from` by a day, directly or by way of others, and is another.
    fn leads(&self, from: EmployerId, to: EmployerId, by: NaiveDate) -> bool {
        let in_time = self.0.iter().filter(|one| one.on <= by);
        let pairs: Vec<_> = in_time.map(|one| (one.from, one.to)).collect();
        from != to && reachable(&pairs, from).contains(&to)
    }
}

/// What can be reached from `from`, with itself.
fn reachable<T: Copy + Eq + Hash>(pairs: &[(T, T)], from: T) -> HashSet<T> {
    let (mut seen, mut last) = (HashSet::from([from]), vec![from]);
    while let Some(at) = last.pop() {
        let next = pairs.iter().filter(|(before, _)| *before == at);
        last.extend(next.map(|(_, after)| *after).filter(|after| seen.insert(*after)));
    }
    seen
}

#[cfg(test)]
mod tests {
    use std::slice;

    use uuid::Uuid;

    use super::*;

    fn employer(number: u128) -> EmployerId {
        EmployerId::from_uuid(Uuid::from_u128(number))
    }

    /// Work at a record of an employer, matched by a FEIN when one is given.
    fn at(record: u128, fein: Option<&str>) -> Work {
        Work {
            employer: employer(record),
            number: fein.map(|fein| (IdentifierSystem::Fein, fein.to_owned())),
            is_unsubsidized: true,
        }
    }

    fn exiter(second: &[Work], fourth: &[Work]) -> Exiter {
        Exiter {
            is_excluded: false,
            second: second.to_vec(),
            fourth: fourth.to_vec(),
            fourth_ends: day("2024-09-30"),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn follows(from: u128, to: u128, on: &str) -> Succession {
        Succession {
            from: employer(from),
            to: employer(to),
            on: day(on),
        }
    }

    fn share(numerator: u32, denominator: u32) -> Share {
        Share {
            numerator,
            denominator,
        }
    }

    /// The worked case: FEIN 1 and 1; 1 and 9; 2 and none; 1 or 3, and 3.
    fn worked() -> [Exiter; 4] {
        [
            exiter(&[at(1, Some("1"))], &[at(1, Some("1"))]),
            exiter(&[at(1, Some("1"))], &[at(9, Some("9"))]),
            exiter(&[at(2, Some("2"))], &[]),
            exiter(&[at(1, Some("1")), at(3, Some("3"))], &[at(3, Some("3"))]),
        ]
    }

    #[test]
    fn the_worked_case_is_two_of_four() {
        assert_eq!(retention(&worked(), &Successions::default()), share(2, 4));
    }

    #[test]
    fn a_successor_counts_only_where_its_succession_is_handed_over() {
        let direct = Successions(vec![follows(1, 9, "2024-05-01")]);
        assert_eq!(retention(&worked(), &direct), share(3, 4));
        let later = Successions(vec![follows(5, 9, "2024-05-01"), follows(1, 5, "2024-05-01")]);
        assert_eq!(retention(&worked(), &later), share(3, 4));
        let backwards = Successions(vec![follows(9, 1, "2024-05-01")]);
        assert_eq!(retention(&worked(), &backwards), share(2, 4));
    }

    #[test]
    fn what_follows_after_the_fourth_quarter_does_not_count() {
        for (first, then, numerator) in [
            ("2024-09-30", "2024-09-30", 3),
            ("2024-10-01", "2024-09-30", 2),
            ("2024-09-30", "2024-10-01", 2),
        ] {
            let both = Successions(vec![follows(1, 5, first), follows(5, 9, then)]);
            assert_eq!(retention(&worked(), &both), share(numerator, 4), "{first} {then}");
        }
    }

    #[test]
    fn employers_are_the_same_by_number_and_by_record_where_there_is_none() {
        for (second, fourth, is_same) in [
            (at(1, Some("1")), at(7, Some("1")), true),
            (at(1, Some("1")), at(1, Some("9")), false),
            (at(1, None), at(1, None), true),
            (at(1, None), at(1, Some("9")), true),
            (at(1, Some("1")), at(1, None), true),
            (at(1, None), at(2, None), false),
            (at(1, None), at(2, Some("1")), false),
        ] {
            let cohort = [exiter(slice::from_ref(&second), slice::from_ref(&fourth))];
            let expected = share(u32::from(is_same), 1);
            assert_eq!(
                retention(&cohort, &Successions::default()),
                expected,
                "{second:?} {fourth:?}"
            );
        }
    }

    #[test]
    fn numbers_of_two_systems_are_not_compared() {
        for (record, numerator) in [(1, 1), (2, 0)] {
            let account = Work {
                number: Some((IdentifierSystem::StateUiAccount, "1".to_owned())),
                ..at(record, None)
            };
            let cohort = [exiter(&[at(1, Some("1"))], &[account])];
            assert_eq!(
                retention(&cohort, &Successions::default()),
                share(numerator, 1),
                "{record}"
            );
        }
    }

    #[test]
    fn the_base_is_unsubsidized_work_in_the_second_quarter() {
        let subsidized = Work {
            is_unsubsidized: false,
            ..at(1, Some("1"))
        };
        let none = Successions::default();
        assert_eq!(
            retention(
                &[exiter(slice::from_ref(&subsidized), &[at(1, Some("1"))])],
                &none
            ),
            share(0, 0)
        );
        assert_eq!(retention(&[exiter(&[], &[at(1, Some("1"))])], &none), share(0, 0));
        let both = [subsidized, at(2, Some("2"))];
        assert_eq!(
            retention(&[exiter(&both, &[at(1, Some("1"))])], &none),
            share(0, 1)
        );
    }

    #[test]
    fn who_is_excluded_is_on_neither_side() {
        let mut cohort = worked();
        cohort[0].is_excluded = true;
        cohort[2].is_excluded = true;
        assert_eq!(retention(&cohort, &Successions::default()), share(1, 2));
    }
}
