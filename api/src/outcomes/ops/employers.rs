//! The employers behind counts of larger groups, from those of programs and years.
//!
//! An employer may be behind many counts, so employers do not add up. But of a group there are at least as many as of its
//! largest part, at most as many as of all parts together, and the largest employer has at most what the largest ones of the
//! parts have together. Where that settles whether a count is shown, as in large groups, nothing else is read; the employers of
//! the few others are read one by one.

use std::collections::{BTreeSet, HashMap};

use entities::ids::{EmployerId, ProgramId};

use crate::{
    config::Floors,
    outcomes::suppression::{Employers, Lattice},
};

/// The employers at every place as far as the parts tell, and the places where they do not tell enough.
pub(super) struct Bounds {
    /// At every place: as many as there are at least, the largest as large as it can be. Where there are too few in any case,
    /// as many as there can be.
    pub(super) at: Vec<Employers>,
    /// The numbers of the places that have to be looked at.
    unsettled: BTreeSet<usize>,
}

/// The people of a leaf at an employer.
pub(super) struct Part {
    /// The number of the leaf.
    pub(super) leaf: usize,
    /// The employer.
    pub(super) employer: EmployerId,
    /// The people.
    pub(super) people: i64,
}

impl Bounds {
    /// From the employers of each leaf, and the people at every place.
    pub(super) fn new(lattice: &Lattice, floors: Floors, of_leaves: &[Employers], people: &[i64]) -> Self {
        let leaves = lattice.leaves().len();
        let mut at = vec![Employers::default(); lattice.len()];
        let mut together = vec![0; lattice.len()];
        for (leaf, employers) in of_leaves.iter().enumerate() {
            at[leaf] = *employers;
            for place in lattice.above(leaf) {
                at[place].distinct = at[place].distinct.max(employers.distinct);
                at[place].largest += employers.largest;
                together[place] += employers.distinct;
            }
        }
        let floor = i64::from(floors.employers);
        let mut unsettled = BTreeSet::new();
        for place in leaves..lattice.len() {
            let is_small = people[place] < i64::from(floors.people);
            let is_few = together[place] < floor;
            if is_few {
                at[place].distinct = together[place];
            }
            let is_many = at[place].distinct >= floor;
            let is_even = at[place].largest * 100 < people[place] * i64::from(floors.dominance_percent);
            if !(is_small || is_few || is_many && is_even) {
                unsettled.insert(place);
            }
        }
        Self { at, unsettled }
    }

    /// The programs whose employers have to be looked at one by one.
    pub(super) fn programs(&self, lattice: &Lattice) -> BTreeSet<ProgramId> {
        let leaves = lattice.leaves().iter().enumerate();
        let asked = leaves.filter(|(leaf, _)| {
            let above = lattice.above(*leaf);
            above.iter().any(|place| self.unsettled.contains(place))
        });
        asked.map(|(_, leaf)| leaf.program).collect()
    }

    /// The employers at every place, those of the places to be looked at from their parts.
    pub(super) fn settled(mut self, lattice: &Lattice, parts: &[Part]) -> Vec<Employers> {
        let mut people: HashMap<(usize, EmployerId), i64> = HashMap::new();
        for part in parts {
            for place in lattice.above(part.leaf) {
                if self.unsettled.contains(&place) {
                    *people.entry((place, part.employer)).or_default() += part.people;
                }
            }
        }
        for place in &self.unsettled {
            self.at[*place] = Employers::default();
        }
        for ((place, _), people) in people {
            let employers = &mut self.at[place];
            employers.distinct += 1;
            employers.largest = employers.largest.max(people);
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use entities::ids::AgencyId;
    use uuid::Uuid;

    use super::*;
    use crate::outcomes::suppression::{Leaf, Place};

    fn lattice(programs: u128) -> Lattice {
        Lattice::new((0..programs).map(|n| Leaf {
            program: ProgramId::from_uuid(Uuid::from_u128(n)),
            year: 2026,
            provider: AgencyId::from_uuid(Uuid::from_u128(1)),
        }))
    }

    fn employers(distinct: i64, largest: i64) -> Employers {
        Employers { distinct, largest }
    }

    #[test]
    fn large_groups_are_settled_by_their_parts() {
        let lattice = lattice(2);
        let people = lattice.summed(&[40, 40]);
        let bounds = Bounds::new(
            &lattice,
            Floors::default(),
            &[employers(5, 10), employers(4, 12)],
            &people,
        );
        assert!(bounds.programs(&lattice).is_empty());
        let all = lattice.find(Place::All).expect("a place");
        assert_eq!(bounds.settled(&lattice, &[])[all], employers(5, 22));
    }

    #[test]
    fn others_are_counted_one_by_one() {
        let lattice = lattice(2);
        let people = lattice.summed(&[20, 20]);
        let bounds = Bounds::new(
            &lattice,
            Floors::default(),
            &[employers(2, 19), employers(2, 18)],
            &people,
        );
        assert_eq!(bounds.programs(&lattice).len(), 2);
        let part = |leaf, employer, people| Part {
            leaf,
            employer: EmployerId::from_uuid(Uuid::from_u128(employer)),
            people,
        };
        let parts = [part(0, 1, 19), part(0, 2, 1), part(1, 1, 18), part(1, 3, 2)];
        let all = lattice.find(Place::All).expect("a place");
        assert_eq!(bounds.settled(&lattice, &parts)[all], employers(3, 37));
    }

    #[test]
    fn where_there_are_too_few_in_any_case_nothing_is_read() {
        let lattice = lattice(2);
        let people = lattice.summed(&[20, 20]);
        let bounds = Bounds::new(
            &lattice,
            Floors::default(),
            &[employers(1, 20), employers(1, 20)],
            &people,
        );
        assert!(bounds.programs(&lattice).is_empty());
        let all = lattice.find(Place::All).expect("a place");
        assert_eq!(bounds.settled(&lattice, &[])[all].distinct, 2);
    }
}
