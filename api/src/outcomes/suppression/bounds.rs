//! What follows from what counts can be: a hidden count is not less than one, unless nobody is in it, and not more than a shown
//! sum leaves it. Ten hidden parts of ten people are one each.

use std::iter;

use super::{Lattice, Reason, graph::knowing, is_secret};

/// Rounds of narrowing; each sum hands on what it learns to the next ones.
const MOST_ROUNDS: usize = 32;

/// What a count can be: from, and to where that is known.
pub(super) type Span = (i64, Option<i64>);

/// Hides the smallest shown count beside each hidden one that can be but one number; whether it hid any.
pub(super) fn hide_squeezed(lattice: &Lattice, people: &[i64], hidden: &mut [Option<Reason>]) -> bool {
    let readers: Vec<Option<usize>> = knowing(lattice, people, hidden).into_iter().map(Some).collect();
    let mut is_changed = false;
    for knows in iter::once(None).chain(readers) {
        for cell in squeezed(lattice, people, hidden, knows) {
            let sums = lattice
                .sums()
                .iter()
                .filter(|(sum, parts)| *sum == cell || parts.contains(&cell));
            let beside = sums.flat_map(|(sum, parts)| parts.iter().chain([sum])).copied();
            let shown = beside.filter(|cell| {
                hidden[*cell].is_none() && people[*cell] > 0 && is_unknown(lattice, knows, *cell)
            });
            if let Some(smallest) = shown.min_by_key(|cell| (people[*cell], *cell)) {
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

/// The hidden counts that can be but one number, for a reader who knows the counts of one provider, or of none.
fn squeezed(
    lattice: &Lattice,
    people: &[i64],
    hidden: &[Option<Reason>],
    knows: Option<usize>,
) -> Vec<usize> {
    let spans = narrowed(lattice, people, hidden, knows, |cell| (people[cell].min(1), None));
    // What years and everybody are is no news to a provider that knows its own.
    let is_news = |cell: &usize| knows.is_none() || lattice.owner(*cell).is_some();
    (0..lattice.len())
        .filter(|cell| is_secret(hidden[*cell], people[*cell]) && is_unknown(lattice, knows, *cell))
        .filter(|cell| spans[*cell].1 == Some(spans[*cell].0))
        .filter(is_news)
        .collect()
}

/// What each count can be by all sums, for a reader who knows of each hidden one what `told` says, and perhaps the counts of one
/// provider.
pub(super) fn narrowed(
    lattice: &Lattice,
    people: &[i64],
    hidden: &[Option<Reason>],
    knows: Option<usize>,
    told: impl Fn(usize) -> Span,
) -> Vec<Span> {
    let span = |cell: usize| {
        if is_secret(hidden[cell], people[cell]) && is_unknown(lattice, knows, cell) {
            told(cell)
        } else {
            (people[cell], Some(people[cell]))
        }
    };
    let mut spans: Vec<Span> = (0..lattice.len()).map(span).collect();
    for _ in 0..MOST_ROUNDS {
        let narrower = lattice
            .sums()
            .iter()
            .map(|(sum, parts)| narrow(&mut spans, *sum, parts));
        if !narrower.fold(false, |any, is_narrower| any | is_narrower) {
            break;
        }
    }
    spans
}

/// Narrows what the parts and their sum can be; whether that became less.
fn narrow(spans: &mut [Span], sum: usize, parts: &[usize]) -> bool {
    let least: i64 = parts.iter().map(|part| spans[*part].0).sum();
    let open = parts.iter().filter(|part| spans[**part].1.is_none()).count();
    let most: i64 = parts.iter().filter_map(|part| spans[*part].1).sum();
    let mut is_narrower = restrict(&mut spans[sum], least, (open == 0).then_some(most));
    let (from, to) = spans[sum];
    for part in parts {
        let (own_least, own_most) = spans[*part];
        let others_open = open - usize::from(own_most.is_none());
        let others_most = most - own_most.unwrap_or_default();
        let at_least = if others_open == 0 {
            from - others_most
        } else {
            own_least
        };
        let at_most = to.map(|to| to - (least - own_least));
        is_narrower |= restrict(&mut spans[*part], at_least, at_most);
    }
    is_narrower
}

fn restrict(span: &mut Span, least: i64, most: Option<i64>) -> bool {
    let before = *span;
    span.0 = span.0.max(least);
    span.1 = match (span.1, most) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    *span != before
}

#[cfg(test)]
mod tests {
    use entities::ids::{AgencyId, ProgramId};
    use uuid::Uuid;

    use super::*;
    use crate::outcomes::suppression::{Leaf, Place};

    #[test]
    fn ten_parts_of_ten_people_are_not_left_alone() {
        let lattice = Lattice::new((1..=11).map(|n| Leaf {
            program: ProgramId::from_uuid(Uuid::from_u128(n)),
            year: 2026,
            provider: AgencyId::from_uuid(Uuid::from_u128(1)),
        }));
        let mut of_leaves = [1; 11];
        of_leaves[10] = 30;
        let people = lattice.summed(&of_leaves);
        let mut hidden: Vec<Option<Reason>> = people
            .iter()
            .map(|people| (*people < 10).then_some(Reason::SmallN))
            .collect();
        assert_eq!(squeezed(&lattice, &people, &hidden, None).len(), 20);
        assert!(hide_squeezed(&lattice, &people, &mut hidden));
        let large = lattice.find(Place::ProgramYear(
            ProgramId::from_uuid(Uuid::from_u128(11)),
            2026,
        ));
        assert_eq!(hidden[large.expect("a place")], Some(Reason::Complementary));
    }
}
