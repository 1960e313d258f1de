//! Contributions as evidence: the last one of each employer for each role.

use chrono::NaiveDate;
use entities::{contribution, ids::PartnershipId};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, Func, OverStatement as _, Query, SelectStatement, WindowStatement},
};

use crate::{app::Cx, error::Result};

/// The last live contribution the actor may see of each of these employers for each role, and for each of these partnerships
/// and none: what was given to another partnership is left out. With a day those by that day, undated ones left out.
///
/// # Errors
/// Database errors.
pub async fn last_evidence(
    cx: &Cx,
    employers: SelectStatement,
    partnerships: &[PartnershipId],
    by: Option<NaiveDate>,
) -> Result<Vec<contribution::Model>> {
    use contribution::Column as C;
    let here = Condition::any()
        .add(C::PartnershipId.is_null())
        .add(C::PartnershipId.is_in(partnerships.iter().copied()));
    let mut ranked = super::live(cx)
        .filter(C::RoleTypeId.is_not_null())
        .filter(C::EmployerId.in_subquery(employers))
        .filter(here)
        .filter(Condition::all().add_option(by.map(|day| C::ContributedOn.lte(day))))
        .select_only()
        .column(C::Id);
    let mut places = WindowStatement::new();
    for column in [C::EmployerId, C::RoleTypeId, C::PartnershipId] {
        places.add_partition_by(Expr::col(column.as_column_ref()));
    }
    places
        .order_by(C::SortOn.as_column_ref(), Order::Desc)
        .order_by(C::Id.as_column_ref(), Order::Desc);
    let (ranks, place) = (Alias::new("ranked"), Alias::new("place"));
    QuerySelect::query(&mut ranked).expr_window_as(Func::cust("ROW_NUMBER"), places, place.clone());
    let mut last = Query::select();
    last.column(C::Id)
        .from_subquery(ranked.into_query(), ranks)
        .and_where(Expr::col(place).eq(1));
    let rows = contribution::Entity::find().filter(C::Id.in_subquery(last));
    Ok(rows.all(cx.app.db.read()).await?)
}
