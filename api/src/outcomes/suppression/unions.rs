//! What is left over in a sum: its hidden parts together, which the sum tells.

use std::collections::BTreeMap;

use super::{Cell, Employers, Figures, Floors, Lattice, Place, Reason, is_secret, primary};

/// Hidden counts, each with the provider that knows it.
type Left = Vec<(Option<usize>, Cell)>;

/// Hides a further part of each sum that tells too much of its hidden parts; whether it hid any.
pub(super) fn hide_in_sums(
    lattice: &Lattice,
    floors: Floors,
    figures: &Figures<'_>,
    hidden: &mut [Option<Reason>],
) -> bool {
    let people = figures.people;
    let mut is_changed = false;
    let mut least = vec![Left::new(); lattice.len()];
    for (cell, left) in least.iter_mut().enumerate() {
        if is_secret(hidden[cell], people[cell]) {
            *left = vec![(lattice.owner(cell), figures.cell(cell))];
        }
    }
    // Finer sums come before coarser ones.
    for (sum, parts) in lattice.sums() {
        let secret = parts
            .iter()
            .filter(|cell| is_secret(hidden[**cell], people[**cell]));
        let whole: Left = secret
            .map(|cell| (lattice.owner(*cell), figures.cell(*cell)))
            .collect();
        let finest: Left = parts
            .iter()
            .flat_map(|cell| least[*cell].iter().copied())
            .collect();
        if hidden[*sum].is_some() {
            let is_less = people_of(&finest) < people_of(&least[*sum]);
            // Of a year its parts are kept: providers know theirs of them.
            if !finest.is_empty() && (is_less || matches!(lattice.places()[*sum], Place::Year(_))) {
                least[*sum] = finest;
            }
        } else if is_told(floors, &whole) || is_told(floors, &finest) {
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

fn people_of(left: &Left) -> i64 {
    left.iter().map(|(_, cell)| cell.people).sum()
}

/// Whether they hold together what may not be shown, for everybody or for a provider that takes away its own.
fn is_told(floors: Floors, left: &Left) -> bool {
    let is_hidden = |cells: &mut dyn Iterator<Item = Cell>| {
        let reason = cells.reduce(together).and_then(|cell| primary(floors, cell));
        reason.is_some_and(|reason| reason != Reason::NotAvailable)
    };
    let mut owned: BTreeMap<Option<usize>, Cell> = BTreeMap::new();
    for (owner, cell) in left {
        let of_owner = owned.entry(*owner);
        of_owner
            .and_modify(|all| *all = together(*all, *cell))
            .or_insert(*cell);
    }
    is_hidden(&mut owned.values().copied())
        || owned.len() > 1
            && owned.keys().any(|own| {
                let others = owned.iter().filter(|(owner, _)| *owner != own);
                is_hidden(&mut others.map(|(_, cell)| *cell))
            })
}

/// Two counts together. Which employers they share is not known here: there are at most as many as both have, and the largest
/// has at least what the larger one of both has. So what is told is too few, or one that is most of it, for certain.
fn together(one: Cell, other: Cell) -> Cell {
    let both = |one: Option<i64>, other: Option<i64>| Some(one? + other?);
    let employers = one.employers.zip(other.employers);
    Cell {
        people: one.people + other.people,
        employers: employers.map(|(one, other)| Employers {
            distinct: one.distinct + other.distinct,
            largest: one.largest.max(other.largest),
        }),
        whole: both(one.whole, other.whole),
        rest: both(one.rest, other.rest),
    }
}
