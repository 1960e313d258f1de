//! Totals of contributions, summed by the database.

use entities::{
    contribution,
    ids::{AgencyId, EmployerId, ProgramId, RoleTypeId},
    values::Money,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, FromQueryResult, QueryFilter, QueryResult,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Func},
};

use crate::{
    app::Cx,
    error::{Error, Result, UserErrorCode},
};

/// Groups an answer may hold.
const MOST_GROUPS: usize = 1_000;

/// What contributions are totalled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The agency whose record it is.
    Agency,
    /// Who gave.
    Employer,
    /// The program that had the benefit.
    Program,
    /// The role it is evidence of.
    RoleType,
    /// What was done.
    Activity,
    /// The calendar year of the day.
    Year,
    /// All in one.
    None,
}

/// What a total belongs to; none inside where the contributions do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// An agency.
    Agency(AgencyId),
    /// An employer.
    Employer(EmployerId),
    /// A program.
    Program(Option<ProgramId>),
    /// A role type.
    RoleType(Option<RoleTypeId>),
    /// An activity.
    Activity(Option<contribution::Activity>),
    /// A calendar year.
    Year(Option<i32>),
    /// Everything.
    All,
}

/// The sums of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sums {
    /// Contributions.
    pub count: i64,
    /// Different employers.
    pub employers: i64,
    /// People who took part.
    pub people: i64,
    /// Hours, in hundredths.
    pub hours: i64,
    /// Hours that interns worked, in hundredths.
    pub internship_hours: i64,
    /// Cash.
    pub cash: Money,
    /// Equipment.
    pub equipment: Money,
    /// Scholarships.
    pub scholarship: Money,
    /// Stipends.
    pub stipend: Money,
    /// Anything else.
    pub other: Money,
}

/// The totals of the live contributions the actor may see that a filter finds. Groups with most contributions come first;
/// years and activities come in their own order; what belongs to no group comes last.
///
/// # Errors
/// `LIMIT` when there are more than a thousand groups; database errors.
pub async fn totals(cx: &Cx, filter: Condition, by: GroupBy) -> Result<Vec<(Group, Sums)>> {
    let mut select = summed(super::live(cx).filter(filter));
    if let Some(column) = group_expr(by) {
        let limit = u64::try_from(MOST_GROUPS + 1).map_err(Error::internal)?;
        select = select.column_as(column.clone(), "grouped").limit(limit);
        QuerySelect::query(&mut select).add_group_by([column]);
    }
    let rows = cx.app.db.read().query_all(&select.into_query()).await?;
    if rows.len() > MOST_GROUPS {
        let message = format!("This makes more than {MOST_GROUPS} groups; narrow it by a filter.");
        return Err(Error::user(UserErrorCode::Limit, "groupBy", message));
    }
    let read = |row: &QueryResult| Ok((group(row, by)?, Sums::from_query_result(row, "")?));
    let mut totals = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    totals.sort_by_cached_key(|(group, sums)| order(*group, sums.count));
    Ok(totals)
}

/// `SUM` of integers is NUMERIC on PostgreSQL and NULL over no rows on both.
fn summed(select: Select<contribution::Entity>) -> Select<contribution::Entity> {
    use contribution::Column as C;
    let sum = |column: C| {
        let sum = Expr::col(column.as_column_ref()).sum();
        Expr::from(Func::coalesce([sum, Expr::cust("0")])).cast_as("bigint")
    };
    select
        .select_only()
        .column_as(C::Id.count(), "count")
        .column_as(
            Expr::col(C::EmployerId.as_column_ref()).count_distinct(),
            "employers",
        )
        .column_as(sum(C::People), "people")
        .column_as(sum(C::HoursHundredths), "hours")
        .column_as(sum(C::InternshipHoursHundredths), "internship_hours")
        .column_as(sum(C::CashCents), "cash")
        .column_as(sum(C::EquipmentCents), "equipment")
        .column_as(sum(C::ScholarshipCents), "scholarship")
        .column_as(sum(C::StipendCents), "stipend")
        .column_as(sum(C::OtherCents), "other")
}

fn group_expr(by: GroupBy) -> Option<Expr> {
    use contribution::Column as C;
    let column = match by {
        GroupBy::Agency => C::AgencyId,
        GroupBy::Employer => C::EmployerId,
        GroupBy::Program => C::ProgramId,
        GroupBy::RoleType => C::RoleTypeId,
        GroupBy::Activity => C::Activity,
        GroupBy::Year => return Some(year()),
        GroupBy::None => return None,
    };
    Some(Expr::col(column.as_column_ref()))
}

/// The year of the day as text: a day is `YYYY-MM-DD` as text on both databases.
fn year() -> Expr {
    let day = Expr::col(contribution::Column::ContributedOn.as_column_ref()).cast_as("text");
    Func::cust("SUBSTR")
        .args([day, Expr::cust("1"), Expr::cust("4")])
        .into()
}

fn group(row: &QueryResult, by: GroupBy) -> Result<Group> {
    let name = "grouped";
    Ok(match by {
        GroupBy::Agency => Group::Agency(row.try_get("", name)?),
        GroupBy::Employer => Group::Employer(row.try_get("", name)?),
        GroupBy::Program => Group::Program(row.try_get("", name)?),
        GroupBy::RoleType => Group::RoleType(row.try_get("", name)?),
        GroupBy::Activity => Group::Activity(row.try_get("", name)?),
        GroupBy::Year => {
            let year: Option<String> = row.try_get("", name)?;
            Group::Year(
                year.map(|year| year.parse())
                    .transpose()
                    .map_err(Error::internal)?,
            )
        }
        GroupBy::None => Group::All,
    })
}

/// Whether it is the rest, its own place, how many it holds, and its id to break ties.
fn order(group: Group, count: i64) -> (bool, i32, i64, Option<uuid::Uuid>) {
    let place = |activity| {
        use sea_orm::Iterable as _;
        let all = contribution::Activity::iter();
        (0..)
            .zip(all)
            .find_map(|(place, one)| (one == activity).then_some(place))
    };
    match group {
        Group::Agency(id) => (false, 0, -count, Some(id.uuid())),
        Group::Employer(id) => (false, 0, -count, Some(id.uuid())),
        Group::Program(id) => (id.is_none(), 0, -count, id.map(ProgramId::uuid)),
        Group::RoleType(id) => (id.is_none(), 0, -count, id.map(RoleTypeId::uuid)),
        Group::Activity(activity) => (activity.is_none(), activity.and_then(place).unwrap_or(0), 0, None),
        Group::Year(year) => (year.is_none(), year.unwrap_or(0), 0, None),
        Group::All => (false, 0, 0, None),
    }
}
