//! Affirmations as evidence of roles: the last one of each employer about credentials, and about competencies.

use chrono::NaiveDate;
use entities::affirmation;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, Func, OverStatement as _, Query, SelectStatement, WindowStatement},
};

use crate::{app::Cx, error::Result};

/// The last live affirmation the actor may see of each of these employers, one about a credential and one about an edition of a
/// list of competencies; with a day those by that day.
///
/// # Errors
/// Database errors.
pub async fn last_evidence(
    cx: &Cx,
    employers: SelectStatement,
    by: Option<NaiveDate>,
) -> Result<Vec<affirmation::Model>> {
    use affirmation::Column as C;
    let mut ranked = super::live(cx)
        .filter(C::EmployerId.in_subquery(employers))
        .filter(Condition::all().add_option(by.map(|day| C::AffirmedOn.lte(day))))
        .select_only()
        .column(C::Id);
    let mut places = WindowStatement::new();
    places
        .add_partition_by(Expr::col(C::EmployerId.as_column_ref()))
        .add_partition_by(Expr::col(C::CredentialId.as_column_ref()).is_null())
        .order_by(C::AffirmedOn.as_column_ref(), Order::Desc)
        .order_by(C::Id.as_column_ref(), Order::Desc);
    let (ranks, place) = (Alias::new("ranked"), Alias::new("place"));
    QuerySelect::query(&mut ranked).expr_window_as(Func::cust("ROW_NUMBER"), places, place.clone());
    let mut last = Query::select();
    last.column(C::Id)
        .from_subquery(ranked.into_query(), ranks)
        .and_where(Expr::col(place).eq(1));
    let rows = affirmation::Entity::find().filter(C::Id.in_subquery(last));
    Ok(rows.all(cx.app.db.read()).await?)
}
