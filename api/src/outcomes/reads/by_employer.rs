//! Counts by employer: whom a count tells of beside its people.

use entities::{
    employment::{self, ExitQuarter},
    hire,
    ids::{EmployerId, ProgramId},
};
use sea_orm::{ColumnTrait, ExprTrait, FromQueryResult, QuerySelect, sea_query::Expr};

use super::{hires, in_field, measured};
use crate::{app::Cx, error::Result};

/// People of a program and year at one employer.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ByEmployer {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// The employer.
    pub employer_id: EmployerId,
    /// People.
    pub people: i64,
    /// Those hired in the occupation trained for; of employment none.
    pub people_in_field: i64,
    /// Which quarter, of employment.
    pub quarter: Option<ExitQuarter>,
}

/// The people at each employer who hired, of each program and year.
///
/// # Errors
/// Database errors.
pub async fn hires_by_employer(cx: &Cx) -> Result<Vec<ByEmployer>> {
    use hire::Column as C;
    let people = Expr::col(C::CompleterId.as_column_ref()).count_distinct();
    Ok(hires(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear, C::EmployerId])
        .column_as(people, "people")
        .column_as(in_field().count_distinct(), "people_in_field")
        .column_as(Expr::cust("NULL"), "quarter")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .group_by(C::EmployerId)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}

/// The people at each employer who employs completers, of each program, year and quarter. Nobody stands twice with an employer
/// in a quarter.
///
/// # Errors
/// Database errors.
pub async fn employment_by_employer(cx: &Cx) -> Result<Vec<ByEmployer>> {
    use employment::Column as C;
    Ok(measured(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear, C::Quarter, C::EmployerId])
        .column_as(Expr::col(C::CompleterId.as_column_ref()).count(), "people")
        .column_as(Expr::cust("CAST(0 AS bigint)"), "people_in_field")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .group_by(C::Quarter)
        .group_by(C::EmployerId)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}
