//! How a measure is made: counted at every place, hidden for what it holds, then with what would tell it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entities::{employment::ExitQuarter, ids::ProgramId};

use super::{
    Count,
    employers::{Bounds, Part},
    rows::{OfLeaf, Rows},
};
use crate::{
    app::Cx,
    config::Floors,
    error::Result,
    outcomes::{
        reads::{self, ByEmployer, Completed, Employed, Employing},
        suppression::{Cell, Employers, Lattice, Place, Reason, complement, primary},
    },
};

/// A count at every place of the lattice, and why it is hidden where it is.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub(super) people: Vec<i64>,
    pub(super) hidden: Vec<Option<Reason>>,
}

impl Measure {
    pub(super) fn at(&self, place: usize) -> Count {
        self.hidden[place].map_or(Ok(self.people[place]), Err)
    }
}

/// What all measures are made from.
pub(super) struct Maker<'a> {
    pub(super) cx: &'a Cx,
    pub(super) lattice: &'a Lattice,
    pub(super) floors: Floors,
}

/// What a measure is a part of.
pub(super) struct Within<'a> {
    /// The group whose hiding hides it.
    pub(super) group: &'a Measure,
    /// The people of whom it is a share.
    pub(super) whole: &'a [i64],
    /// Where it is due; everywhere when none.
    pub(super) due: Option<&'a [bool]>,
}

impl Maker<'_> {
    fn leaf(&self, row: &impl OfLeaf) -> Option<usize> {
        let (program, year) = row.leaf();
        self.lattice.find(Place::ProgramYear(program, year))
    }

    /// A value at each leaf, from rows that tell their leaf.
    fn of_leaves<'r, R: OfLeaf + 'r, V: Clone + Default>(
        &self,
        rows: impl IntoIterator<Item = &'r R>,
        value: impl Fn(&R) -> V,
    ) -> Vec<V> {
        let mut values = vec![V::default(); self.lattice.leaves().len()];
        for row in rows {
            if let Some(leaf) = self.leaf(row) {
                values[leaf] = value(row);
            }
        }
        values
    }

    /// A count at every place.
    pub(super) fn leaves<'r, R: OfLeaf + 'r>(
        &self,
        rows: impl IntoIterator<Item = &'r R>,
        people: impl Fn(&R) -> i64,
    ) -> Vec<i64> {
        self.lattice.summed(&self.of_leaves(rows, people))
    }

    /// Where a quarter after exit has ended for somebody: exits before that day.
    pub(super) fn due(&self, rows: &Rows, exits_before: NaiveDate) -> Vec<bool> {
        let is_due = |row: &Completed| i64::from(row.first_exit.is_some_and(|day| day < exits_before));
        let due = self.leaves(&rows.completed, is_due);
        due.into_iter().map(|leaves| leaves > 0).collect()
    }

    /// A group itself.
    pub(super) fn group(&self, people: &[i64]) -> Measure {
        let cell = |people: &i64| Cell {
            people: *people,
            ..Cell::default()
        };
        let hidden = people.iter().map(|people| primary(self.floors, cell(people)));
        self.complemented(people, hidden.collect())
    }

    /// Skill gains: of how many participants is not known. Where none is recorded there is nothing to count.
    pub(super) fn gains(&self, people: &[i64]) -> Measure {
        let reason = |people: &i64| {
            let cell = Cell {
                people: *people,
                employers: None,
                whole: (*people == 0).then_some(0),
            };
            primary(self.floors, cell)
        };
        self.complemented(people, people.iter().map(reason).collect())
    }

    /// A part of a group.
    pub(super) fn part(
        &self,
        people: &[i64],
        employers: Option<&[Employers]>,
        within: &Within<'_>,
    ) -> Measure {
        let reason = |place: usize| {
            let is_due = within.due.is_none_or(|due| due[place]);
            let cell = Cell {
                people: people[place],
                employers: employers.map(|employers| employers[place]),
                whole: Some(within.whole[place]),
            };
            match within.group.hidden[place] {
                Some(reason) => Some(reason),
                None if !is_due => Some(Reason::NotYetDue),
                None => primary(self.floors, cell),
            }
        };
        self.complemented(people, (0..self.lattice.len()).map(reason).collect())
    }

    fn complemented(&self, people: &[i64], mut hidden: Vec<Option<Reason>>) -> Measure {
        complement(self.lattice, self.floors, people, &mut hidden);
        Measure {
            people: people.to_vec(),
            hidden,
        }
    }

    /// Hires, and those in the occupation trained for.
    pub(super) async fn hires(&self, rows: &Rows, within: &Within<'_>) -> Result<[Measure; 2]> {
        let people = self.leaves(&rows.hired, |row| row.people);
        let in_field = self.leaves(&rows.hired, |row| row.in_field);
        let bounds = self.bounds(&rows.hiring, Employing::all, &people);
        let bounds_in_field = self.bounds(&rows.hiring, Employing::in_field, &in_field);
        let mut programs = bounds.programs(self.lattice);
        programs.extend(bounds_in_field.programs(self.lattice));
        let programs: Vec<ProgramId> = programs.into_iter().collect();
        let each = reads::hires_by_employer(self.cx, &programs).await?;
        let parts = self.parts(&each, |row| row.people);
        let employers = bounds.settled(self.lattice, &parts);
        let hired = self.part(&people, Some(&employers), within);
        let parts = self.parts(&each, |row| row.people_in_field);
        let employers = bounds_in_field.settled(self.lattice, &parts);
        let of_hired = Within {
            group: &hired,
            whole: &hired.people,
            due: None,
        };
        let in_field = self.part(&in_field, Some(&employers), &of_hired);
        Ok([hired, in_field])
    }

    /// Employment in the second and in the fourth quarter after exit.
    pub(super) async fn employment(&self, rows: &Rows, within: &[Within<'_>; 2]) -> Result<[Measure; 2]> {
        let quarters = [ExitQuarter::Q2, ExitQuarter::Q4];
        let people = quarters.map(|quarter| {
            let rows = rows.employed.iter().filter(|row| row.quarter == quarter);
            self.leaves(rows, |row: &Employed| row.people)
        });
        let bounds = [0, 1].map(|number| {
            let of_quarter = |row: &&Employing| row.quarter == Some(quarters[number]);
            let rows = rows.employing.iter().filter(of_quarter);
            self.bounds(rows, Employing::all, &people[number])
        });
        let programs = bounds.iter().flat_map(|bounds| bounds.programs(self.lattice));
        let programs: BTreeSet<ProgramId> = programs.collect();
        let programs: Vec<ProgramId> = programs.into_iter().collect();
        let each = reads::employment_by_employer(self.cx, &programs).await?;
        let [second, fourth] = bounds;
        let measure = |number: usize, bounds: Bounds| {
            let of_quarter = |row: &&ByEmployer| row.quarter == Some(quarters[number]);
            let parts = self.parts(each.iter().filter(of_quarter), |row| row.people);
            let employers = bounds.settled(self.lattice, &parts);
            self.part(&people[number], Some(&employers), &within[number])
        };
        Ok([measure(0, second), measure(1, fourth)])
    }

    fn bounds<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r Employing>,
        employers: impl Fn(&Employing) -> Employers,
        people: &[i64],
    ) -> Bounds {
        Bounds::new(
            self.lattice,
            self.floors,
            &self.of_leaves(rows, employers),
            people,
        )
    }

    fn parts<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r ByEmployer>,
        people: impl Fn(&ByEmployer) -> i64,
    ) -> Vec<Part> {
        let part = |row: &ByEmployer| {
            Some(Part {
                leaf: self.leaf(row)?,
                employer: row.employer_id,
                people: people(row),
            })
        };
        let parts = rows.into_iter().filter_map(part);
        parts.filter(|part| part.people > 0).collect()
    }
}
