//! Who employed a completer after exit, as GraphQL shows it.

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use entities::employment;

use super::{Employment, ExitQuarter};
use crate::{
    app::Cx,
    completers::quarters::{self, Quarter},
    scalars::Date,
};

/// The employment of a completer after exit.
pub struct EmploymentAfterExit {
    exited_on: NaiveDate,
    is_same_employer: Option<bool>,
    quarters: [QuarterAfterExit; 2],
}

/// A quarter after exit and what was found in it.
pub struct QuarterAfterExit {
    quarter: employment::ExitQuarter,
    days: Quarter,
    is_none_found: bool,
    employment: Vec<Employment>,
}

impl EmploymentAfterExit {
    /// From the employment on record, by quarter and in its order.
    pub fn new(exited_on: NaiveDate, rows: Vec<employment::Model>, is_same_employer: Option<bool>) -> Self {
        let (second, fourth) = rows
            .into_iter()
            .partition(|row| row.quarter == employment::ExitQuarter::Q2);
        Self {
            exited_on,
            is_same_employer,
            quarters: [
                QuarterAfterExit::new(exited_on, employment::ExitQuarter::Q2, second),
                QuarterAfterExit::new(exited_on, employment::ExitQuarter::Q4, fourth),
            ],
        }
    }

    /// All that was found, to be filled.
    pub(crate) fn employment_mut(&mut self) -> impl Iterator<Item = &mut Employment> {
        self.quarters
            .iter_mut()
            .flat_map(|quarter| quarter.employment.iter_mut())
    }
}

impl QuarterAfterExit {
    fn new(exited_on: NaiveDate, quarter: employment::ExitQuarter, rows: Vec<employment::Model>) -> Self {
        Self {
            quarter,
            days: quarters::after_exit(exited_on, quarter),
            is_none_found: rows.iter().any(|row| row.employer_id.is_none()),
            employment: rows.into_iter().map(Employment::new).collect(),
        }
    }
}

/// Who employed a completer in the second and fourth quarter after exit.
#[Object]
impl EmploymentAfterExit {
    /// The second and the fourth quarter after exit, in this order.
    async fn quarters(&self) -> &[QuarterAfterExit] {
        &self.quarters
    }

    /// Whether an employer of unsubsidized work in the second quarter recurs in the fourth: by the FEIN or state account that was
    /// matched, else by the record of the employer; a recorded successor counts where the deployment says so. Null without such work in
    /// the second quarter, and until somebody has looked at the fourth.
    async fn is_same_employer(&self) -> Option<bool> {
        self.is_same_employer
    }

    /// The program year, by the year in which it begins, whose report asks for employment in the second quarter after this exit.
    async fn second_quarter_program_year(&self) -> i32 {
        quarters::reported_in(self.exited_on, employment::ExitQuarter::Q2)
    }

    /// The program year, by the year in which it begins, whose report asks for employment in the fourth quarter after this exit and
    /// for retention with the same employer.
    async fn fourth_quarter_program_year(&self) -> i32 {
        quarters::reported_in(self.exited_on, employment::ExitQuarter::Q4)
    }
}

/// A quarter after exit, and who was found to employ the completer in it.
#[Object]
impl QuarterAfterExit {
    /// Which quarter.
    async fn quarter(&self) -> ExitQuarter {
        self.quarter.into()
    }

    /// Its first day.
    async fn from(&self) -> Date {
        Date(self.days.from)
    }

    /// Its last day.
    async fn to(&self) -> Date {
        Date(self.days.to)
    }

    /// Whether it has begun (by the day in UTC), so that employment in it can be recorded.
    async fn is_due(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        Ok(Cx::of(ctx)?.app.clock.today() >= self.days.from)
    }

    /// Whether somebody looked and found nobody.
    async fn is_none_found(&self) -> bool {
        self.is_none_found
    }

    /// What is on record, in the order it was recorded; empty until somebody has looked.
    async fn employment(&self) -> &[Employment] {
        &self.employment
    }
}
