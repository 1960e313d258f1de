//! The rows that outcomes are made from, grouped by the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::ids::{AgencyId, ProgramId};

use super::{Part, Wanted};
use crate::{
    app::Cx,
    error::Result,
    outcomes::{
        reads::{self, ByEmployer, Completed, Employed, Employing, Gained, Hired, Retained},
        suppression::{Lattice, Leaf},
    },
};

/// The rows that were read, those that nobody asks for empty.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) completed: Vec<Completed>,
    providers: HashMap<ProgramId, AgencyId>,
    pub(super) hired: Vec<Hired>,
    pub(super) hiring: Vec<Employing>,
    pub(super) employed: Vec<Employed>,
    pub(super) employing: Vec<Employing>,
    pub(super) retained: Vec<Retained>,
    pub(super) gained: Vec<Gained>,
}

impl Rows {
    pub(super) async fn read(cx: &Cx, wanted: &Wanted, exited_before: NaiveDate) -> Result<Self> {
        let placements = async {
            if wanted.has(Part::Hires) {
                return tokio::try_join!(reads::hired(cx), reads::employers_of_hires(cx));
            }
            Ok((Vec::new(), Vec::new()))
        };
        let employment = async {
            if wanted.has(Part::Employment) {
                return tokio::try_join!(reads::employed(cx), reads::employers_of_employment(cx));
            }
            Ok((Vec::new(), Vec::new()))
        };
        let retention = async {
            // Retention hides employment, too: that must not depend on what is asked.
            if wanted.has(Part::Employment) || wanted.has(Part::Retention) {
                let successor_counts = cx.app.config.completers.successor_counts;
                return reads::retention(cx, exited_before, successor_counts).await;
            }
            Ok(Vec::new())
        };
        let (completed, providers, (hired, hiring), (employed, employing), retained, gained) = tokio::try_join!(
            reads::completed(cx),
            reads::providers(cx),
            placements,
            employment,
            retention,
            reads::gained(cx)
        )?;
        Ok(Self {
            completed,
            providers: providers.into_iter().collect(),
            hired,
            hiring,
            employed,
            employing,
            retained,
            gained,
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

of_leaf!(
    Completed, Hired, Employed, Employing, ByEmployer, Retained, Gained
);
