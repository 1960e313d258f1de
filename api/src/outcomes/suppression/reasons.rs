//! The reasons that are told.
//!
//! A reason tells how large a count is: too few people are one to nine, and what is hidden for the sake of another is ten at
//! least. Of parts that hold eleven together one would be one and the other ten. So where hidden counts depend on each other
//! and a sum of them is shown, or their reasons differ, all of them are told to be hidden for each other. That does not depend
//! on how large they are: it tells nothing of them either.

use std::collections::{HashMap, HashSet};

use super::{Lattice, Reason, graph::Groups, is_secret};

/// Replaces the reasons that would tell which of the counts that are hidden together is the small one.
pub fn blur(lattice: &Lattice, people: &[i64], hidden: &mut [Option<Reason>]) {
    let secrets: Vec<usize> = (0..lattice.len())
        .filter(|cell| is_secret(hidden[*cell], people[*cell]))
        .collect();
    let mut groups = Groups::new(lattice.len() + 1);
    for cell in &secrets {
        groups.join(lattice.ends(*cell));
    }
    let group = |cell: usize| groups.of(lattice.ends(cell)[0]);
    let mut first: HashMap<usize, Reason> = HashMap::new();
    let mut telling: HashSet<usize> = HashSet::new();
    for cell in &secrets {
        let group = group(*cell);
        let is_shown = |node: usize| node < lattice.len() && node != *cell && hidden[node].is_none();
        if lattice.ends(*cell).into_iter().any(is_shown) {
            telling.insert(group);
        }
        if let Some(reason) = hidden[*cell].filter(|reason| is_of_size(*reason))
            && *first.entry(group).or_insert(reason) != reason
        {
            telling.insert(group);
        }
    }
    for cell in secrets.iter().filter(|cell| telling.contains(&group(**cell))) {
        if hidden[*cell].is_some_and(is_of_size) {
            hidden[*cell] = Some(Reason::Complementary);
        }
    }
}

/// Whether a reason tells how large the count is.
fn is_of_size(reason: Reason) -> bool {
    !matches!(reason, Reason::NotAvailable | Reason::NotYetDue)
}

#[cfg(test)]
mod tests {
    use entities::ids::{AgencyId, ProgramId};
    use uuid::Uuid;

    use super::*;
    use crate::{
        config::Floors,
        outcomes::suppression::{Figures, Leaf, Place, complement, primary},
    };

    /// The reasons that are told of some programs of one provider, and of everybody.
    fn reasons(of_leaves: &[i64]) -> (Vec<Option<Reason>>, Option<Reason>) {
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
        blur(&lattice, &people, &mut hidden);
        let of_all = hidden[lattice.find(Place::All).expect("a place")];
        hidden.truncate(of_leaves.len());
        (hidden, of_all)
    }

    #[test]
    fn which_of_two_is_the_small_one_is_not_told() {
        let (small, other) = (Some(Reason::SmallN), Some(Reason::Complementary));
        for (people, expected) in [
            (vec![1, 10, 20], vec![other, other, None]),
            (vec![4, 12, 20], vec![other, other, None]),
            // Nine and nine are all that small ones can be together.
            (vec![9, 9, 20], vec![other, other, other]),
            (vec![5, 10, 10], vec![other, other, None]),
            // Nothing of it is shown: that it is small is all that is told.
            (vec![4], vec![small]),
            (vec![4, 3], vec![small, small]),
            (vec![40, 30], vec![None, None]),
        ] {
            assert_eq!(reasons(&people).0, expected, "{people:?}");
        }
    }

    /// Whatever the counts are: what is told leaves each hidden one several numbers. Only where the one that is hidden for the other
    /// is the largest of those that are alike (15, 31 …) and the other the largest small one, it does not.
    #[test]
    fn every_hidden_count_is_one_of_several_that_look_the_same() {
        let mut seen: HashMap<String, Vec<Vec<i64>>> = HashMap::new();
        for one in 1..32_i64 {
            for other in 1..32_i64 {
                for third in 1..32_i64 {
                    let people = vec![one, other, third];
                    let (hidden, of_all) = reasons(&people);
                    let shown: Vec<_> = people
                        .iter()
                        .zip(&hidden)
                        .map(|(people, hidden)| hidden.map_or(Ok(*people), Err))
                        .collect();
                    let all = of_all.map_or(Ok(people.iter().sum::<i64>()), Err);
                    let look = format!("{shown:?} {all:?}");
                    seen.entry(look).or_default().push(people);
                }
            }
        }
        let is_largest_alike = |people: &i64| (people + 1).count_ones() == 1;
        seen.retain(|_, tables| !tables[0].iter().any(is_largest_alike));
        for (look, tables) in seen {
            for place in 0..3 {
                let numbers: HashSet<i64> = tables.iter().map(|people| people[place]).collect();
                let is_hidden = reasons(&tables[0]).0[place].is_some();
                assert!(!is_hidden || numbers.len() > 1, "{look}: {tables:?}");
            }
        }
    }
}
