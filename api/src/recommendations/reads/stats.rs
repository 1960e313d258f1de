//! What became of advice, counted.

use entities::recommendation::{self, RecommendationDisposition};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, Iterable, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr},
};

use crate::{app::Cx, error::Result};

/// Counts of live recommendations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// All of them.
    pub total: i64,
    /// By where they stand, every disposition once, in the order of the way.
    pub by_disposition: Vec<(RecommendationDisposition, i64)>,
    /// Those closed.
    pub closed: i64,
    /// Those whose twelve months are over.
    pub due: i64,
    /// Of those due: closed within their twelve months.
    pub closed_in_time: i64,
}

#[derive(FromQueryResult)]
struct Row {
    disposition: RecommendationDisposition,
    total: i64,
    closed: i64,
    due: i64,
    in_time: i64,
}

/// Counts the live recommendations a filter finds, in one statement.
///
/// # Errors
/// Database errors.
pub async fn stats(cx: &Cx, filter: Condition) -> Result<Stats> {
    use recommendation::Column as C;
    let is_due = || Condition::all().add(C::CloseByOn.lt(cx.app.clock.today()));
    let in_time = is_due().add(Expr::col(C::ClosedOn).lte(Expr::col(C::CloseByOn)));
    let rows: Vec<Row> = super::live(cx)
        .filter(filter)
        .select_only()
        .column(C::Disposition)
        .column_as(C::Id.count(), "total")
        .column_as(C::ClosedOn.count(), "closed")
        .column_as(count_of(is_due()), "due")
        .column_as(count_of(in_time), "in_time")
        .group_by(C::Disposition)
        .into_model()
        .all(cx.app.db.read())
        .await?;
    let count = |disposition| {
        let row = rows.iter().find(|row| row.disposition == disposition);
        (disposition, row.map_or(0, |row| row.total))
    };
    Ok(Stats {
        total: rows.iter().map(|row| row.total).sum(),
        by_disposition: RecommendationDisposition::iter().map(count).collect(),
        closed: rows.iter().map(|row| row.closed).sum(),
        due: rows.iter().map(|row| row.due).sum(),
        closed_in_time: rows.iter().map(|row| row.in_time).sum(),
    })
}

/// How many rows meet a condition: what is NULL is not counted.
fn count_of(condition: Condition) -> SimpleExpr {
    Func::count(CaseStatement::new().case(condition, Expr::val(1))).into()
}
