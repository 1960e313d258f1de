//! Suppression by tables: what is hidden because of what it holds, and what with it.

use entities::ids::{AgencyId, EmployerId, ProgramId};
use uuid::Uuid;

use super::*;

mod within;

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
    let figures = Figures {
        people: &people,
        ..Figures::default()
    };
    let hidden = complemented(&lattice, &figures);
    (lattice, people, hidden)
}

/// What is hidden of a count.
fn complemented(lattice: &Lattice, figures: &Figures<'_>) -> Vec<Option<Reason>> {
    let reasons = (0..lattice.len()).map(|place| primary(FLOORS, figures.cell(place)));
    let mut hidden: Vec<Option<Reason>> = reasons.collect();
    complement(lattice, FLOORS, figures, &mut hidden);
    hidden
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
        rest: None,
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
        (1, 3, 2026, 40),
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
    // Provider 1 would find 2 and provider 2 would find 1: a third one is hidden.
    assert_eq!(at(Place::Provider(provider(3))), Some(Reason::Complementary));
    assert_eq!(at(Place::All), None);
}

#[test]
fn a_provider_that_knows_its_own_finds_no_other() {
    // Of two providers no sum may be shown in which one is hidden.
    let (lattice, _, hidden) = hidden(&[(1, 1, 2026, 12), (2, 2, 2026, 4)]);
    let at = |place| self::at(&lattice, &hidden, place);
    for place in [Place::Year(2026), Place::All] {
        assert_eq!(at(place), Some(Reason::Complementary));
    }
    // The others must be enough without the largest one.
    let leaves = [
        (1, 1, 2026, 30),
        (2, 2, 2026, 4),
        (3, 3, 2026, 5),
        (4, 4, 2026, 40),
    ];
    let (lattice, _, hidden) = self::hidden(&leaves);
    let at = |place| self::at(&lattice, &hidden, place);
    assert_eq!(at(Place::Provider(provider(4))), Some(Reason::Complementary));
    assert_eq!(at(Place::Year(2026)), None);
    // What is hidden of one provider alone tells that one only what it knows.
    let (lattice, _, hidden) = self::hidden(&[(1, 1, 2026, 12), (1, 2, 2026, 4), (2, 3, 2026, 20)]);
    for place in [
        Place::Provider(provider(1)),
        Place::Provider(provider(2)),
        Place::All,
    ] {
        assert_eq!(self::at(&lattice, &hidden, place), None);
    }
}

#[test]
fn years_that_are_hidden_together_tell_no_provider_what_others_hold() {
    // Both years are hidden of two providers and all years together are shown: what is left over is looked at over the years.
    let (lattice, people, hidden) = hidden(&[
        (1, 1, 2025, 3),
        (1, 1, 2026, 40),
        (2, 2, 2025, 30),
        (2, 2, 2026, 4),
        (3, 3, 2025, 25),
        (3, 3, 2026, 35),
    ]);
    for own in 1..=3 {
        let others = lattice.places().iter().enumerate().filter(|(number, place)| {
            let is_other = matches!(place, Place::ProviderYear(of, _) if *of != provider(own));
            is_other && is_secret(hidden[*number], people[*number])
        });
        let left: i64 = others.map(|(number, _)| people[number]).sum();
        assert!(left == 0 || left >= 10, "{own}: {left}");
    }
}

#[test]
fn a_provider_finds_no_other_by_several_sums() {
    let leaves = [
        (1, 1, 2025, 32),
        (1, 1, 2026, 10),
        (2, 2, 2025, 10),
        (2, 3, 2026, 1),
    ];
    let (lattice, people, hidden) = hidden(&leaves);
    let secrets = (0..lattice.len()).filter(|place| is_secret(hidden[*place], people[*place]));
    assert!(graph::told(&lattice, &people, &secrets.collect::<Vec<_>>()).is_empty());
}

/// What is hidden of a part of a group of one provider: by program, people and those of the group; the people at each employer
/// by number.
fn hidden_of_whole(
    programs: &[(i64, i64)],
    employers: Option<&[&[(u128, i64)]]>,
) -> (Lattice, Vec<Option<Reason>>) {
    let leaves: Vec<(u128, u128, i32, i64)> = (1..)
        .zip(programs)
        .map(|(n, (people, _))| (1, n, 2026, *people))
        .collect();
    let (lattice, people) = lattice(&leaves);
    let of_leaves: Vec<i64> = programs.iter().map(|(_, whole)| *whole).collect();
    let whole = lattice.summed(&of_leaves);
    let employer = |(n, people): &(u128, i64)| (EmployerId::from_uuid(Uuid::from_u128(*n)), *people);
    let shares = employers.map(|of_leaves| {
        let of_leaves: Vec<Shares> = of_leaves
            .iter()
            .map(|shares| shares.iter().map(employer).collect())
            .collect();
        lattice.gathered(&of_leaves)
    });
    let figures = Figures {
        people: &people,
        employers: shares.as_deref(),
        whole: Some(&whole),
        within: None,
    };
    let hidden = complemented(&lattice, &figures);
    (lattice, hidden)
}

#[test]
fn what_is_left_over_is_looked_at_as_a_cell() {
    // 50 less 10 is 40 of 40: everybody of the first two.
    let (lattice, hidden) = hidden_of_whole(&[(20, 20), (20, 20), (10, 20)], None);
    let third = Place::ProgramYear(program(3), 2026);
    assert_eq!(at(&lattice, &hidden, third), Some(Reason::Complementary));
    assert_eq!(at(&lattice, &hidden, Place::All), None);
    // Nobody of the first two.
    let (lattice, hidden) = hidden_of_whole(&[(0, 20), (0, 20), (15, 20)], None);
    assert_eq!(at(&lattice, &hidden, third), Some(Reason::Complementary));
    // Two employers of the first two together.
    let many: &[(u128, i64)] = &[(3, 5), (4, 5), (5, 5), (6, 1)];
    let two: [&[(u128, i64)]; 3] = [&[(1, 15)], &[(2, 15)], many];
    let (lattice, hidden) = hidden_of_whole(&[(15, 30), (15, 30), (16, 30)], Some(&two));
    assert_eq!(at(&lattice, &hidden, third), Some(Reason::Complementary));
    assert_eq!(at(&lattice, &hidden, Place::All), None);
}

#[test]
fn the_same_employers_behind_two_hidden_parts_are_not_more() {
    // The first two programs have the same two employers: what is left over in the sum is two employers, not four.
    let many: &[(u128, i64)] = &[(3, 20), (4, 20), (5, 20)];
    let third = Place::ProgramYear(program(3), 2026);
    let people = [(30, 60), (30, 60), (60, 90)];
    let same: [&[(u128, i64)]; 3] = [&[(1, 15), (2, 15)], &[(1, 15), (2, 15)], many];
    let (lattice, hidden) = hidden_of_whole(&people, Some(&same));
    assert_eq!(at(&lattice, &hidden, third), Some(Reason::Complementary));
    let others: [&[(u128, i64)]; 3] = [&[(1, 15), (2, 15)], &[(6, 15), (7, 15)], many];
    let (lattice, hidden) = hidden_of_whole(&people, Some(&others));
    assert_eq!(at(&lattice, &hidden, third), None);
    assert_eq!(at(&lattice, &hidden, Place::All), None);
}
