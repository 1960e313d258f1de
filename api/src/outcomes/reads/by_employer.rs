//! Counts by employer: how many there are behind a count, and how much of it the largest one is.

use entities::{
    employment::{self, ExitQuarter},
    hire,
    ids::{EmployerId, ProgramId},
    program,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, FromQueryResult, QueryFilter, QueryResult, QuerySelect,
    QueryTrait, Select,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};

use super::{hires, in_field, measured};
use crate::{
    app::Cx,
    db::MOST_INSERTED,
    error::Result,
    outcomes::suppression::{Employers, Place},
};

/// Zero, as wide as a count.
const NONE: &str = "CAST(0 AS bigint)";

/// How many employers are behind a count of a program and year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Employing {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// Employers.
    pub employers: i64,
    /// People of the one that has most.
    pub largest: i64,
    /// Employers who hired in the occupation trained for; of employment none.
    pub employers_in_field: i64,
    /// People of the one that has most of those; of employment none.
    pub largest_in_field: i64,
    /// Which quarter, of employment.
    pub quarter: Option<ExitQuarter>,
}

impl Employing {
    /// All of them.
    pub fn all(&self) -> Employers {
        Employers {
            distinct: self.employers,
            largest: self.largest,
        }
    }

    /// Those who hired in the occupation trained for.
    pub fn in_field(&self) -> Employers {
        Employers {
            distinct: self.employers_in_field,
            largest: self.largest_in_field,
        }
    }
}

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

fn hires_each(cx: &Cx) -> Select<hire::Entity> {
    use hire::Column as C;
    let people = Expr::col(C::CompleterId.as_column_ref()).count_distinct();
    hires(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear, C::EmployerId])
        .column_as(people, "people")
        .column_as(in_field().count_distinct(), "people_in_field")
        .column_as(Expr::cust("NULL"), "quarter")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .group_by(C::EmployerId)
}

/// Nobody stands twice with an employer in a quarter.
fn employment_each(cx: &Cx) -> Select<employment::Entity> {
    use employment::Column as C;
    measured(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear, C::Quarter, C::EmployerId])
        .column_as(Expr::col(C::CompleterId.as_column_ref()).count(), "people")
        .column_as(Expr::cust(NONE), "people_in_field")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .group_by(C::Quarter)
        .group_by(C::EmployerId)
}

/// The people at each employer who hired from these programs, some hundred programs a statement.
///
/// # Errors
/// Database errors.
pub async fn hires_by_employer(cx: &Cx, programs: &[ProgramId]) -> Result<Vec<ByEmployer>> {
    let mut all = Vec::new();
    for some in programs.chunks(MOST_INSERTED) {
        let rows = hires_each(cx).filter(hire::Column::ProgramId.is_in(some.iter().copied()));
        all.extend(read(cx, &rows.into_query()).await?);
    }
    Ok(all)
}

/// The people at each employer who employs completers of these programs, some hundred programs a statement.
///
/// # Errors
/// Database errors.
pub async fn employment_by_employer(cx: &Cx, programs: &[ProgramId]) -> Result<Vec<ByEmployer>> {
    let mut all = Vec::new();
    for some in programs.chunks(MOST_INSERTED) {
        let rows = employment_each(cx).filter(employment::Column::ProgramId.is_in(some.iter().copied()));
        all.extend(read(cx, &rows.into_query()).await?);
    }
    Ok(all)
}

/// The employers behind the hires of each program and year.
///
/// # Errors
/// Database errors.
pub async fn employers_of_hires(cx: &Cx) -> Result<Vec<Employing>> {
    let in_field = Func::cust("NULLIF").args([Expr::col(Alias::new("people_in_field")), Expr::cust("0")]);
    let mut select = summed(hires_each(cx).into_query(), &["program_id", "program_year"]);
    select
        .expr_as(Expr::from(in_field).count(), "employers_in_field")
        .expr_as(Expr::col(Alias::new("people_in_field")).max(), "largest_in_field")
        .expr_as(Expr::cust("NULL"), "quarter");
    read(cx, &select).await
}

/// The employers behind the employment of each program, year and quarter.
///
/// # Errors
/// Database errors.
pub async fn employers_of_employment(cx: &Cx) -> Result<Vec<Employing>> {
    let by = ["program_id", "program_year", "quarter"];
    let mut select = summed(employment_each(cx).into_query(), &by);
    select
        .expr_as(Expr::cust(NONE), "employers_in_field")
        .expr_as(Expr::cust(NONE), "largest_in_field");
    read(cx, &select).await
}

fn summed(each: SelectStatement, by: &[&'static str]) -> SelectStatement {
    let mut select = Query::select();
    for column in by {
        let column = Alias::new(*column);
        select.column(column.clone()).add_group_by([Expr::col(column)]);
    }
    select
        .expr_as(Expr::col(Alias::new("employer_id")).count(), "employers")
        .expr_as(Expr::col(Alias::new("people")).max(), "largest")
        .from_subquery(each, "by_employer");
    select
}

/// How many different employers hired, at each of the places of one level: programs, providers or years. None for everybody.
///
/// # Errors
/// Database errors.
pub async fn hiring_employers(cx: &Cx, like: Place) -> Result<Vec<(Place, i64)>> {
    use hire::Column as C;
    let count = Expr::col(C::EmployerId.as_column_ref()).count_distinct();
    let mut select = hires(cx).select_only().column_as(count, "employers");
    let is_provider = matches!(like, Place::Provider(_) | Place::ProviderYear(..));
    if matches!(like, Place::Program(_) | Place::ProgramYear(..)) {
        select = select.column(C::ProgramId).group_by(C::ProgramId);
    }
    if matches!(
        like,
        Place::Year(_) | Place::ProviderYear(..) | Place::ProgramYear(..)
    ) {
        select = select.column(C::ProgramYear).group_by(C::ProgramYear);
    }
    let mut select = select.into_query();
    if is_provider {
        let of_program = Expr::col(program::Column::Id.as_column_ref()).equals(C::ProgramId.as_column_ref());
        select
            .inner_join(program::Entity, of_program)
            .expr_as(
                Expr::col(program::Column::AgencyId.as_column_ref()),
                "provider_id",
            )
            .add_group_by([Expr::col(program::Column::AgencyId.as_column_ref())]);
    }
    let rows = cx.app.db.read().query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((place(row, like)?, row.try_get("", "employers")?)))
        .collect()
}

/// The place of a row, of the same level as another one.
fn place(row: &QueryResult, like: Place) -> Result<Place> {
    Ok(match like {
        Place::ProgramYear(..) => {
            Place::ProgramYear(row.try_get("", "program_id")?, row.try_get("", "program_year")?)
        }
        Place::Program(_) => Place::Program(row.try_get("", "program_id")?),
        Place::ProviderYear(..) => {
            Place::ProviderYear(row.try_get("", "provider_id")?, row.try_get("", "program_year")?)
        }
        Place::Provider(_) => Place::Provider(row.try_get("", "provider_id")?),
        Place::Year(_) => Place::Year(row.try_get("", "program_year")?),
        Place::All => Place::All,
    })
}

async fn read<T: FromQueryResult>(cx: &Cx, select: &SelectStatement) -> Result<Vec<T>> {
    let rows = cx.app.db.read().query_all(select).await?;
    let rows: std::result::Result<Vec<T>, _> = rows.iter().map(|row| T::from_query_result(row, "")).collect();
    Ok(rows?)
}
