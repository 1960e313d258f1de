//! The same page under each of many parents, in one statement.

use std::{collections::HashMap, hash::Hash};

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Select,
    sea_query::{Alias, Expr, Func, Query, WindowStatement},
};

use super::{Keys, PageArgs, Slice, bounded, ordered};
use crate::error::Result;

/// Fetches the same page under each of many parents, in one statement.
///
/// `select` is already filtered to the parents; `parent` is the column that names them and `key` reads it.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn fetch_each<E: EntityTrait, K: Eq + Hash>(
    conn: &impl ConnectionTrait,
    select: Select<E>,
    parent: E::Column,
    key: impl Fn(&E::Model) -> Option<K>,
    keys: &Keys<E>,
    args: &PageArgs,
) -> Result<HashMap<K, Slice<E::Model>>> {
    let rows = each(select, parent, keys, args)?.all(conn).await?;
    let rows = rows.into_iter().filter_map(|row| Some((key(&row)?, row, ())));
    let slices = slices(rows, keys, args)?;
    Ok(slices
        .into_iter()
        .map(|(key, slice)| (key, slice.map(|(row, ())| row)))
        .collect())
}

/// The statement of [`fetch_each`], for a caller who reads other tables along: it joins them (with `join` and `select_also`)
/// and hands the rows to [`slices`]. `parent` may be a column of a table that `select` joins.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page.
pub fn each<E: EntityTrait>(
    select: Select<E>,
    parent: impl ColumnTrait,
    keys: &Keys<E>,
    args: &PageArgs,
) -> Result<Select<E>> {
    let window = args.window()?;
    let id = keys.sorts[keys.sorts.len() - 1].column;
    let mut places = WindowStatement::partition_by(parent.as_column_ref());
    for sort in &keys.sorts {
        places.order_by(
            sort.column.as_column_ref(),
            Keys::<E>::order(sort, window.backward),
        );
    }
    let mut ranked = bounded(select, keys, &window)?.select_only().column(id);
    let (ranks, inner) = (Alias::new("ranked"), Alias::new("place"));
    QuerySelect::query(&mut ranked).expr_window_as(Func::cust("ROW_NUMBER"), places, inner.clone());
    let mut chosen = Query::select();
    chosen
        .column(id)
        .from_subquery(sea_orm::QueryTrait::into_query(ranked), ranks)
        .and_where(Expr::col(inner).lte(i64::try_from(window.rows + 2).unwrap_or(i64::MAX)));
    let chosen = E::find().filter(id.in_subquery(chosen));
    Ok(ordered(chosen, keys, window.backward))
}

/// The pages that the rows of [`each`] make, by parent; what was read along stays beside its row.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page.
#[expect(
    clippy::type_complexity,
    reason = "a page of rows, each with what was read along, by parent"
)]
pub fn slices<E: EntityTrait, K: Eq + Hash, T>(
    rows: impl IntoIterator<Item = (K, E::Model, T)>,
    keys: &Keys<E>,
    args: &PageArgs,
) -> Result<HashMap<K, Slice<(E::Model, T)>>> {
    let window = args.window()?;
    let mut groups: HashMap<K, Vec<(E::Model, T)>> = HashMap::new();
    for (key, row, along) in rows {
        groups.entry(key).or_default().push((row, along));
    }
    Ok(groups
        .into_iter()
        .map(|(key, rows)| (key, keys.page(rows, |(row, _)| row, &window)))
        .collect())
}
