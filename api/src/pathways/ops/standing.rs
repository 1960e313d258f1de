//! How validations and edges stand on a day, without a database.

use chrono::NaiveDate;
use entities::{pathway_edge, pathway_validation};

/// How what an employer said stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It counts.
    Current,
    /// The edge was changed since.
    Stale,
    /// Its last day is over, whatever became of the edge.
    Expired,
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

/// How a validation stands on a day, its last one included.
pub fn of_validation(
    row: &pathway_validation::Model,
    edge: &pathway_edge::Model,
    today: NaiveDate,
) -> Standing {
    if row.expires_on < today {
        Standing::Expired
    } else if row.edge_version < edge.version {
        Standing::Stale
    } else {
        Standing::Current
    }
}

/// How an edge stands by its validations: the best of them counts.
pub fn of_edge(validations: impl IntoIterator<Item = Standing>) -> EdgeStanding {
    let mut best = EdgeStanding::Unvalidated;
    for standing in validations {
        best = match (best, standing) {
            (_, Standing::Current) | (EdgeStanding::Validated, _) => EdgeStanding::Validated,
            (_, Standing::Stale) | (EdgeStanding::Stale, _) => EdgeStanding::Stale,
            (_, Standing::Expired) => EdgeStanding::Lapsed,
        };
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{
        EdgeStanding::{Lapsed, Stale, Unvalidated, Validated},
        Standing, of_edge,
    };

    #[test]
    fn the_best_validation_of_an_edge_counts() {
        use Standing::{Current, Expired, Stale as Old};
        for (validations, standing) in [
            (vec![], Unvalidated),
            (vec![Expired], Lapsed),
            (vec![Old], Stale),
            (vec![Current], Validated),
            (vec![Expired, Old], Stale),
            (vec![Old, Expired], Stale),
            (vec![Current, Old, Expired], Validated),
            (vec![Expired, Old, Current], Validated),
        ] {
            assert_eq!(of_edge(validations.clone()), standing, "{validations:?}");
        }
    }
}
