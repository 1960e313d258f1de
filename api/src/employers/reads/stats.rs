//! Employers counted in groups, each kind of grouping in one statement.

use std::collections::BTreeMap;

use entities::{
    agency,
    employer::{self, EmployerStatus},
    ids::AgencyId,
};
use sea_orm::{
    ColumnTrait, Condition, EntityName, ExprTrait, QuerySelect, Select,
    sea_query::{Alias, Expr, Func, JoinType},
};

use crate::{
    app::Cx,
    codes::naics,
    error::{Error, Result},
    policy::{self, Action},
};

/// How many employers each NAICS sector has: 31, 32 and 33 are one. None stands for employers without a code.
///
/// # Errors
/// Database errors.
pub async fn by_sector(
    cx: &Cx,
    select: Select<employer::Entity>,
) -> Result<Vec<(Option<&'static str>, i32)>> {
    let digits = Alias::new("sector_digits");
    let code = Expr::col(employer::COLUMN.naics_sort.as_column_ref());
    // Grouped by its name: PostgreSQL takes two equal expressions with parameters for different ones.
    let part = Func::cust("substr").args([code, Expr::val(1), Expr::val(2)]);
    let mut select = select.select_only().expr_as(part, "sector_digits");
    QuerySelect::query(&mut select).add_group_by([Expr::col(digits)]);
    let rows: Vec<(String, i64)> = select
        .column_as(employer::Column::Id.count(), "employers")
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    let mut sectors: BTreeMap<Option<&'static str>, i64> = BTreeMap::new();
    for (digits, count) in rows {
        let sector = naics::SECTORS
            .iter()
            .find(|(key, _)| naics::sector(&digits) == Some(*key));
        *sectors.entry(sector.map(|(key, _)| *key)).or_default() += count;
    }
    sectors
        .into_iter()
        .map(|(key, count)| Ok((key, whole(count)?)))
        .collect()
}

/// How many employers each status has.
///
/// # Errors
/// Database errors.
pub async fn by_status(cx: &Cx, select: Select<employer::Entity>) -> Result<Vec<(EmployerStatus, i32)>> {
    let rows: Vec<(EmployerStatus, i64)> = select
        .select_only()
        .column(employer::Column::Status)
        .column_as(employer::Column::Id.count(), "employers")
        .group_by(employer::Column::Status)
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    rows.into_iter()
        .map(|(key, count)| Ok((key, whole(count)?)))
        .collect()
}

/// How many employers each agency leads, with its name where the actor may see agencies.
///
/// # Errors
/// Database errors.
pub async fn by_lead_agency(
    cx: &Cx,
    select: Select<employer::Entity>,
) -> Result<Vec<(Option<AgencyId>, Option<String>, i32)>> {
    let id = Expr::col(agency::Column::Id.as_column_ref());
    let joined = Condition::all()
        .add(ExprTrait::eq(
            Expr::col(employer::Column::LeadAgencyId.as_column_ref()),
            id,
        ))
        .add(policy::visible_shared(&cx.actor, Action::AgencyRead));
    let mut select = select
        .select_only()
        .column(employer::Column::LeadAgencyId)
        .column(agency::Column::Name)
        .column_as(employer::Column::Id.count(), "employers")
        .group_by(employer::Column::LeadAgencyId)
        .group_by(agency::Column::Name);
    QuerySelect::query(&mut select).join(JoinType::LeftJoin, agency::Entity.table_ref(), joined);
    let rows: Vec<(Option<AgencyId>, Option<String>, i64)> =
        select.into_tuple().all(cx.app.db.read()).await?;
    rows.into_iter()
        .map(|(key, name, count)| Ok((key, name, whole(count)?)))
        .collect()
}

fn whole(count: i64) -> Result<i32> {
    i32::try_from(count).map_err(Error::internal)
}
