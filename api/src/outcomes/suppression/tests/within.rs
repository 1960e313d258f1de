//! A count and one that lies in it and is set against it.

use super::*;

/// What is hidden of a count, and of one that lies in it: by provider, program, year and people of both.
type Both = (Lattice, Vec<Option<Reason>>, Vec<Option<Reason>>);

fn hidden_within(leaves: &[(u128, u128, i32, i64, i64)]) -> Both {
    let of = |value: fn(&(u128, u128, i32, i64, i64)) -> i64| {
        let leaves: Vec<(u128, u128, i32, i64)> = leaves
            .iter()
            .map(|leaf| (leaf.0, leaf.1, leaf.2, value(leaf)))
            .collect();
        lattice(&leaves)
    };
    let (lattice, people) = of(|leaf| leaf.3);
    let (_, inner) = of(|leaf| leaf.4);
    let outer = Figures {
        people: &people,
        ..Figures::default()
    };
    let inner = Figures {
        people: &inner,
        within: Some(&people),
        ..Figures::default()
    };
    let [mut of_outer, mut of_inner] = [outer, inner].map(|figures| {
        let reasons = (0..lattice.len()).map(|place| primary(FLOORS, figures.cell(place)));
        reasons.collect::<Vec<Option<Reason>>>()
    });
    complement_within(&lattice, FLOORS, (&outer, &mut of_outer), (&inner, &mut of_inner));
    (lattice, of_outer, of_inner)
}

#[test]
fn a_count_that_differs_by_a_few_from_one_it_lies_in_is_hidden() {
    let (lattice, outer, inner) = hidden_within(&[(1, 1, 2024, 30, 30), (1, 1, 2025, 24, 21)]);
    let late = Place::ProgramYear(program(1), 2025);
    for place in [late, Place::Program(program(1)), Place::Year(2025), Place::All] {
        assert_eq!(
            at(&lattice, &inner, place),
            Some(Reason::Complementary),
            "{place:?}"
        );
        assert_eq!(at(&lattice, &outer, place), None, "{place:?}");
    }
    assert_eq!(at(&lattice, &inner, Place::Year(2024)), None);
    let (lattice, _, inner) = hidden_within(&[(1, 1, 2024, 30, 30), (1, 1, 2025, 24, 12)]);
    assert!(
        inner.iter().all(Option::is_none),
        "{:?} {inner:?}",
        lattice.places()
    );
}

#[test]
fn a_count_is_hidden_where_an_equal_one_is() {
    // The inner one of the second program is hidden for itself, and with it one that is equal to its outer one.
    let leaves = [(1, 1, 2026, 14, 14), (1, 2, 2026, 30, 8), (1, 3, 2026, 40, 40)];
    let (lattice, outer, inner) = hidden_within(&leaves);
    for n in [1, 2] {
        let place = Place::ProgramYear(program(n), 2026);
        assert!(at(&lattice, &inner, place).is_some());
        assert_eq!(at(&lattice, &outer, place), Some(Reason::Complementary));
    }
    assert_eq!(at(&lattice, &outer, Place::All), None);
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
    let figures = Figures {
        people: &people,
        whole: Some(&whole),
        ..Figures::default()
    };
    let hidden = complemented(&lattice, &figures);
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
    complement(&lattice, FLOORS, &Figures::default(), &mut []);
}
