//! Everything that is published of one kind of count: by program and year, and all sums of it.

use std::collections::{BTreeSet, HashMap};

use entities::ids::{AgencyId, ProgramId};

use super::Shares;

/// A program in a program year: what all other places are sums of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf {
    /// The program.
    pub program: ProgramId,
    /// The program year, by the year in which it begins.
    pub year: i32,
    /// The agency that provides the program.
    pub provider: AgencyId,
}

/// Where a count stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A program in a program year.
    ProgramYear(ProgramId, i32),
    /// A program over all years.
    Program(ProgramId),
    /// A provider in a program year.
    ProviderYear(AgencyId, i32),
    /// A provider over all years.
    Provider(AgencyId),
    /// Everybody in a program year.
    Year(i32),
    /// Everybody.
    All,
}

/// The places, numbered, and their sums. The leaves come first, in their order.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    leaves: Vec<Leaf>,
    places: Vec<Place>,
    numbers: HashMap<Place, usize>,
    /// Of each leaf the places that it is a part of: program, provider in the year, provider, year, everybody.
    above: Vec<[usize; 5]>,
    ends: Vec<[usize; 2]>,
    /// Of each place the number of the provider whose it is; none of years and of everybody.
    owners: Vec<Option<usize>>,
    sums: Vec<(usize, Vec<usize>)>,
}

impl Lattice {
    /// The lattice of some leaves; a leaf that is given twice counts once.
    pub fn new(leaves: impl IntoIterator<Item = Leaf>) -> Self {
        let leaves: BTreeSet<Leaf> = leaves.into_iter().collect();
        let mut lattice = Self {
            leaves: leaves.into_iter().collect(),
            ..Self::default()
        };
        let leaves = lattice.leaves.clone();
        for leaf in &leaves {
            lattice.number(Place::ProgramYear(leaf.program, leaf.year));
        }
        // Finer places before coarser ones: of equal counts the finer one is hidden.
        for level in 0..5 {
            for leaf in &leaves {
                lattice.number(places_above(leaf)[level]);
            }
        }
        lattice.above = leaves
            .iter()
            .map(|leaf| places_above(leaf).map(|place| lattice.numbers[&place]))
            .collect();
        lattice.join();
        lattice
    }

    fn number(&mut self, place: Place) {
        if !self.numbers.contains_key(&place) {
            self.numbers.insert(place, self.places.len());
            self.places.push(place);
        }
    }

    /// The sums, and the two of them in which each place stands. Two sums say nothing new (a provider over its years, and
    /// everybody over the years): they are kept as sums, and are no nodes of the graph.
    fn join(&mut self) {
        let ground = self.places.len();
        self.ends = vec![[ground; 2]; self.places.len()];
        self.owners = vec![None; self.places.len()];
        let mut parts: HashMap<(usize, bool), BTreeSet<usize>> = HashMap::new();
        for (leaf, [program, provider_year, provider, year, all]) in self.above.iter().copied().enumerate() {
            for (part, ends) in [
                (leaf, [program, provider_year]),
                (program, [program, provider]),
                (provider_year, [provider_year, year]),
                (provider, [provider, all]),
                (year, [year, ground]),
                (all, [all, ground]),
            ] {
                self.ends[part] = ends;
            }
            for place in [leaf, program, provider_year, provider] {
                self.owners[place] = Some(provider);
            }
            for (sum, is_by_year, part) in [
                (program, true, leaf),
                (provider_year, false, leaf),
                (provider, false, program),
                (year, false, provider_year),
                (all, false, provider),
                (provider, true, provider_year),
                (all, true, year),
            ] {
                parts.entry((sum, is_by_year)).or_default().insert(part);
            }
        }
        let sums = parts.into_iter();
        self.sums = sums
            .map(|((sum, _), parts)| (sum, parts.into_iter().collect()))
            .collect();
        self.sums.sort();
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The leaves, in the order of their numbers.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The places, in the order of their numbers.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The number of a place.
    pub fn find(&self, place: Place) -> Option<usize> {
        self.numbers.get(&place).copied()
    }

    /// The places that a leaf is a part of.
    pub fn above(&self, leaf: usize) -> [usize; 5] {
        self.above[leaf]
    }

    /// Each sum and its parts.
    pub fn sums(&self) -> &[(usize, Vec<usize>)] {
        &self.sums
    }

    /// The number of the provider that knows the count at a place, as it is its own.
    pub(super) fn owner(&self, place: usize) -> Option<usize> {
        self.owners[place]
    }

    /// The two nodes that a place joins.
    pub(super) fn ends(&self, place: usize) -> [usize; 2] {
        self.ends[place]
    }

    /// The same two in the order in which a count leads from the one to the other: along the arcs each sum is what its parts bring in.
    pub(super) fn arc(&self, place: usize) -> [usize; 2] {
        let [one, other] = self.ends[place];
        match self.places[place] {
            Place::Program(_) | Place::Provider(_) | Place::All => [one, other],
            Place::ProgramYear(..) | Place::ProviderYear(..) | Place::Year(_) => [other, one],
        }
    }

    /// A count at every place, from that at each leaf.
    pub fn summed(&self, of_leaves: &[i64]) -> Vec<i64> {
        let mut summed = vec![0; self.len()];
        for (leaf, people) in of_leaves.iter().enumerate() {
            summed[leaf] = *people;
            for place in self.above[leaf] {
                summed[place] += people;
            }
        }
        summed
    }

    /// The people at each employer at every place, from those at each leaf.
    pub fn gathered(&self, of_leaves: &[Shares]) -> Vec<Shares> {
        let mut gathered = vec![Shares::new(); self.len()];
        for (leaf, shares) in of_leaves.iter().enumerate() {
            gathered[leaf].extend(shares);
            for place in self.above[leaf] {
                gathered[place].extend(shares);
            }
        }
        gathered.iter_mut().for_each(sum_up);
        gathered
    }
}

fn sum_up(shares: &mut Shares) {
    shares.sort_unstable_by_key(|(employer, _)| *employer);
    shares.dedup_by(|later, first| {
        let is_same = later.0 == first.0;
        if is_same {
            first.1 += later.1;
        }
        is_same
    });
}

fn places_above(leaf: &Leaf) -> [Place; 5] {
    [
        Place::Program(leaf.program),
        Place::ProviderYear(leaf.provider, leaf.year),
        Place::Provider(leaf.provider),
        Place::Year(leaf.year),
        Place::All,
    ]
}
