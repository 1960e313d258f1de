//! Things that lead to one another, and never back.

use std::collections::{BTreeMap, VecDeque};

/// The shortest way from one to another along the edges, both ends included; none when there is no way.
pub fn way<T: Copy + Ord>(edges: &[(T, T)], from: T, to: T) -> Option<Vec<T>> {
    let mut came: BTreeMap<T, Option<T>> = BTreeMap::from([(from, None)]);
    let mut open = VecDeque::from([from]);
    while let Some(here) = open.pop_front() {
        if here == to {
            let back = std::iter::successors(Some(to), |at| came.get(at).copied().flatten());
            let mut way: Vec<T> = back.collect();
            way.reverse();
            return Some(way);
        }
        for (_, next) in edges.iter().filter(|(start, _)| *start == here) {
            if !came.contains_key(next) {
                came.insert(*next, Some(here));
                open.push_back(*next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::way;

    #[test]
    fn the_shortest_way_is_found() {
        let edges = [(1, 2), (2, 3), (3, 4), (2, 4), (4, 5), (5, 2)];
        assert_eq!(way(&edges, 1, 4), Some(vec![1, 2, 4]));
        assert_eq!(way(&edges, 4, 3), Some(vec![4, 5, 2, 3]));
        assert_eq!(way(&edges, 3, 1), None);
        assert_eq!(way(&edges, 7, 7), Some(vec![7]));
    }
}
