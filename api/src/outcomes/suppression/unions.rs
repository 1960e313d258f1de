//! What is left over in a sum: its hidden parts together, which the sum tells.

use std::collections::BTreeSet;

use super::{Figures, Floors, Lattice, Place, Reason, is_secret, primary, rank};

/// Hides a further part of each sum that tells too much of its hidden parts; whether it hid any.
pub(super) fn hide_in_sums(
    lattice: &Lattice,
    floors: Floors,
    figures: &Figures<'_>,
    hidden: &mut [Option<Reason>],
) -> bool {
    let people = figures.people;
    let mut is_changed = false;
    // Of each hidden count the hidden ones that it is made of, as far as they are fewer people.
    let mut finest: Vec<Vec<usize>> = (0..lattice.len())
        .map(|cell| {
            if is_secret(hidden[cell], people[cell]) {
                vec![cell]
            } else {
                Vec::new()
            }
        })
        .collect();
    // Finer sums come before coarser ones.
    for (sum, parts) in lattice.sums() {
        let secret = parts
            .iter()
            .copied()
            .filter(|cell| is_secret(hidden[*cell], people[*cell]));
        let whole: Vec<usize> = secret.collect();
        let fine: Vec<usize> = parts.iter().flat_map(|cell| finest[*cell].clone()).collect();
        if hidden[*sum].is_some() {
            let is_less = figures.together(&fine).people < figures.together(&finest[*sum]).people;
            // Of a year its parts are kept: providers know theirs of them.
            if !fine.is_empty() && (is_less || matches!(lattice.places()[*sum], Place::Year(_))) {
                finest[*sum] = fine;
            }
        } else if is_told(lattice, floors, figures, &whole) || is_told(lattice, floors, figures, &fine) {
            let shown = parts
                .iter()
                .filter(|cell| hidden[**cell].is_none() && people[**cell] > 0);
            let smallest = shown.min_by_key(|cell| rank(people, **cell));
            hidden[*smallest.unwrap_or(sum)] = Some(Reason::Complementary);
            is_changed = true;
        }
    }
    is_changed
}

/// Whether they hold together what may not be shown, for everybody or for a provider that takes away its own.
fn is_told(lattice: &Lattice, floors: Floors, figures: &Figures<'_>, left: &[usize]) -> bool {
    let is_hidden = |cells: &[usize]| {
        let at_worst = || primary(floors, figures.together_at_worst(cells));
        let reason = || primary(floors, figures.together(cells));
        !cells.is_empty()
            && at_worst().is_some()
            && reason().is_some_and(|reason| reason != Reason::NotAvailable)
    };
    // Small ones that are together nearly as large as they can be are nearly as large each.
    let most = i64::from(floors.people) - 1;
    let is_full = |cells: &[usize]| {
        let sizes = cells.iter().map(|cell| figures.people[*cell]);
        let sizes: Vec<i64> = sizes.filter(|people| *people > 0).collect();
        let slack: i64 = sizes.iter().map(|people| most - people).sum();
        !sizes.is_empty() && sizes.iter().all(|people| *people <= most) && slack <= 1
    };
    let is_hidden = |cells: &[usize]| is_hidden(cells) || is_full(cells);
    let owners: BTreeSet<Option<usize>> = left.iter().map(|cell| lattice.owner(*cell)).collect();
    is_hidden(left)
        || owners.len() > 1
            && owners.iter().any(|own| {
                let others = left.iter().copied().filter(|cell| lattice.owner(*cell) != *own);
                is_hidden(&others.collect::<Vec<usize>>())
            })
}
