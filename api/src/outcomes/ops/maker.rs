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
        suppression::{Employers, Figures, Lattice, Place, Reason, complement, complement_within, primary},
    },
};

/// A count at every place of the lattice, and why it is hidden where it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Measure {
    pub(super) people: Vec<i64>,
    pub(super) hidden: Vec<Option<Reason>>,
    employers: Option<Vec<Employers>>,
    whole: Option<Vec<i64>>,
}

impl Measure {
    fn figures(&self) -> Figures<'_> {
        Figures {
            people: &self.people,
            employers: self.employers.as_deref(),
            whole: self.whole.as_deref(),
            within: None,
        }
    }

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
    pub(super) fn group(&self, people: Vec<i64>) -> Measure {
        let mut group = Measure {
            people,
            ..Measure::default()
        };
        let hidden = (0..self.lattice.len()).map(|place| primary(self.floors, group.figures().cell(place)));
        group.hidden = hidden.collect();
        self.complemented(group)
    }

    /// Skill gains: of how many participants is not known. Where none is recorded there is nothing to count.
    pub(super) fn gains(&self, people: Vec<i64>) -> Measure {
        let mut gains = self.group(people);
        for (reason, people) in gains.hidden.iter_mut().zip(&gains.people) {
            if *people == 0 {
                *reason = Some(Reason::NotAvailable);
            }
        }
        gains
    }

    /// A part of a group.
    pub(super) fn part(
        &self,
        people: &[i64],
        employers: Option<&[Employers]>,
        within: &Within<'_>,
    ) -> Measure {
        let mut part = Measure {
            people: people.to_vec(),
            hidden: Vec::new(),
            employers: employers.map(<[Employers]>::to_vec),
            whole: Some(within.whole.to_vec()),
        };
        part.hidden = self.reasons(&part.figures(), within);
        self.complemented(part)
    }

    /// A part of a group that lies in another part and is set against it: what the two tell together is hidden of both.
    pub(super) fn part_within(&self, people: Vec<i64>, outer: &mut Measure, within: &Within<'_>) -> Measure {
        let mut part = Measure {
            people,
            whole: Some(within.whole.to_vec()),
            ..Measure::default()
        };
        let figures = Figures {
            within: Some(&outer.people),
            ..part.figures()
        };
        let mut hidden = self.reasons(&figures, within);
        let mut outer_hidden = outer.hidden.clone();
        complement_within(
            self.lattice,
            self.floors,
            (&outer.figures(), &mut outer_hidden),
            (&figures, &mut hidden),
        );
        outer.hidden = outer_hidden;
        part.hidden = hidden;
        part
    }

    /// Why a part of a group is hidden for itself.
    fn reasons(&self, figures: &Figures<'_>, within: &Within<'_>) -> Vec<Option<Reason>> {
        let reason = |place: usize| {
            let is_due = within.due.is_none_or(|due| due[place]);
            match within.group.hidden[place] {
                Some(reason) => Some(reason),
                None if !is_due => Some(Reason::NotYetDue),
                None => primary(self.floors, figures.cell(place)),
            }
        };
        (0..self.lattice.len()).map(reason).collect()
    }

    fn complemented(&self, mut measure: Measure) -> Measure {
        let mut hidden = std::mem::take(&mut measure.hidden);
        complement(self.lattice, self.floors, &measure.figures(), &mut hidden);
        measure.hidden = hidden;
        measure
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
