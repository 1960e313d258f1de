//! Totals of openings over employers, summed by the database.

use entities::{
    engagement::EngagementVisibility,
    opening::{Column as C, OpeningKind},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{
    app::Cx,
    employers,
    error::{Error, Result, UserErrorCode},
};

/// Employers that must stand behind a total at least.
pub const LEAST_EMPLOYERS: i64 = 3;
/// Groups an answer may hold.
const MOST_GROUPS: usize = 1_000;

/// The sums of an occupation.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sums {
    /// The occupation.
    pub soc_code: String,
    /// Different employers with openings.
    pub opening_employers: i64,
    /// Different employers with forecasts.
    pub forecast_employers: i64,
    /// Positions of openings that are not filled.
    pub open: i64,
    /// Positions of openings that are filled.
    pub filled: i64,
    /// Positions of forecasts.
    pub forecast: i64,
}

/// The totals by occupation of the live openings and forecasts that the whole network may see and a filter finds, in the order
/// of the codes, without those whose last day is over and those of employers in the trash: what an agency keeps to itself is in
/// no total, also not in one that the agency asks for.
///
/// # Errors
/// `LIMIT` when there are more than a thousand groups; database errors.
pub async fn totals(cx: &Cx, filter: Condition) -> Result<Vec<Sums>> {
    let limit = u64::try_from(MOST_GROUPS + 1).map_err(Error::internal)?;
    let column = |column: C| Expr::col(column.as_column_ref());
    let open = column(C::Positions).sub(column(C::Filled));
    let last_day_is_ahead = Condition::any()
        .add(C::ClosesOn.is_null())
        .add(C::ClosesOn.gte(cx.app.clock.today()));
    let rows = super::live(cx)
        .filter(C::Visibility.eq(EngagementVisibility::Network))
        .filter(C::EmployerId.in_subquery(employers::reads::live_ids()))
        .filter(last_day_is_ahead)
        .filter(filter)
        .select_only()
        .column(C::SocCode)
        .column_as(distinct_employers(OpeningKind::Opening), "opening_employers")
        .column_as(distinct_employers(OpeningKind::Forecast), "forecast_employers")
        .column_as(sum(OpeningKind::Opening, open), "open")
        .column_as(sum(OpeningKind::Opening, column(C::Filled)), "filled")
        .column_as(sum(OpeningKind::Forecast, column(C::Positions)), "forecast")
        .group_by(C::SocCode)
        .order_by_asc(C::SocCode)
        .limit(limit)
        .into_model::<Sums>()
        .all(cx.app.db.read())
        .await?;
    if rows.len() > MOST_GROUPS {
        let message = format!("This makes more than {MOST_GROUPS} groups; narrow it by a filter.");
        return Err(Error::user(UserErrorCode::Limit, "groupBy", message));
    }
    Ok(rows)
}

/// The value where the row is of that kind, else NULL.
fn of_kind(kind: OpeningKind, value: Expr) -> Expr {
    let is_it = Expr::col(C::Kind.as_column_ref()).eq(kind);
    CaseStatement::new().case(is_it, value).into()
}

/// `SUM` of integers is NUMERIC on PostgreSQL and NULL over no rows on both.
fn sum(kind: OpeningKind, value: Expr) -> Expr {
    let sum = of_kind(kind, value).sum();
    Expr::from(Func::coalesce([sum, Expr::cust("0")])).cast_as("bigint")
}

fn distinct_employers(kind: OpeningKind) -> Expr {
    of_kind(kind, Expr::col(C::EmployerId.as_column_ref())).count_distinct()
}
