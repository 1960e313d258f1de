//! The rows that outcomes are made from, grouped by the database and read at one moment.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    employment::ExitQuarter,
    ids::{AgencyId, ProgramId},
};

use super::due::exits_due_before;
use crate::{
    app::Cx,
    error::Result,
    outcomes::{
        reads::{self, ByEmployer, Completed, Employed, Gained, Hired, Retained},
        suppression::{Lattice, Leaf},
    },
};

/// The rows that were read.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) completed: Vec<Completed>,
    providers: HashMap<ProgramId, AgencyId>,
    pub(super) hired: Vec<Hired>,
    pub(super) hiring: Vec<ByEmployer>,
    pub(super) employed: Vec<Employed>,
    pub(super) employing: Vec<ByEmployer>,
    pub(super) retained: Vec<Retained>,
    pub(super) gained: Vec<Gained>,
}

impl Rows {
    pub(super) async fn read(cx: &Cx, as_of: NaiveDate) -> Result<Self> {
        let exited_before = exits_due_before(as_of, ExitQuarter::Q4);
        let successor_counts = cx.app.config.completers.successor_counts;
        Ok(Self {
            completed: reads::completed(cx).await?,
            providers: reads::providers(cx).await?.into_iter().collect(),
            hired: reads::hired(cx).await?,
            hiring: reads::hires_by_employer(cx).await?,
            employed: reads::employed(cx).await?,
            employing: reads::employment_by_employer(cx).await?,
            retained: reads::retention(cx, exited_before, successor_counts).await?,
            gained: reads::gained(cx).await?,
        })
    }

    /// The places of all that was read. Hires and employment are of completers, gains have programs and years of their own.
    pub(super) fn lattice(&self) -> Lattice {
        let completed = self
            .completed
            .iter()
            .map(|row| (row.program_id, row.program_year));
        let gained = self.gained.iter().map(|row| (row.program_id, row.program_year));
        Lattice::new(completed.chain(gained).filter_map(|(program, year)| {
            Some(Leaf {
                program,
                year,
                provider: *self.providers.get(&program)?,
            })
        }))
    }
}

/// A row that tells its program and year.
pub(super) trait OfLeaf {
    fn leaf(&self) -> (ProgramId, i32);
}

macro_rules! of_leaf {
    ($($row:ident),+) => {
        $(impl OfLeaf for $row {
            fn leaf(&self) -> (ProgramId, i32) {
                (self.program_id, self.program_year)
            }
        })+
    };
}

of_leaf!(Completed, Hired, Employed, ByEmployer, Retained, Gained);
