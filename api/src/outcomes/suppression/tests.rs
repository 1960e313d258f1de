//! Suppression by tables: what is hidden because of what it holds, and what with it.

use entities::ids::{AgencyId, ProgramId};
use uuid::Uuid;

use super::*;

const FLOORS: Floors = Floors {
    people: 10,
    employers: 3,
    dominance_percent: 80,
};

fn program(n: u128) -> ProgramId {
    ProgramId::from_uuid(Uuid::from_u128(n))
}

fn provider(n: u128) -> AgencyId {
    AgencyId::from_uuid(Uuid::from_u128(n))
}

/// A lattice of leaves (provider, program, year, people), and the people at every place.
fn lattice(leaves: &[(u128, u128, i32, i64)]) -> (Lattice, Vec<i64>) {
    let lattice = Lattice::new(leaves.iter().map(|(of, n, year, _)| Leaf {
        program: program(*n),
        year: *year,
        provider: provider(*of),
    }));
    let people = |leaf: &Leaf| {
        let is_it =
            |(_, n, year, _): &&(u128, u128, i32, i64)| program(*n) == leaf.program && *year == leaf.year;
        leaves.iter().find(is_it).map_or(0, |(.., people)| *people)
    };
    let of_leaves: Vec<i64> = lattice.leaves().iter().map(people).collect();
    let people = lattice.summed(&of_leaves);
    (lattice, people)
}

/// What is hidden of a group that is no part of another.
fn hidden(leaves: &[(u128, u128, i32, i64)]) -> (Lattice, Vec<i64>, Vec<Option<Reason>>) {
    let (lattice, people) = lattice(leaves);
    let mut hidden: Vec<Option<Reason>> = people
        .iter()
        .map(|people| {
            let cell = Cell {
                people: *people,
                ..Cell::default()
            };
            primary(FLOORS, cell)
        })
        .collect();
    complement(&lattice, FLOORS, &people, &mut hidden);
    (lattice, people, hidden)
}

fn at(lattice: &Lattice, hidden: &[Option<Reason>], place: Place) -> Option<Reason> {
    hidden[lattice.find(place).expect("a place")]
}

#[test]
fn a_cell_is_hidden_for_what_it_holds() {
    let by = |distinct, largest| Some(Employers { distinct, largest });
    let cell = |people, employers, whole| Cell {
        people,
        employers,
        whole,
    };
    for (cell, expected) in [
        (cell(0, None, None), None),
        (cell(1, None, None), Some(Reason::SmallN)),
        (cell(9, None, None), Some(Reason::SmallN)),
        (cell(10, None, None), None),
        (cell(40, by(2, 20), Some(100)), Some(Reason::FewEmployers)),
        (cell(40, by(5, 34), Some(100)), Some(Reason::DominantEmployer)),
        (cell(40, by(5, 32), Some(100)), Some(Reason::DominantEmployer)),
        (cell(40, by(5, 31), Some(100)), None),
        (cell(9, by(1, 9), Some(100)), Some(Reason::SmallN)),
        (cell(0, by(0, 0), Some(100)), Some(Reason::ExtremePercent)),
        (cell(100, by(9, 20), Some(100)), Some(Reason::ExtremePercent)),
        (cell(96, None, Some(100)), Some(Reason::ExtremePercent)),
        (cell(95, None, Some(100)), None),
        (cell(49, None, Some(1000)), Some(Reason::ExtremePercent)),
        (cell(50, None, Some(1000)), None),
        (cell(0, by(0, 0), Some(0)), Some(Reason::NotAvailable)),
    ] {
        assert_eq!(primary(FLOORS, cell), expected, "{cell:?}");
    }
}

#[test]
fn one_small_part_takes_another_one_along() {
    let (lattice, _, hidden) = hidden(&[(1, 1, 2026, 12), (1, 2, 2026, 4), (1, 3, 2026, 20)]);
    let at = |place| at(&lattice, &hidden, place);
    for (n, expected) in [
        (1, Some(Reason::Complementary)),
        (2, Some(Reason::SmallN)),
        (3, None),
    ] {
        assert_eq!(at(Place::ProgramYear(program(n), 2026)), expected);
        assert_eq!(at(Place::Program(program(n))), expected);
    }
    for place in [
        Place::ProviderYear(provider(1), 2026),
        Place::Provider(provider(1)),
        Place::Year(2026),
        Place::All,
    ] {
        assert_eq!(at(place), None, "{place:?}");
    }
}

#[test]
fn small_parts_that_hold_too_few_together_take_a_large_one_along() {
    let (lattice, _, hidden) = hidden(&[
        (1, 1, 2026, 3),
        (1, 2, 2026, 4),
        (1, 3, 2026, 30),
        (1, 4, 2026, 20),
    ]);
    let at = |place| at(&lattice, &hidden, place);
    assert_eq!(
        at(Place::ProgramYear(program(4), 2026)),
        Some(Reason::Complementary)
    );
    assert_eq!(at(Place::ProgramYear(program(3), 2026)), None);
    assert_eq!(at(Place::All), None);
    let (lattice, _, hidden) = self::hidden(&[(1, 1, 2026, 6), (1, 2, 2026, 7), (1, 3, 2026, 30)]);
    assert_eq!(
        hidden[lattice
            .find(Place::ProgramYear(program(3), 2026))
            .expect("a place")],
        None
    );
}

#[test]
fn nothing_is_hidden_where_everything_is_large() {
    let (_, _, hidden) = hidden(&[
        (1, 1, 2025, 12),
        (1, 1, 2026, 14),
        (1, 2, 2025, 30),
        (2, 3, 2026, 10),
    ]);
    assert!(hidden.iter().all(Option::is_none), "{hidden:?}");
}

#[test]
fn the_only_program_of_a_provider_hides_the_provider_too() {
    let (lattice, _, hidden) = hidden(&[(1, 1, 2026, 4), (2, 2, 2026, 40), (3, 3, 2026, 50)]);
    let at = |place| at(&lattice, &hidden, place);
    assert_eq!(at(Place::Provider(provider(1))), Some(Reason::SmallN));
    assert_eq!(at(Place::Provider(provider(2))), Some(Reason::Complementary));
    assert_eq!(
        at(Place::ProgramYear(program(2), 2026)),
        Some(Reason::Complementary)
    );
    assert_eq!(at(Place::Provider(provider(3))), None);
    assert_eq!(at(Place::All), None);
}

#[test]
fn a_program_with_one_year_does_not_tell_it_by_its_total() {
    // The year is hidden with a part of another program; the totals of both programs are hidden with them.
    let (lattice, people, hidden) = hidden(&[
        (1, 1, 2025, 40),
        (1, 1, 2026, 4),
        (1, 2, 2026, 30),
        (1, 3, 2025, 25),
        (1, 3, 2026, 50),
    ]);
    for (sum, parts) in lattice.sums() {
        let members = parts.iter().chain([sum]);
        let unknown = members.filter(|cell| is_secret(hidden[**cell], people[**cell]));
        assert_ne!(unknown.count(), 1, "{:?}", lattice.places()[*sum]);
    }
}

#[test]
fn a_hidden_zero_is_not_told_by_its_sum() {
    let (lattice, people) = lattice(&[(1, 1, 2026, 0), (1, 2, 2026, 15), (1, 3, 2026, 40)]);
    let whole = lattice.summed(&[60, 60, 60]);
    let cell = |cell: usize| Cell {
        people: people[cell],
        employers: None,
        whole: Some(whole[cell]),
    };
    let mut hidden: Vec<Option<Reason>> = (0..lattice.len()).map(|n| primary(FLOORS, cell(n))).collect();
    complement(&lattice, FLOORS, &people, &mut hidden);
    let at = |place| at(&lattice, &hidden, place);
    assert_eq!(
        at(Place::ProgramYear(program(1), 2026)),
        Some(Reason::ExtremePercent)
    );
    assert_eq!(
        at(Place::ProgramYear(program(2), 2026)),
        Some(Reason::Complementary)
    );
    // With the zero alone the second could be one less and never one more: a third is hidden, so that it could be either.
    assert_eq!(
        at(Place::ProgramYear(program(3), 2026)),
        Some(Reason::Complementary)
    );
    assert_eq!(at(Place::All), None);
}

#[test]
fn nothing_at_all_has_no_places() {
    let (lattice, people) = lattice(&[]);
    assert!(lattice.is_empty() && people.is_empty());
    complement(&lattice, FLOORS, &people, &mut []);
}
