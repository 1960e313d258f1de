//! What callers send about outcomes.

use async_graphql::{Enum, InputObject};
use entities::ids::{AgencyId, ProgramId};

use super::ops::{GroupBy, Question};
use crate::scalars::IdOf;

/// What outcomes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "GroupBy")]
pub enum OutcomeGroupBy {
    /// The program.
    Program,
    /// The agency that provides the program.
    Provider,
    /// The program year.
    ProgramYear,
}

/// Which outcomes. There are no freer conditions: what a count hides would follow from the difference of two of them.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OutcomeWhere {
    /// Of this program.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Of the programs that this agency provides.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Of this program year, by the year in which it begins: 2026 is 1 July 2026 to 30 June 2027.
    pub program_year: Option<i32>,
}

impl OutcomeWhere {
    /// The question that it narrows.
    pub fn question(&self, by: OutcomeGroupBy) -> Question {
        Question {
            by: by.into(),
            program: self.program_id.map(IdOf::get),
            provider: self.agency_id.map(IdOf::get),
            year: self.program_year,
            day: None,
        }
    }
}
