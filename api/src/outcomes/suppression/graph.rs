//! Hidden counts as edges of a graph whose nodes are the sums: what follows from the shown ones is a bridge.

use super::{Lattice, Reason, is_secret};

/// Hides the smallest shown count across each cut that tells a hidden one; whether it hid any.
pub(super) fn hide_across(
    lattice: &Lattice,
    people: &[i64],
    smallest_first: &[usize],
    hidden: &mut [Option<Reason>],
) -> bool {
    let secrets: Vec<usize> = (0..lattice.len())
        .filter(|cell| is_secret(hidden[*cell], people[*cell]))
        .collect();
    let positive: Vec<usize> = secrets.iter().copied().filter(|cell| people[*cell] > 0).collect();
    let graph = Graph::new(lattice, &positive);
    let mut cuts: Vec<Cut> = graph.bridges();
    cuts.extend(cuts_of_zeros(lattice, people, &secrets));
    let mut victims: Vec<usize> = Vec::new();
    for cut in &cuts {
        let crosses = |cell: &&usize| cut.is_crossed_by(lattice.ends(**cell));
        if victims.iter().any(|victim| crosses(&victim)) {
            continue;
        }
        let mut shown = smallest_first.iter().filter(|cell| hidden[**cell].is_none());
        let victim = shown.find(crosses).copied();
        if let Some(victim) = victim {
            hidden[victim] = Some(Reason::Complementary);
            victims.push(victim);
        }
    }
    !victims.is_empty()
}

/// A part of the nodes.
struct Cut(Vec<bool>);

impl Cut {
    /// Whether one end lies in it and the other does not.
    fn is_crossed_by(&self, [one, other]: [usize; 2]) -> bool {
        self.0[one] != self.0[other]
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
    let nodes = lattice.len() + 1;
    let cut = |group| Cut((0..nodes).map(|node| groups.of(node) == group).collect());
    apart.into_iter().map(cut).collect()
}

/// Nodes in groups that are joined one by one.
struct Groups(Vec<usize>);

impl Groups {
    fn new(nodes: usize) -> Self {
        Self((0..nodes).collect())
    }

    fn of(&self, mut node: usize) -> usize {
        while self.0[node] != node {
            node = self.0[node];
        }
        node
    }

    fn join(&mut self, ends: [usize; 2]) {
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
    /// The nodes below bridges.
    below: Vec<usize>,
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

    /// The two sides of each bridge.
    fn bridges(&self) -> Vec<Cut> {
        let nodes = self.at.len();
        let mut walk = Walk {
            met: vec![0; nodes],
            low: vec![0; nodes],
            last: vec![0; nodes],
            clock: 0,
            below: Vec::new(),
        };
        for root in 0..nodes {
            if walk.met[root] == 0 {
                self.walk_from(root, &mut walk);
            }
        }
        let Walk { met, last, below, .. } = walk;
        let side = |top: usize| Cut(met.iter().map(|at| (met[top]..=last[top]).contains(at)).collect());
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
                        walk.leave(node, *parent);
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

    fn leave(&mut self, node: usize, parent: usize) {
        self.low[parent] = self.low[parent].min(self.low[node]);
        if self.low[node] > self.met[parent] {
            self.below.push(node);
        }
    }
}
