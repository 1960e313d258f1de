//! What is too small to be shown, and what must be hidden with it: pure, without a database.
//!
//! - **Cell**: people of a group, by their employers where a count tells of employers too.
//! - **Primary**: a cell is hidden because of what it holds ([`primary`]): few people, few employers, one employer that is most
//!   of it, or a share of its group that says nearly everything (or nothing) of everybody in it.
//! - **Complementary**: a hidden cell must not follow from what is shown ([`complement`]). All published sums are looked at
//!   together ([`Lattice`]), not one by one: what several of them tell together counts. And it must not follow for a provider
//!   that knows all counts of its own.
//! - **Left over**: what the hidden parts of a sum hold together is told by the sum; it is looked at as a cell, too.
//! - **Told by its size**: nor must it follow from what counts can be, where the sums leave but one number for it ([`bounds`]).
//! - A hidden group hides what is counted in it.
//! - **Reasons**: of counts that are hidden together it is not told which one is the small one ([`blur`]).
//!
//! Why it is enough: in the lattice every count stands in one sum as a part and in one as the sum, or in two as a part. So the
//! sums are the nodes of a graph and the counts are its edges, and a hidden count follows from the shown ones if and only if its
//! edge is a bridge among the hidden ones. Of counts that are not zero and lie on a circle each may be one more or one less.

mod bounds;
mod graph;
mod lattice;
mod reasons;
mod unions;

use std::collections::BTreeMap;

use entities::ids::EmployerId;
use serde::{Deserialize, Serialize};

use crate::config::Floors;

pub use lattice::{Lattice, Leaf, Place};
pub use reasons::blur;

/// Why a count is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    /// Too few people.
    SmallN,
    /// Too few employers.
    FewEmployers,
    /// One employer is most of it.
    DominantEmployer,
    /// It would tell a count that is hidden.
    Complementary,
    /// Nearly all of the group, or nearly none.
    ExtremePercent,
    /// There is nothing to count.
    NotAvailable,
    /// The quarter has not ended for anybody of the group.
    NotYetDue,
}

/// The employers behind a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Employers {
    /// How many different ones.
    pub distinct: i64,
    /// People of the one that has most.
    pub largest: i64,
}

/// The people of a count at each employer, in the order of employers.
pub type Shares = Vec<(EmployerId, i64)>;

impl<'a> FromIterator<&'a (EmployerId, i64)> for Employers {
    /// The employers of one count or of several together: an employer of two of them is one.
    fn from_iter<I: IntoIterator<Item = &'a (EmployerId, i64)>>(shares: I) -> Self {
        let mut people: BTreeMap<EmployerId, i64> = BTreeMap::new();
        for (employer, share) in shares {
            *people.entry(*employer).or_default() += share;
        }
        Self {
            distinct: i64::try_from(people.len()).unwrap_or(i64::MAX),
            largest: people.into_values().max().unwrap_or_default(),
        }
    }
}

/// A count, and whose it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// People.
    pub people: i64,
    /// Their employers, where the count tells of employers.
    pub employers: Option<Employers>,
    /// People of the group that this is a part of; none for a group itself.
    pub whole: Option<i64>,
    /// People of another count that this one lies in and is set against, who are not in this one.
    pub rest: Option<i64>,
}

/// A count at every place of a lattice, and what else is known of it there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures<'a> {
    /// People.
    pub people: &'a [i64],
    /// Those of them at each employer, where the count tells of employers.
    pub employers: Option<&'a [Shares]>,
    /// People of the group that it is a part of.
    pub whole: Option<&'a [i64]>,
    /// People of another count that it lies in and is set against.
    pub within: Option<&'a [i64]>,
}

impl Figures<'_> {
    /// The count at a place.
    pub fn cell(&self, place: usize) -> Cell {
        self.together(&[place])
    }

    /// The counts at some places, of which none is a part of another, as one.
    pub fn together(&self, places: &[usize]) -> Cell {
        self.joined(places, |of| places.iter().flat_map(|place| &of[*place]).collect())
    }

    /// The same by guess: with no more employers than the place that has most, and all their largest ones the same. What may be
    /// shown by this may be shown.
    fn together_at_worst(&self, places: &[usize]) -> Cell {
        self.joined(places, |of| {
            let each = places.iter().map(|place| {
                let largest = of[*place].iter().map(|(_, share)| *share).max();
                (of[*place].len(), largest.unwrap_or_default())
            });
            let (distinct, largest) = each.fold((0, 0), |(distinct, largest), (employers, share)| {
                (distinct.max(employers), largest + share)
            });
            Employers {
                distinct: i64::try_from(distinct).unwrap_or(i64::MAX),
                largest,
            }
        })
    }

    fn joined(&self, places: &[usize], employers: impl Fn(&[Shares]) -> Employers) -> Cell {
        let sum = |of: &[i64]| places.iter().map(|place| of[*place]).sum();
        let people: i64 = sum(self.people);
        Cell {
            people,
            employers: self.employers.map(employers),
            whole: self.whole.map(sum),
            rest: self.within.map(|within| sum(within) - people),
        }
    }
}

/// A share of more than this, or of less than the rest, in percent, tells of everybody in the group.
const MOST_PERCENT: i64 = 95;

/// Why a cell is hidden because of what it holds; none when it may be shown.
pub fn primary(floors: Floors, cell: Cell) -> Option<Reason> {
    let Cell {
        people,
        employers,
        whole,
        rest,
    } = cell;
    if whole == Some(0) {
        return Some(Reason::NotAvailable);
    }
    if people > 0 && people < i64::from(floors.people) {
        return Some(Reason::SmallN);
    }
    if let Some(employers) = employers.filter(|_| people > 0) {
        if employers.distinct < i64::from(floors.employers) {
            return Some(Reason::FewEmployers);
        }
        if employers.largest * 100 >= people * i64::from(floors.dominance_percent) {
            return Some(Reason::DominantEmployer);
        }
    }
    let is_extreme =
        |whole| people * 100 > whole * MOST_PERCENT || people * 100 < whole * (100 - MOST_PERCENT);
    if whole.is_some_and(is_extreme) {
        return Some(Reason::ExtremePercent);
    }
    // Subtracted from the other count it would tell a few people.
    let is_few = |rest| rest > 0 && rest < i64::from(floors.people);
    rest.is_some_and(is_few).then_some(Reason::Complementary)
}

/// Whether hiding keeps something from the reader: that there is nothing is known where nothing can be.
fn is_secret(reason: Option<Reason>, people: i64) -> bool {
    match reason {
        None => false,
        Some(Reason::NotAvailable | Reason::NotYetDue) => people > 0,
        Some(_) => true,
    }
}

/// Which count is hidden first for the sake of another: one that is small, a finer one before a coarser one. Counts between two
/// powers of two are alike: the very smallest would be known to be less than those that stay shown.
fn rank(people: &[i64], cell: usize) -> (u32, usize) {
    (people[cell].checked_ilog2().unwrap_or_default(), cell)
}

/// Hides what would tell a hidden count.
///
/// The smallest count that helps is hidden, until no hidden one follows from what is shown, for nobody and for no provider that
/// knows its own, until the sums leave no hidden one a single number, and until what is left over in no sum would have to be
/// hidden for what it holds.
pub fn complement(lattice: &Lattice, floors: Floors, figures: &Figures<'_>, hidden: &mut [Option<Reason>]) {
    let people = figures.people;
    let mut smallest_first: Vec<usize> = (0..lattice.len()).filter(|cell| people[*cell] > 0).collect();
    smallest_first.sort_by_key(|cell| rank(people, *cell));
    loop {
        while unions::hide_in_sums(lattice, floors, figures, hidden) {}
        let is_changed = graph::hide_across(lattice, people, &smallest_first, hidden);
        while graph::hide_across(lattice, people, &smallest_first, hidden) {}
        if !is_changed && !bounds::hide_told(lattice, people, &smallest_first, hidden) {
            return;
        }
    }
}

/// Hides what would tell a hidden count, of a count and of one that lies in it and is set against it: the inner one is hidden
/// where the outer one is.
///
/// Where the two are equal they are hidden together. Elsewhere the inner one may be hidden alone, as long as it could be another
/// number without those that are equal: else the outer one is hidden with it.
pub fn complement_within(
    lattice: &Lattice,
    floors: Floors,
    (outer, outer_hidden): (&Figures<'_>, &mut [Option<Reason>]),
    (inner, inner_hidden): (&Figures<'_>, &mut [Option<Reason>]),
) {
    loop {
        complement(lattice, floors, outer, outer_hidden);
        for (inner, outer) in inner_hidden.iter_mut().zip(&*outer_hidden) {
            if *inner != Some(Reason::NotYetDue) {
                *inner = outer.or(*inner);
            }
        }
        complement(lattice, floors, inner, inner_hidden);
        let is_apart = |cell: &usize| outer.people[*cell] > inner.people[*cell];
        let secrets = (0..lattice.len()).filter(|cell| is_secret(inner_hidden[*cell], inner.people[*cell]));
        let (apart, mut told): (Vec<usize>, Vec<usize>) = secrets.partition(is_apart);
        told.extend(graph::told(lattice, inner.people, &apart));
        told.retain(|cell| outer_hidden[*cell].is_none());
        for cell in &told {
            outer_hidden[*cell] = Some(Reason::Complementary);
        }
        if told.is_empty() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
