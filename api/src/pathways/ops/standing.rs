//! How validations and edges stand on a day, without a database.

use std::collections::HashSet;

use chrono::NaiveDate;
use entities::{
    ids::{EmployerId, PathwayEdgeId},
    pathway_validation,
};

/// How what an employer said stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It counts.
    Current,
    /// The edge was changed since.
    Stale,
    /// Its last day is over, whatever became of the edge.
    Expired,
    /// The employer said something newer.
    Replaced,
    /// It was taken back.
    Withdrawn,
}

/// How an edge stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeStanding {
    /// An employer stands behind it as it is.
    Validated,
    /// An employer stands behind it as it was before it changed.
    Stale,
    /// Employers stood behind it, and the last day of each is over.
    Lapsed,
    /// No employer ever stood behind it.
    Unvalidated,
}

/// How a validation of an edge that has this version now stands on a day, its last one included, where it is the employer's newest
/// word by then.
pub fn of_validation(row: &pathway_validation::Model, edge_version: i32, today: NaiveDate) -> Standing {
    if row.expires_on < today {
        Standing::Expired
    } else if row.edge_version < edge_version {
        Standing::Stale
    } else {
        Standing::Current
    }
}

/// Whether something had been said by a day, and was not taken back by then. What was taken back on the day it was recorded was a
/// slip, and was never said.
fn was_said(row: &pathway_validation::Model, day: NaiveDate) -> bool {
    let recorded = row.recorded_at.date_naive();
    row.validated_on <= day
        && row
            .withdrawn_on
            .is_none_or(|withdrawn| day < withdrawn && recorded < withdrawn)
}

/// Of what employers said of edges, the latest first, the word of each employer about each edge that was its newest on a day.
pub fn said_by<T>(
    words: impl IntoIterator<Item = T>,
    day: NaiveDate,
    row: impl Fn(&T) -> &pathway_validation::Model,
) -> Vec<T> {
    let mut heard: HashSet<(PathwayEdgeId, EmployerId)> = HashSet::new();
    let is_newest = |word: &T| {
        let row = row(word);
        was_said(row, day) && heard.insert((row.edge_id, row.employer_id))
    };
    words.into_iter().filter(is_newest).collect()
}

/// How everything that employers said of an edge stands today, in the order given: the latest first.
pub fn of_words<'w>(
    words: impl IntoIterator<Item = &'w pathway_validation::Model>,
    edge_version: i32,
    today: NaiveDate,
) -> Vec<Standing> {
    let mut heard: HashSet<EmployerId> = HashSet::new();
    let standing = |row: &pathway_validation::Model| {
        if row.withdrawn_on.is_some() {
            Standing::Withdrawn
        } else if heard.insert(row.employer_id) {
            of_validation(row, edge_version, today)
        } else {
            Standing::Replaced
        }
    };
    words.into_iter().map(standing).collect()
}

/// How an edge stands by its validations: the best of them counts.
pub fn of_edge(validations: impl IntoIterator<Item = Standing>) -> EdgeStanding {
    let mut best = EdgeStanding::Unvalidated;
    for standing in validations {
        best = match (best, standing) {
            (_, Standing::Current) | (EdgeStanding::Validated, _) => EdgeStanding::Validated,
            (_, Standing::Stale) | (EdgeStanding::Stale, _) => EdgeStanding::Stale,
            (_, Standing::Expired) => EdgeStanding::Lapsed,
            (best, Standing::Replaced | Standing::Withdrawn) => best,
        };
    }
    best
}

#[cfg(test)]
mod tests {
    use chrono::{Days, Months, NaiveDate, NaiveTime};
    use entities::{
        ids::{AgencyId, EmployerId, PathwayEdgeId, PathwayValidationId},
        pathway_validation::Model,
    };
    use uuid::Uuid;

    use super::{
        EdgeStanding::{Lapsed, Stale, Unvalidated, Validated},
        Standing, of_edge, of_words, said_by,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// What an employer said on a day, of an edge of this version, for a year, and when it was taken back.
    fn word(employer: u128, on: &str, edge_version: i32, withdrawn_on: Option<&str>) -> Model {
        let said = day(on);
        Model {
            id: PathwayValidationId::from_uuid(Uuid::from_u128(1)),
            edge_id: PathwayEdgeId::from_uuid(Uuid::from_u128(1)),
            employer_id: EmployerId::from_uuid(Uuid::from_u128(employer)),
            contact_id: None,
            agency_id: AgencyId::from_uuid(Uuid::from_u128(1)),
            validated_on: said,
            expires_on: said + Months::new(12),
            edge_version,
            note: None,
            recorded_at: (said + Days::new(2)).and_time(NaiveTime::MIN).and_utc(),
            withdrawn_on: withdrawn_on.map(day),
        }
    }

    #[test]
    fn the_newest_word_by_a_day_counts_on_it() {
        let words = [
            word(1, "2026-10-01", 2, None),
            word(2, "2026-05-01", 2, Some("2026-09-01")),
            word(3, "2026-03-01", 2, Some("2026-03-03")),
            word(1, "2025-10-01", 1, None),
        ];
        let said = |on: &str| -> Vec<(u128, String)> {
            let rows = said_by(&words, day(on), |row| row).into_iter();
            rows.map(|row| (row.employer_id.uuid().as_u128(), row.validated_on.to_string()))
                .collect()
        };
        let (old, new) = ((1, "2025-10-01".to_owned()), (1, "2026-10-01".to_owned()));
        let other = (2, "2026-05-01".to_owned());
        for (on, expected) in [
            ("2025-09-30", vec![]),
            ("2025-10-01", vec![old.clone()]),
            // The slip of the third was never said.
            ("2026-03-02", vec![old.clone()]),
            ("2026-08-31", vec![other, old.clone()]),
            ("2026-09-01", vec![old]),
            ("2026-10-01", vec![new]),
        ] {
            assert_eq!(said(on), expected, "{on}");
        }
        assert_eq!(
            of_words(&words, 2, day("2026-11-24")),
            [
                Standing::Current,
                Standing::Withdrawn,
                Standing::Withdrawn,
                Standing::Replaced
            ]
        );
        assert_eq!(of_words(&words[..1], 3, day("2026-11-24")), [Standing::Stale]);
        assert_eq!(of_words(&words[..1], 3, day("2027-10-02")), [Standing::Expired]);
    }

    #[test]
    fn the_best_validation_of_an_edge_counts() {
        use Standing::{Current, Expired, Replaced, Stale as Old, Withdrawn};
        for (validations, standing) in [
            (vec![], Unvalidated),
            (vec![Expired], Lapsed),
            (vec![Old], Stale),
            (vec![Current], Validated),
            (vec![Expired, Old], Stale),
            (vec![Old, Expired], Stale),
            (vec![Current, Old, Expired], Validated),
            (vec![Expired, Old, Current], Validated),
            (vec![Replaced, Withdrawn], Unvalidated),
            (vec![Withdrawn, Expired, Replaced], Lapsed),
        ] {
            assert_eq!(of_edge(validations.clone()), standing, "{validations:?}");
        }
    }
}
