//! An attacker who knows every sum: no hidden count follows from what is shown, by one sum or by all of them together.

use api::{
    config::Floors,
    outcomes::suppression::{Cell, Employers, Lattice, Leaf, Place, Reason, complement, primary},
};
use entities::ids::{AgencyId, ProgramId};
use proptest::{collection::vec, prelude::*};
use sea_orm::prelude::Uuid;

/// Large enough that no coefficient of these systems vanishes by chance.
const PRIME: i128 = 2_305_843_009_213_693_951;

/// A leaf: provider, program, year; people of a part and of its group, employers, the largest employer's share in percent.
type Drawn = ((u8, u8, u8), (i64, i64), (i64, i64));

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let sizes = prop_oneof![Just(0_i64), 1..12_i64, 10..60_i64];
    let leaf = (
        (0..3_u8, 0..3_u8, 0..3_u8),
        (sizes, 0..60_i64),
        (1..6_i64, 20..100_i64),
    );
    vec(leaf, 1..18)
}

fn number(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n) + 1)
}

fn leaf(of: (u8, u8, u8)) -> Leaf {
    Leaf {
        provider: AgencyId::from_uuid(number(of.0)),
        program: ProgramId::from_uuid(number(of.0 * 10 + of.1)),
        year: 2024 + i32::from(of.2),
    }
}

/// The lattice with people at every place and what is hidden.
struct Published {
    lattice: Lattice,
    people: Vec<i64>,
    hidden: Vec<Option<Reason>>,
}

fn published(leaves: &[Drawn], is_part: bool) -> Published {
    let floors = Floors::default();
    let lattice = Lattice::new(leaves.iter().map(|(of, ..)| leaf(*of)));
    let at = |place: &Leaf| {
        leaves
            .iter()
            .find(|(of, ..)| leaf(*of) == *place)
            .expect("a leaf")
    };
    let of_leaves = |value: &dyn Fn(&Drawn) -> i64| {
        let values: Vec<i64> = lattice.leaves().iter().map(|leaf| value(at(leaf))).collect();
        lattice.summed(&values)
    };
    let people = of_leaves(&|(_, (people, _), _)| *people);
    let whole = of_leaves(&|(_, (people, others), _)| people + others);
    // Any employers will do: what counts is that it hides something.
    let distinct = of_leaves(&|(.., (distinct, _))| *distinct);
    let largest = of_leaves(&|(_, (people, _), (_, share))| people * share / 100);
    let cell = |place: usize| Cell {
        people: people[place],
        employers: is_part.then(|| Employers {
            distinct: distinct[place],
            largest: largest[place],
        }),
        whole: is_part.then(|| whole[place]),
    };
    let mut hidden: Vec<Option<Reason>> = (0..lattice.len())
        .map(|place| primary(floors, cell(place)))
        .collect();
    complement(&lattice, floors, &people, &mut hidden);
    Published {
        lattice,
        people,
        hidden,
    }
}

impl Published {
    /// Hidden, and not known by itself: where there is nothing to count, zero is no secret.
    fn is_secret(&self, place: usize) -> bool {
        match self.hidden[place] {
            None => false,
            Some(Reason::NotAvailable | Reason::NotYetDue) => self.people[place] > 0,
            Some(_) => true,
        }
    }

    /// The places whose counts the sums tell together, by elimination.
    fn told(&self) -> Vec<Place> {
        let secrets: Vec<usize> = (0..self.lattice.len())
            .filter(|place| self.is_secret(*place))
            .collect();
        let column = |place: usize| secrets.iter().position(|secret| *secret == place);
        let mut rows: Vec<Vec<i128>> = Vec::new();
        for (sum, parts) in self.lattice.sums() {
            let mut row = vec![0; secrets.len()];
            for (place, sign) in parts.iter().map(|part| (*part, PRIME - 1)).chain([(*sum, 1)]) {
                if let Some(column) = column(place) {
                    row[column] = sign;
                }
            }
            rows.push(row);
        }
        let mut done = 0;
        for column in 0..secrets.len() {
            let Some(pivot) = (done..rows.len()).find(|row| rows[*row][column] != 0) else {
                continue;
            };
            rows.swap(done, pivot);
            let inverse = power(rows[done][column], PRIME - 2);
            for value in &mut rows[done] {
                *value = *value * inverse % PRIME;
            }
            let by = rows[done].clone();
            for (number, row) in rows.iter_mut().enumerate() {
                let times = row[column];
                if number != done && times != 0 {
                    for (value, pivot) in row.iter_mut().zip(&by) {
                        *value = (*value + (PRIME - times) * pivot) % PRIME;
                    }
                }
            }
            done += 1;
        }
        let alone = rows
            .iter()
            .filter(|row| row.iter().filter(|value| **value != 0).count() == 1);
        let place = |row: &Vec<i128>| {
            row.iter()
                .position(|value| *value != 0)
                .map(|column| secrets[column])
        };
        alone
            .filter_map(place)
            .map(|place| self.lattice.places()[place])
            .collect()
    }
}

fn power(mut base: i128, mut exponent: i128) -> i128 {
    let mut result = 1;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_count_follows_from_what_is_shown(leaves in drawn(), is_part in any::<bool>()) {
        let published = published(&leaves, is_part);
        for (sum, parts) in published.lattice.sums() {
            let members = parts.iter().chain([sum]);
            let secret = members.filter(|place| published.is_secret(**place)).count();
            prop_assert_ne!(secret, 1, "one sum tells a part of {:?}", published.lattice.places()[*sum]);
            let hidden: Vec<i64> = parts.iter().filter(|place| published.is_secret(**place)).map(|place| published.people[*place]).collect();
            if published.hidden[*sum].is_none() && !hidden.is_empty() {
                prop_assert!(hidden.iter().sum::<i64>() >= 10, "a sum tells that {:?} are {:?}", hidden, published.lattice.places()[*sum]);
            }
        }
        prop_assert_eq!(published.told(), vec![]);
        // What is shown is never small.
        for (place, hidden) in published.hidden.iter().enumerate() {
            let people = published.people[place];
            prop_assert!(hidden.is_some() || people == 0 || people >= 10);
        }
    }
}

#[test]
fn the_attack_finds_what_is_not_protected() {
    let leaves: Vec<Drawn> = [(0, 12), (1, 4), (2, 20)]
        .map(|(n, people)| ((0, n, 0), (people, 0), (5, 20)))
        .to_vec();
    let mut published = published(&leaves, false);
    assert_eq!(published.told(), vec![]);
    for hidden in &mut published.hidden {
        if *hidden == Some(Reason::Complementary) {
            *hidden = None;
        }
    }
    assert!(!published.told().is_empty());
}
