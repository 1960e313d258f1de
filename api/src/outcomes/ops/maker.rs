//! How a measure is made: counted at every place, hidden for what it holds, then with what would tell it.

use chrono::NaiveDate;
use entities::employment::ExitQuarter;

use super::{
    Count,
    rows::{OfLeaf, Rows},
};
use crate::{
    config::Floors,
    outcomes::{
        reads::{ByEmployer, Completed, Employed},
        suppression::{
            Figures, Lattice, Place, Reason, Shares, blur, complement, complement_within, primary,
        },
    },
};

/// A count at every place of the lattice, and why it is hidden where it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Measure {
    pub(super) people: Vec<i64>,
    pub(super) hidden: Vec<Option<Reason>>,
    employers: Option<Vec<Shares>>,
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

    /// How many employers are behind the count at a place; hidden with it.
    pub(super) fn employers_at(&self, place: usize) -> Count {
        let employers = self.employers.as_ref().map_or(0, |shares| shares[place].len());
        self.at(place)
            .map(|_| i64::try_from(employers).unwrap_or(i64::MAX))
    }
}

/// What all measures are made from.
pub(super) struct Maker<'a> {
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

    /// A count at every place.
    pub(super) fn leaves<'r, R: OfLeaf + 'r>(
        &self,
        rows: impl IntoIterator<Item = &'r R>,
        people: impl Fn(&R) -> i64,
    ) -> Vec<i64> {
        let mut values = vec![0; self.lattice.leaves().len()];
        for row in rows {
            if let Some(leaf) = self.leaf(row) {
                values[leaf] = people(row);
            }
        }
        self.lattice.summed(&values)
    }

    /// The people at each employer at every place.
    fn shares<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r ByEmployer>,
        people: impl Fn(&ByEmployer) -> i64,
    ) -> Vec<Shares> {
        let mut shares = vec![Shares::new(); self.lattice.leaves().len()];
        for row in rows.into_iter().filter(|row| people(row) > 0) {
            if let Some(leaf) = self.leaf(row) {
                shares[leaf].push((row.employer_id, people(row)));
            }
        }
        self.lattice.gathered(&shares)
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
        people: Vec<i64>,
        employers: Option<Vec<Shares>>,
        within: &Within<'_>,
    ) -> Measure {
        let mut part = Measure {
            people,
            hidden: Vec::new(),
            employers,
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
        blur(self.lattice, &outer.people, &mut outer_hidden);
        blur(self.lattice, &part.people, &mut hidden);
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
        blur(self.lattice, &measure.people, &mut hidden);
        measure.hidden = hidden;
        measure
    }

    /// Hires, and those in the occupation trained for.
    pub(super) fn hires(&self, rows: &Rows, within: &Within<'_>) -> [Measure; 2] {
        let people = self.leaves(&rows.hired, |row| row.people);
        let employers = self.shares(&rows.hiring, |row| row.people);
        let hired = self.part(people, Some(employers), within);
        let in_field = self.leaves(&rows.hired, |row| row.in_field);
        let employers = self.shares(&rows.hiring, |row| row.people_in_field);
        let of_hired = Within {
            group: &hired,
            whole: &hired.people,
            due: None,
        };
        let in_field = self.part(in_field, Some(employers), &of_hired);
        [hired, in_field]
    }

    /// Employment in a quarter after exit.
    pub(super) fn employment(&self, rows: &Rows, quarter: ExitQuarter, within: &Within<'_>) -> Measure {
        let of_quarter = rows.employed.iter().filter(|row| row.quarter == quarter);
        let people = self.leaves(of_quarter, |row: &Employed| row.people);
        let of_quarter = rows.employing.iter().filter(|row| row.quarter == Some(quarter));
        let employers = self.shares(of_quarter, |row| row.people);
        self.part(people, Some(employers), within)
    }
}
