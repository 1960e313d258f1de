//! Selects of openings and forecasts, always through the policy.

mod totals;

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{CredentialId, OpeningId},
    opening, opening_requirement,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, LikeExpr},
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    shared::periods,
    text,
};

pub use totals::{LEAST_EMPLOYERS, Sums, totals};

/// The openings the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<opening::Entity> {
    use opening::Column as C;
    let labels = [C::Visibility, C::AgencyId, C::UserId];
    opening::Entity::find().filter(policy::visible_labelled(&cx.actor, Action::OpeningRead, labels))
}

/// The live openings the actor may see.
pub fn live(cx: &Cx) -> Select<opening::Entity> {
    visible(cx).filter(opening::Column::TrashedAt.is_null())
}

/// The openings the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<opening::Entity> {
    let column = opening::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One opening, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: OpeningId) -> Result<opening::Model> {
    db::found(visible(cx).filter(opening::Column::Id.eq(id)).one(conn).await?)
}

/// These openings, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[OpeningId]) -> Result<HashMap<OpeningId, opening::Model>> {
    let select = visible(cx).filter(opening::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The requirements of these openings, as far as the actor may see the openings, in their order.
///
/// # Errors
/// Database errors.
pub async fn requirements(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: &[OpeningId],
) -> Result<Vec<opening_requirement::Model>> {
    use opening_requirement::Column as C;
    let seen = visible(cx).select_only().column(opening::Column::Id).into_query();
    Ok(opening_requirement::Entity::find()
        .filter(C::OpeningId.is_in(ids.iter().copied()))
        .filter(C::OpeningId.in_subquery(seen))
        .order_by_asc(C::OpeningId)
        .order_by_asc(C::Place)
        .all(conn)
        .await?)
}

/// Openings that ask for one of these credentials, however strongly.
pub fn asking_for(credentials: impl IntoIterator<Item = CredentialId>) -> Condition {
    let asking = opening_requirement::Entity::find()
        .select_only()
        .column(opening_requirement::Column::OpeningId)
        .filter(opening_requirement::Column::CredentialId.is_in(credentials))
        .into_query();
    Condition::all().add(opening::Column::Id.in_subquery(asking))
}

/// Openings of an occupation as it is stored, or of a group of occupations: `29-1141`, `29-1140`, `29-1000`, `29-0000`.
pub fn of_occupation(code: &str) -> Condition {
    // The zeros at the end of a group's code stand for whatever is in it.
    let prefix = code.trim_end_matches('0');
    let pattern = LikeExpr::new(format!("{}%", text::escape_like(prefix))).escape('\\');
    let column = opening::Column::SocCode;
    Condition::all().add(Expr::col(column.as_column_ref()).like(pattern))
}

/// Openings that are open, or whose horizon holds, on a day.
pub fn open_on(day: NaiveDate) -> Condition {
    periods::holding_on(opening::Column::OpensOn, opening::Column::ClosesOn, day)
}

/// An order of openings, the latest first day first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<opening::Column>>) -> Keys<opening::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(opening::Column::OpensOn));
    }
    Keys::new(sorts, opening::Column::Id)
}

/// A page of openings and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<opening::Entity>,
    sorts: Vec<Sort<opening::Column>>,
    args: &PageArgs,
) -> Result<(Slice<opening::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
