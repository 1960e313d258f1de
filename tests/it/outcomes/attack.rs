//! An attacker who knows every sum, and perhaps the counts of one provider: no hidden count follows from what is shown, by one
//! sum or by all of them together.

use std::collections::BTreeSet;

use api::{
    config::Floors,
    outcomes::suppression::{
        Figures, Lattice, Leaf, Place, Reason, Shares, blur, complement, complement_within, primary,
    },
};
use entities::ids::{AgencyId, EmployerId, ProgramId};
use proptest::{collection::vec, prelude::*};
use sea_orm::prelude::Uuid;

/// Large enough that no coefficient of these systems vanishes by chance.
const PRIME: i128 = 2_305_843_009_213_693_951;

/// Hidden leaves of a table that is tried out.
const MOST_TRIED: usize = 8;

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
    let shares: Vec<Shares> = lattice.leaves().iter().map(|leaf| shares(at(leaf))).collect();
    let employers = lattice.gathered(&shares);
    let figures = Figures {
        people: &people,
        employers: is_part.then_some(&employers),
        whole: is_part.then_some(&whole),
        within: None,
    };
    let mut hidden: Vec<Option<Reason>> = (0..lattice.len())
        .map(|place| primary(floors, figures.cell(place)))
        .collect();
    complement(&lattice, floors, &figures, &mut hidden);
    blur(&lattice, &people, &mut hidden);
    Published {
        lattice,
        people,
        hidden,
    }
}

/// The people at each employer: one has a share, and the others the rest. Some employers are behind several leaves.
fn shares((of, (people, _), (distinct, share)): &Drawn) -> Shares {
    let largest = people * share / 100;
    let rest = people - largest;
    let mut shares = Shares::new();
    for n in 0..*distinct {
        let others = (*distinct - 1).max(1);
        let people = match n {
            0 if *distinct == 1 => *people,
            0 => largest,
            1 => rest - rest / others * (others - 1),
            _ => rest / others,
        };
        let employer = u128::try_from(n).expect("a number") + u128::from(of.1) * 2;
        if people > 0 {
            shares.push((EmployerId::from_uuid(Uuid::from_u128(employer)), people));
        }
    }
    shares
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

    /// Whose the count at a place is.
    fn owner(&self, place: usize) -> Option<AgencyId> {
        let leaves = self.lattice.leaves();
        match self.lattice.places()[place] {
            Place::ProgramYear(program, _) | Place::Program(program) => {
                let leaf = leaves.iter().find(|leaf| leaf.program == program);
                leaf.map(|leaf| leaf.provider)
            }
            Place::ProviderYear(provider, _) | Place::Provider(provider) => Some(provider),
            Place::Year(_) | Place::All => None,
        }
    }

    /// Hidden from a reader who knows the counts of one provider, or of none.
    fn is_unknown(&self, place: usize, knows: Option<AgencyId>) -> bool {
        self.is_secret(place) && (knows.is_none() || self.owner(place) != knows)
    }

    fn providers(&self) -> BTreeSet<AgencyId> {
        self.lattice.leaves().iter().map(|leaf| leaf.provider).collect()
    }

    /// The places whose counts the sums tell together.
    fn told(&self, knows: Option<AgencyId>) -> Vec<Place> {
        let told = told(&[self], knows).into_iter().map(|(_, place)| place);
        // That everybody is what is shown of all others, and what one knows of itself, is no news.
        told.filter(|place| knows.is_none() || is_owned(*place)).collect()
    }
}

impl Published {
    /// The places whose counts can be but one number by all sums, as one is the least that a hidden count is where anybody is in it:
    /// found by trying. Where there are other numbers there are some that differ by one at most.
    fn told_by_trying(&self, knows: Option<AgencyId>) -> Vec<Place> {
        let leaves = self.lattice.leaves().len();
        let is_open = |place: usize| self.people[place] > 0 && self.is_unknown(place, knows);
        let open: Vec<usize> = (0..leaves).filter(|leaf| is_open(*leaf)).collect();
        if open.len() > MOST_TRIED {
            return Vec::new();
        }
        let mut told: BTreeSet<usize> = (0..self.lattice.len()).filter(|place| is_open(*place)).collect();
        let tries = 3_usize.pow(u32::try_from(open.len()).expect("a few"));
        for number in 0..tries {
            let mut of_leaves = self.people[..leaves].to_vec();
            let mut rest = number;
            for leaf in &open {
                of_leaves[*leaf] += [0, 1, -1][rest % 3];
                rest /= 3;
            }
            let people = self.lattice.summed(&of_leaves);
            let fits = |place: usize| {
                if is_open(place) {
                    people[place] > 0
                } else {
                    people[place] == self.people[place]
                }
            };
            if (0..self.lattice.len()).all(fits) {
                told.retain(|place| people[*place] == self.people[*place]);
            }
        }
        let places = told.into_iter().map(|place| self.lattice.places()[place]);
        places
            .filter(|place| knows.is_none() || is_owned(*place))
            .collect()
    }
}

/// Whether the count at a place is that of one provider.
fn is_owned(place: Place) -> bool {
    !matches!(place, Place::Year(_) | Place::All)
}

/// The counts (by number) and their places that the sums tell together, by elimination. The second count lies in the first:
/// where nobody is between them it is known that they are equal.
fn told(counts: &[&Published], knows: Option<AgencyId>) -> Vec<(usize, Place)> {
    let lattice = &counts[0].lattice;
    let numbers = counts.iter().enumerate();
    let secrets: Vec<(usize, usize)> = numbers
        .flat_map(|(number, count)| {
            let unknown = (0..lattice.len()).filter(|place| count.is_unknown(*place, knows));
            unknown.map(move |place| (number, place)).collect::<Vec<_>>()
        })
        .collect();
    let row = |members: &mut dyn Iterator<Item = ((usize, usize), i128)>| {
        let mut row = vec![0; secrets.len()];
        for (member, sign) in members {
            if let Some(column) = secrets.iter().position(|secret| *secret == member) {
                row[column] = sign;
            }
        }
        row
    };
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for number in 0..counts.len() {
        for (sum, parts) in lattice.sums() {
            let parts = parts.iter().map(|part| ((number, *part), PRIME - 1));
            rows.push(row(&mut parts.chain([((number, *sum), 1)])));
        }
    }
    if let [outer, inner] = counts {
        for place in (0..lattice.len()).filter(|place| outer.people[*place] == inner.people[*place]) {
            rows.push(row(&mut [((0, place), 1), ((1, place), PRIME - 1)].into_iter()));
        }
    }
    eliminate(&mut rows, secrets.len());
    let alone = rows
        .iter()
        .filter(|row| row.iter().filter(|value| **value != 0).count() == 1);
    let column = |row: &Vec<i128>| row.iter().position(|value| *value != 0);
    let told = alone.filter_map(column).map(|column| secrets[column]);
    told.map(|(number, place)| (number, lattice.places()[place]))
        .collect()
}

fn eliminate(rows: &mut [Vec<i128>], columns: usize) {
    let mut done = 0;
    for column in 0..columns {
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
        prop_assert_eq!(published.told(None), vec![]);
        for provider in published.providers() {
            prop_assert_eq!(published.told(Some(provider)), vec![]);
            for (sum, parts) in published.lattice.sums() {
                let others: Vec<usize> = parts.iter().copied().filter(|place| published.is_unknown(*place, Some(provider))).collect();
                if published.hidden[*sum].is_none() && published.owner(*sum).is_none() && !others.is_empty() {
                    let left: i64 = others.iter().map(|place| published.people[*place]).sum();
                    prop_assert!(left >= 10 || !is_part && left == 0, "{:?} tells {:?} that others are {}", published.lattice.places()[*sum], provider, left);
                }
            }
        }
        // Nor does it follow from what counts can be.
        for knows in published.providers().into_iter().map(Some).chain([None]) {
            prop_assert_eq!(published.told_by_trying(knows), vec![]);
        }
        // What is shown is never small.
        for (place, hidden) in published.hidden.iter().enumerate() {
            let people = published.people[place];
            prop_assert!(hidden.is_some() || people == 0 || people >= 10);
        }
    }

    #[test]
    fn two_counts_of_which_one_lies_in_the_other_tell_nothing_together(leaves in drawn(), between in vec(prop_oneof![2 => Just(0_i64), 1 => 1..12_i64, 1 => 10..40_i64], 18)) {
        let inner = published(&leaves, false);
        let of_leaves: Vec<i64> = inner.lattice.leaves().iter().zip(&between).enumerate().map(|(leaf, (_, between))| inner.people[leaf] + between).collect();
        let people = inner.lattice.summed(&of_leaves);
        let mut inner = Published { hidden: Vec::new(), ..inner };
        let mut outer = Published { lattice: inner.lattice.clone(), people, hidden: Vec::new() };
        let figures = Figures { people: &outer.people, ..Figures::default() };
        let within = Figures { people: &inner.people, within: Some(&outer.people), ..Figures::default() };
        for (figures, hidden) in [(&figures, &mut outer.hidden), (&within, &mut inner.hidden)] {
            *hidden = (0..inner.lattice.len()).map(|place| primary(Floors::default(), figures.cell(place))).collect();
        }
        complement_within(&inner.lattice, Floors::default(), (&figures, &mut outer.hidden), (&within, &mut inner.hidden));
        prop_assert_eq!(told(&[&outer, &inner], None), vec![]);
        for provider in inner.providers() {
            let told = told(&[&outer, &inner], Some(provider));
            let of_others: Vec<_> = told.into_iter().filter(|(_, place)| is_owned(*place)).collect();
            prop_assert_eq!(of_others, vec![]);
        }
        for place in 0..inner.lattice.len() {
            let between = outer.people[place] - inner.people[place];
            let is_shown = outer.hidden[place].is_none() && inner.hidden[place].is_none();
            prop_assert!(!is_shown || between == 0 || between >= 10);
        }
    }
}

#[test]
fn the_attack_finds_what_is_not_protected() {
    let leaves: Vec<Drawn> = [(0, 12), (1, 4), (2, 20)]
        .map(|(n, people)| ((0, n, 0), (people, 0), (5, 20)))
        .to_vec();
    let mut published = published(&leaves, false);
    assert_eq!(published.told(None), vec![]);
    for (hidden, people) in published.hidden.iter_mut().zip(&published.people) {
        if *people == 12 {
            *hidden = None;
        }
    }
    assert!(!published.told(None).is_empty());
    // One and one of two are told by their sum.
    let leaves: Vec<Drawn> = [(0, 1), (1, 1), (2, 20)]
        .map(|(n, people)| ((0, n, 0), (people, 0), (5, 20)))
        .to_vec();
    let mut published = self::published(&leaves, false);
    assert_eq!(published.told_by_trying(None), vec![]);
    for (hidden, people) in published.hidden.iter_mut().zip(&published.people) {
        *hidden = (*people == 1).then_some(Reason::SmallN);
    }
    assert_eq!(published.told_by_trying(None).len(), 4);
}
