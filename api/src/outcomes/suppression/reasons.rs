//! The reasons that are told.
//!
//! A reason tells how large a count is: too few people are one to nine, and what is hidden for the sake of another is ten at
//! least. Of parts that hold eleven together one would be one and the other ten. So where reasons and sums together leave a
//! hidden count too few numbers, all that are hidden with it are told to be hidden for each other.

use std::{collections::HashSet, iter};

use super::{
    Floors, Lattice, Reason,
    bounds::{Span, narrowed},
    graph::{Groups, knowing},
    is_secret,
};

/// Replaces the reasons that would tell which of the counts that are hidden together is the small one. A count whose reason is
/// told keeps at least half as many numbers that it can be as the floor has.
pub fn blur(lattice: &Lattice, floors: Floors, people: &[i64], hidden: &mut [Option<Reason>]) {
    let secrets: Vec<usize> = (0..lattice.len())
        .filter(|cell| is_secret(hidden[*cell], people[*cell]))
        .collect();
    let mut groups = Groups::new(lattice.len() + 1);
    for cell in &secrets {
        groups.join(lattice.ends(*cell));
    }
    let group = |cell: usize| groups.of(lattice.ends(cell)[0]);
    let least = i64::from(floors.people) / 2;
    let providers = knowing(lattice, people, hidden).into_iter().map(Some);
    let mut telling: HashSet<usize> = HashSet::new();
    for knows in iter::once(None).chain(providers) {
        let spans = narrowed(lattice, people, hidden, knows, |cell| {
            told(floors, hidden[cell], people[cell])
        });
        let is_narrow = |cell: &&usize| {
            let is_unknown =
                knows.is_none() || lattice.owner(**cell).is_some_and(|owner| Some(owner) != knows);
            let (from, to) = spans[**cell];
            is_unknown && to.is_some_and(|to| to - from + 1 < least)
        };
        telling.extend(secrets.iter().filter(is_narrow).map(|cell| group(*cell)));
    }
    for cell in secrets.iter().filter(|cell| telling.contains(&group(**cell))) {
        if !matches!(hidden[*cell], Some(Reason::NotAvailable | Reason::NotYetDue)) {
            hidden[*cell] = Some(Reason::Complementary);
        }
    }
}

/// What a reason tells of a count.
fn told(floors: Floors, reason: Option<Reason>, people: i64) -> Span {
    let floor = i64::from(floors.people);
    // What is hidden with its group has the group's reason, whatever it holds.
    match reason {
        Some(Reason::SmallN) => (people.min(1), Some(people.max(floor - 1))),
        Some(Reason::FewEmployers | Reason::DominantEmployer | Reason::Complementary) => {
            (people.min(floor), None)
        }
        _ => (0, None),
    }
}

#[cfg(test)]
mod tests {
    use entities::ids::{AgencyId, ProgramId};
    use uuid::Uuid;

    use super::*;
    use crate::outcomes::suppression::{Figures, Leaf, complement, primary};

    /// The reasons that are told of some programs of one provider.
    fn reasons(of_leaves: &[i64]) -> Vec<Option<Reason>> {
        let lattice = Lattice::new((1..).zip(of_leaves).map(|(n, _)| Leaf {
            program: ProgramId::from_uuid(Uuid::from_u128(n)),
            year: 2026,
            provider: AgencyId::from_uuid(Uuid::from_u128(1)),
        }));
        let floors = Floors::default();
        let people = lattice.summed(of_leaves);
        let figures = Figures {
            people: &people,
            ..Figures::default()
        };
        let each = (0..lattice.len()).map(|place| primary(floors, figures.cell(place)));
        let mut hidden: Vec<Option<Reason>> = each.collect();
        complement(&lattice, floors, &figures, &mut hidden);
        blur(&lattice, floors, &people, &mut hidden);
        hidden.truncate(of_leaves.len());
        hidden
    }

    #[test]
    fn which_of_two_is_the_small_one_is_not_told_where_that_tells_how_small() {
        let (small, other) = (Some(Reason::SmallN), Some(Reason::Complementary));
        for (people, expected) in [
            // One of eleven would be one and the other ten.
            (vec![1, 10, 20], vec![other, other, None]),
            // The small one is one to six, the other one ten to fifteen.
            (vec![4, 12, 20], vec![small, other, None]),
            // Nine and nine of eighteen.
            (vec![9, 9, 20], vec![other, other, None]),
            (vec![4], vec![small]),
            (vec![40, 30], vec![None, None]),
        ] {
            assert_eq!(reasons(&people), expected, "{people:?}");
        }
    }
}
