//! What is too small to be shown, and what must be hidden with it: pure, without a database.
//!
//! - **Cell**: people of a group, by their employers where a count tells of employers too.
//! - **Primary**: a cell is hidden because of what it holds ([`primary`]): few people, few employers, one employer that is most
//!   of it, or a share of its group that says nearly everything (or nothing) of everybody in it.
//! - **Complementary**: a hidden cell must not follow from what is shown ([`complement`]). All published sums are looked at
//!   together ([`Lattice`]), not one by one: what several of them tell together counts.
//! - A hidden group hides what is counted in it.
//!
//! Why it is enough: in the lattice every count stands in one sum as a part and in one as the sum, or in two as a part. So the
//! sums are the nodes of a graph and the counts are its edges, and a hidden count follows from the shown ones if and only if its
//! edge is a bridge among the hidden ones. Of counts that are not zero and lie on a circle each may be one more or one less.

mod graph;
mod lattice;

use serde::{Deserialize, Serialize};

use crate::config::Floors;

pub use lattice::{Lattice, Leaf, Place};

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

/// A count, and whose it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// People.
    pub people: i64,
    /// Their employers, where the count tells of employers.
    pub employers: Option<Employers>,
    /// People of the group that this is a part of; none for a group itself.
    pub whole: Option<i64>,
}

/// A share of more than this, or of less than the rest, in percent, tells of everybody in the group.
const MOST_PERCENT: i64 = 95;

/// Why a cell is hidden because of what it holds; none when it may be shown.
pub fn primary(floors: Floors, cell: Cell) -> Option<Reason> {
    let Cell {
        people,
        employers,
        whole,
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
    whole.is_some_and(is_extreme).then_some(Reason::ExtremePercent)
}

/// Whether hiding keeps something from the reader: that there is nothing is known where nothing can be.
fn is_secret(reason: Option<Reason>, people: i64) -> bool {
    match reason {
        None => false,
        Some(Reason::NotAvailable | Reason::NotYetDue) => people > 0,
        Some(_) => true,
    }
}

/// Hides what would tell a hidden count: of each pair of `people` and `hidden` the cell of the lattice with the same number.
///
/// The smallest count that helps is hidden, until no hidden one follows from what is shown, and until no sum tells that the
/// hidden ones in it hold fewer people than the floor.
pub fn complement(lattice: &Lattice, floors: Floors, people: &[i64], hidden: &mut [Option<Reason>]) {
    let mut smallest_first: Vec<usize> = (0..lattice.len()).filter(|cell| people[*cell] > 0).collect();
    smallest_first.sort_by_key(|cell| (people[*cell], *cell));
    while hide_in_small_sums(lattice, floors, people, hidden)
        || graph::hide_across(lattice, people, &smallest_first, hidden)
    {}
}

/// Hides a further part of each sum whose hidden parts hold fewer people than the floor; whether it hid any.
fn hide_in_small_sums(
    lattice: &Lattice,
    floors: Floors,
    people: &[i64],
    hidden: &mut [Option<Reason>],
) -> bool {
    let mut is_changed = false;
    for (sum, parts) in lattice.sums() {
        let secret = parts
            .iter()
            .filter(|cell| is_secret(hidden[**cell], people[**cell]));
        let of_parts: Vec<i64> = secret.map(|cell| people[*cell]).collect();
        let is_told = hidden[*sum].is_none()
            && !of_parts.is_empty()
            && of_parts.iter().sum::<i64>() < i64::from(floors.people);
        if is_told {
            let shown = parts
                .iter()
                .filter(|cell| hidden[**cell].is_none() && people[**cell] > 0);
            let smallest = shown.min_by_key(|cell| (people[**cell], **cell));
            hidden[*smallest.unwrap_or(sum)] = Some(Reason::Complementary);
            is_changed = true;
        }
    }
    is_changed
}

#[cfg(test)]
mod tests;
