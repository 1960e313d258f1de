//! Hidden counts as edges of a graph whose nodes are the sums: what follows from the shown ones is a bridge. For a provider, that
//! knows its own counts, it is a bridge of the graph without those.

use std::{collections::BTreeSet, ops::RangeInclusive, rc::Rc};

use super::{Lattice, Place, Reason, is_secret};

/// Hides the smallest shown count across each cut that tells a hidden one; whether it hid any.
pub(super) fn hide_across(
    lattice: &Lattice,
    people: &[i64],
    smallest_first: &[usize],
    hidden: &mut [Option<Reason>],
) -> bool {
    if hide_from(None, lattice, people, smallest_first, hidden) {
        return true;
    }
    let mut is_changed = false;
    for provider in knowing(lattice, people, hidden) {
        is_changed |= hide_from(Some(provider), lattice, people, smallest_first, hidden);
    }
    is_changed
}

/// The providers that know of a hidden part of a year or of everybody: what others know tells nothing of anybody else.
pub(super) fn knowing(lattice: &Lattice, people: &[i64], hidden: &[Option<Reason>]) -> BTreeSet<usize> {
    let of_providers = lattice.places().iter().enumerate().filter(|(cell, place)| {
        matches!(place, Place::ProviderYear(..) | Place::Provider(_))
            && is_secret(hidden[*cell], people[*cell])
    });
    of_providers.filter_map(|(cell, _)| lattice.owner(cell)).collect()
}

/// The same for a reader who knows the counts of one provider, or of none.
fn hide_from(
    knows: Option<usize>,
    lattice: &Lattice,
    people: &[i64],
    smallest_first: &[usize],
    hidden: &mut [Option<Reason>],
) -> bool {
    let is_unknown = |cell: &usize| knows.is_none() || lattice.owner(*cell) != knows;
    let secrets: Vec<usize> = (0..lattice.len())
        .filter(|cell| is_secret(hidden[*cell], people[*cell]) && is_unknown(cell))
        .collect();
    let positive: Vec<usize> = secrets.iter().copied().filter(|cell| people[*cell] > 0).collect();
    let graph = Graph::new(lattice, &positive);
    let bridges = graph.bridges().into_iter();
    let bridges = bridges.filter(|(cell, _)| !graph.is_own(lattice, knows, *cell));
    let mut cuts: Vec<Cut> = bridges.map(|(_, cut)| cut).collect();
    cuts.extend(cuts_of_zeros(lattice, people, &secrets));
    let mut victims: Vec<usize> = Vec::new();
    for cut in &cuts {
        let crosses = |cell: &&usize| cut.is_crossed_by(lattice.ends(**cell));
        if victims.iter().any(|victim| crosses(&victim)) {
            continue;
        }
        let mut shown = smallest_first
            .iter()
            .filter(|cell| hidden[**cell].is_none() && is_unknown(cell));
        let victim = shown.find(crosses).copied();
        if let Some(victim) = victim {
            hidden[victim] = Some(Reason::Complementary);
            victims.push(victim);
        }
    }
    !victims.is_empty()
}

/// Those of some hidden counts that follow when all others are known, for everybody or for a provider that knows its own.
pub(super) fn told(lattice: &Lattice, people: &[i64], cells: &[usize]) -> Vec<usize> {
    let positive: Vec<usize> = cells.iter().copied().filter(|cell| people[*cell] > 0).collect();
    let owners: BTreeSet<usize> = positive.iter().filter_map(|cell| lattice.owner(*cell)).collect();
    let knowing = owners.into_iter().map(Some).chain([None]);
    let told = knowing.flat_map(|knows| {
        let is_unknown = |cell: &usize| knows.is_none() || lattice.owner(*cell) != knows;
        let unknown: Vec<usize> = positive.iter().copied().filter(is_unknown).collect();
        let graph = Graph::new(lattice, &unknown);
        let bridges = graph.bridges().into_iter().map(|(cell, _)| cell);
        let others = bridges.filter(|cell| !graph.is_own(lattice, knows, *cell));
        others.collect::<Vec<usize>>()
    });
    let told: BTreeSet<usize> = told.collect();
    told.into_iter().collect()
}

/// A part of the nodes: those whose marks lie in a range.
struct Cut {
    marks: Rc<[usize]>,
    within: RangeInclusive<usize>,
}

impl Cut {
    /// Whether one end lies in it and the other does not.
    fn is_crossed_by(&self, ends: [usize; 2]) -> bool {
        let [one, other] = ends.map(|node| self.within.contains(&self.marks[node]));
        one != other
    }
}

/// The cuts that tell of a hidden zero: its ends are joined by no hidden counts that could be smaller. Where a sum is zero, too,
/// it is as far as the sum above.
fn cuts_of_zeros(lattice: &Lattice, people: &[i64], secrets: &[usize]) -> Vec<Cut> {
    let leaves = lattice.leaves().len();
    let mut groups = Groups::new(lattice.len() + 1);
    for cell in secrets {
        if people[*cell] > 0 || *cell >= leaves {
            groups.join(lattice.ends(*cell));
        }
    }
    let zeros = secrets
        .iter()
        .filter(|cell| people[**cell] == 0 && **cell < leaves);
    let apart = zeros.filter_map(|cell| {
        let [one, other] = lattice.ends(*cell).map(|node| groups.of(node));
        (one != other).then_some(one)
    });
    let mut apart: Vec<usize> = apart.collect();
    apart.sort_unstable();
    apart.dedup();
    let marks: Rc<[usize]> = (0..=lattice.len()).map(|node| groups.of(node)).collect();
    let cut = |group| Cut {
        marks: Rc::clone(&marks),
        within: group..=group,
    };
    apart.into_iter().map(cut).collect()
}

/// Nodes in groups that are joined one by one.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(nodes: usize) -> Self {
        Self((0..nodes).collect())
    }

    pub(super) fn of(&self, mut node: usize) -> usize {
        while self.0[node] != node {
            node = self.0[node];
        }
        node
    }

    pub(super) fn join(&mut self, ends: [usize; 2]) {
        let [one, other] = ends.map(|node| self.of(node));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The nodes with the edges at each.
struct Graph {
    /// Of each node the edges at it, and where they lead.
    at: Vec<Vec<(usize, usize)>>,
}

/// How far the walk through a graph has come.
struct Walk {
    /// When each node was first met; 0 before.
    met: Vec<usize>,
    /// The earliest node that is reached from below.
    low: Vec<usize>,
    /// The last node that was met below it.
    last: Vec<usize>,
    clock: usize,
    /// The bridges, and the nodes below them.
    below: Vec<(usize, usize)>,
}

impl Graph {
    fn new(lattice: &Lattice, cells: &[usize]) -> Self {
        let mut at = vec![Vec::new(); lattice.len() + 1];
        for cell in cells {
            let [one, other] = lattice.ends(*cell);
            at[one].push((*cell, other));
            at[other].push((*cell, one));
        }
        Self { at }
    }

    /// Whether a year, or everybody, holds but what is shown of all others and what the provider knows of itself.
    fn is_own(&self, lattice: &Lattice, knows: Option<usize>, cell: usize) -> bool {
        knows.is_some() && lattice.owner(cell).is_none() && self.at[cell].len() == 1
    }

    /// The bridges, each with the two sides of it.
    fn bridges(&self) -> Vec<(usize, Cut)> {
        let nodes = self.at.len();
        let mut walk = Walk {
            met: vec![0; nodes],
            low: vec![0; nodes],
            last: vec![0; nodes],
            clock: 0,
            below: Vec::new(),
        };
        for root in 0..nodes {
            if walk.met[root] == 0 && !self.at[root].is_empty() {
                self.walk_from(root, &mut walk);
            }
        }
        let Walk { met, last, below, .. } = walk;
        let marks: Rc<[usize]> = met.into();
        let side = |(bridge, top): (usize, usize)| {
            let within = marks[top]..=last[top];
            let marks = Rc::clone(&marks);
            (bridge, Cut { marks, within })
        };
        below.into_iter().map(side).collect()
    }

    /// Without recursion: a lattice may be deep.
    fn walk_from(&self, root: usize, walk: &mut Walk) {
        let mut path = vec![(root, usize::MAX, 0)];
        walk.meet(root);
        while let Some((node, by, next)) = path.last_mut() {
            let (node, by) = (*node, *by);
            let edge = self.at[node].get(*next).copied();
            *next += 1;
            match edge {
                Some((edge, _)) if edge == by => {}
                Some((_, to)) if walk.met[to] > 0 => walk.low[node] = walk.low[node].min(walk.met[to]),
                Some((edge, to)) => {
                    walk.meet(to);
                    path.push((to, edge, 0));
                }
                None => {
                    path.pop();
                    walk.last[node] = walk.clock;
                    if let Some((parent, ..)) = path.last() {
                        walk.leave(node, by, *parent);
                    }
                }
            }
        }
    }
}

impl Walk {
    fn meet(&mut self, node: usize) {
        self.clock += 1;
        self.met[node] = self.clock;
        self.low[node] = self.clock;
    }

    fn leave(&mut self, node: usize, by: usize, parent: usize) {
        self.low[parent] = self.low[parent].min(self.low[node]);
        if self.low[node] > self.met[parent] {
            self.below.push((by, node));
        }
    }
}
