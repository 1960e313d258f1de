//! What follows from what counts can be: a hidden count is not less than one where anybody is in it. Ten hidden parts of ten people
//! are one each, and so may be a few that several sums leave between them.
//!
//! The sums are the nodes of a network and the counts its arcs ([`Lattice::arc`]): other numbers that fit all sums differ from the
//! true ones by circulations, each count of which may be one more, and one less where it is two or more. So a count is told if
//! and only if no circle of such arcs passes it.

use std::iter;

use super::{Lattice, Reason, graph::knowing, is_secret};

/// Hides the smallest shown count that lets each count vary that is told; whether it hid any.
pub(super) fn hide_told(
    lattice: &Lattice,
    people: &[i64],
    smallest_first: &[usize],
    hidden: &mut [Option<Reason>],
) -> bool {
    let readers: Vec<Option<usize>> = knowing(lattice, people, hidden).into_iter().map(Some).collect();
    let mut is_changed = false;
    for knows in iter::once(None).chain(readers) {
        for (cell, reached) in told(lattice, people, hidden, knows) {
            let crosses = |cell: usize| {
                let [one, other] = lattice.ends(cell);
                reached[one] != reached[other]
            };
            let mut shown = smallest_first
                .iter()
                .copied()
                .filter(|cell| hidden[*cell].is_none() && is_unknown(lattice, knows, *cell));
            // One before may have let it vary already; it is looked at again in the next round.
            if let Some(smallest) = shown.find(|other| *other != cell && crosses(*other)) {
                hidden[smallest] = Some(Reason::Complementary);
                is_changed = true;
            }
        }
    }
    is_changed
}

fn is_unknown(lattice: &Lattice, knows: Option<usize>, cell: usize) -> bool {
    knows.is_none() || lattice.owner(cell) != knows
}

/// The hidden counts that can be but one number, for a reader who knows the counts of one provider, or of none; each with the nodes
/// that are reached from its head.
fn told(
    lattice: &Lattice,
    people: &[i64],
    hidden: &[Option<Reason>],
    knows: Option<usize>,
) -> Vec<(usize, Vec<bool>)> {
    let arcs: Vec<usize> = (0..lattice.len())
        .filter(|cell| people[*cell] > 0 && is_secret(hidden[*cell], people[*cell]))
        .filter(|cell| is_unknown(lattice, knows, *cell))
        .collect();
    let network = Network::new(lattice, people, &arcs);
    // What years and everybody are is no news to a provider that knows its own.
    let is_news = |cell: &usize| knows.is_none() || lattice.owner(*cell).is_some();
    let news = arcs.iter().copied().filter(is_news);
    news.filter_map(|cell| {
        let [tail, head] = lattice.arc(cell);
        let can_be_less = || people[cell] > 1 && network.walk(tail, head, cell).is_ok();
        match network.walk(head, tail, cell) {
            Err(reached) if !can_be_less() => Some((cell, reached)),
            _ => None,
        }
    })
    .collect()
}

/// Of each node the ways out of it: the count that changes on the way, and the node it leads to.
struct Network(Vec<Vec<(usize, usize)>>);

impl Network {
    fn new(lattice: &Lattice, people: &[i64], arcs: &[usize]) -> Self {
        let mut ways = vec![Vec::new(); lattice.len() + 1];
        for cell in arcs {
            let [tail, head] = lattice.arc(*cell);
            ways[tail].push((*cell, head));
            if people[*cell] > 1 {
                ways[head].push((*cell, tail));
            }
        }
        Self(ways)
    }

    /// Goes from one node to another by other counts than this one; where there is no way, the nodes that are reached.
    fn walk(&self, from: usize, to: usize, without: usize) -> Result<(), Vec<bool>> {
        let mut reached = vec![false; self.0.len()];
        let mut open = vec![from];
        reached[from] = true;
        while let Some(node) = open.pop() {
            if node == to {
                return Ok(());
            }
            for (cell, next) in &self.0[node] {
                if *cell != without && !reached[*next] {
                    reached[*next] = true;
                    open.push(*next);
                }
            }
        }
        Err(reached)
    }
}

#[cfg(test)]
mod tests {
    use entities::ids::{AgencyId, ProgramId};
    use uuid::Uuid;

    use super::*;
    use crate::{
        config::Floors,
        outcomes::suppression::{Figures, Leaf, complement, primary},
    };

    /// A lattice of one provider's programs and years, the people at every place, and what is hidden for what it holds.
    fn small(leaves: &[(u128, i32, i64)]) -> (Lattice, Vec<i64>, Vec<Option<Reason>>) {
        let leaf = |n: u128, year: i32| Leaf {
            program: ProgramId::from_uuid(Uuid::from_u128(n)),
            year,
            provider: AgencyId::from_uuid(Uuid::from_u128(1)),
        };
        let lattice = Lattice::new(leaves.iter().map(|(n, year, _)| leaf(*n, *year)));
        let people = |at: &Leaf| {
            let found = leaves.iter().find(|(n, year, _)| leaf(*n, *year) == *at);
            found.map_or(0, |(.., people)| *people)
        };
        let of_leaves: Vec<i64> = lattice.leaves().iter().map(people).collect();
        let people = lattice.summed(&of_leaves);
        let is_small = |people: &i64| (*people > 0 && *people < 10).then_some(Reason::SmallN);
        let hidden = people.iter().map(is_small).collect();
        (lattice, people, hidden)
    }

    #[test]
    fn ten_parts_of_ten_people_are_not_left_alone() {
        let mut leaves: Vec<(u128, i32, i64)> = (1..=10).map(|n| (n, 2026, 1)).collect();
        leaves.push((11, 2026, 30));
        let (lattice, people, mut hidden) = small(&leaves);
        assert_eq!(told(&lattice, &people, &hidden, None).len(), 20);
        let order: Vec<usize> = (0..lattice.len()).collect();
        while hide_told(&lattice, &people, &order, &mut hidden) {}
        assert!(told(&lattice, &people, &hidden, None).is_empty());
    }

    #[test]
    fn what_several_sums_leave_between_them_is_not_left_alone() {
        // 28 less the second program less the first year would be two, of two hidden counts.
        let leaves = [(1, 2, 1), (2, 2, 6), (2, 3, 9), (3, 1, 9), (5, 1, 2), (5, 2, 1)];
        let (lattice, people, _) = small(&leaves);
        let figures = Figures {
            people: &people,
            ..Figures::default()
        };
        let floors = Floors::default();
        let each = (0..lattice.len()).map(|place| primary(floors, figures.cell(place)));
        let mut hidden: Vec<Option<Reason>> = each.collect();
        complement(&lattice, floors, &figures, &mut hidden);
        assert!(told(&lattice, &people, &hidden, None).is_empty());
    }
}
