//! Lists as keyset connections: 25 by default, 100 at most, no offsets.
//!
//! A cursor holds the sort values of a row, its id as tie-break, and the order it belongs to; under another order it is
//! refused. Sort columns are NOT NULL, because NULLs sort first in SQLite and last in PostgreSQL. Visibility is part of the
//! given select, before paging: a page is never short because of it.

mod cursor;
mod each;
mod graphql;
mod scan;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, ModelTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Value, sea_query::Expr,
};

use crate::{
    app::Cx,
    error::{Error, Result},
    prefetch::Arguments,
};
use cursor::Cursor;
pub use cursor::Place;
pub use each::{each, fetch_each, slices};
pub use graphql::{Connection, Count, Edge, PageInfo, SortDirection};
pub use scan::Scan;

/// Rows a page holds when the caller does not say.
pub const DEFAULT_ROWS: i32 = 25;
/// Rows a page may hold at most.
pub const MOST_ROWS: i32 = 100;

/// Which page is wanted, as the arguments of a connection say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageArgs {
    /// The first so many rows.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// The last so many rows.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl PageArgs {
    /// The page of a connection that only pages forward.
    pub fn forward(first: Option<i32>, after: Option<String>) -> Self {
        Self {
            first,
            after,
            ..Self::default()
        }
    }

    /// The page that look-ahead sees in a field's arguments.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self {
            first: arguments.get("first"),
            after: arguments.get("after"),
            last: arguments.get("last"),
            before: arguments.get("before"),
        }
    }

    /// How many rows, and after which cursor, for a list that pages forward and is put together by hand.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when a number is out of range.
    pub fn forward_window(&self) -> Result<(u64, Option<&str>)> {
        let window = self.window()?;
        Ok((window.rows, window.after))
    }

    /// How many rows, and from which end.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when both ends are asked for or a number is out of range.
    fn window(&self) -> Result<Window<'_>> {
        let backward = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(Error::invalid("last", "Ask for first or for last, not for both."));
            }
            (None, Some(_)) => true,
            _ => false,
        };
        if self.after.is_some() && self.before.is_some() {
            return Err(Error::invalid("before", "Give after or before, not both."));
        }
        let name = if backward { "last" } else { "first" };
        let rows = self.first.or(self.last).unwrap_or(DEFAULT_ROWS);
        if !(1..=MOST_ROWS).contains(&rows) {
            return Err(Error::invalid(
                name,
                format!("{name} must be from 1 to {MOST_ROWS}."),
            ));
        }
        let rows = u64::try_from(rows).map_err(Error::internal)?;
        let backward = backward || self.before.is_some() && self.first.is_none();
        Ok(Window {
            rows,
            backward,
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        })
    }
}

struct Window<'a> {
    rows: u64,
    backward: bool,
    after: Option<&'a str>,
    before: Option<&'a str>,
}

/// A column to sort by; NOT NULL.
#[derive(Clone, Copy, Debug)]
pub struct Sort<C> {
    /// The column.
    pub column: C,
    /// From large to small.
    pub descending: bool,
}

impl<C> Sort<C> {
    /// From small to large.
    pub fn ascending(column: C) -> Self {
        Self {
            column,
            descending: false,
        }
    }

    /// From large to small.
    pub fn descending(column: C) -> Self {
        Self {
            column,
            descending: true,
        }
    }

    /// In the direction a client asks for.
    pub fn directed(column: C, direction: SortDirection) -> Self {
        Self {
            column,
            descending: direction == SortDirection::Desc,
        }
    }
}

/// A page of rows with their cursors, and whether there is more on either side.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// The rows, each with its cursor.
    pub rows: Vec<(String, T)>,
    /// Whether rows come before.
    pub has_previous: bool,
    /// Whether rows come after.
    pub has_next: bool,
}

impl<T> Slice<T> {
    /// No rows.
    pub fn empty() -> Self {
        Self {
            rows: Vec::new(),
            has_previous: false,
            has_next: false,
        }
    }

    /// The same page with every row made into something else.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Slice<U> {
        let rows = self
            .rows
            .into_iter()
            .map(|(cursor, row)| (cursor, make(row)))
            .collect();
        Slice {
            rows,
            has_previous: self.has_previous,
            has_next: self.has_next,
        }
    }
}

/// An order: the sort columns and the id that breaks ties.
pub struct Keys<E: EntityTrait> {
    sorts: Vec<Sort<E::Column>>,
}

impl<E: EntityTrait> Keys<E> {
    /// The given sorts, then `id` in the direction of the last of them.
    pub fn new(mut sorts: Vec<Sort<E::Column>>, id: E::Column) -> Self {
        let descending = sorts.last().is_some_and(|sort| sort.descending);
        sorts.push(Sort {
            column: id,
            descending,
        });
        Self { sorts }
    }

    fn encode(&self, row: &E::Model) -> String {
        let values = self.sorts.iter().map(|sort| row.get(sort.column)).collect();
        Cursor {
            order: self.name(),
            values,
        }
        .encode()
    }

    fn decode(&self, name: &str, text: &str) -> Result<Vec<Value>> {
        let kinds: Vec<_> = self
            .sorts
            .iter()
            .map(|sort| sort.column.def().get_column_type().clone())
            .collect();
        Cursor::decode(text, &self.name(), &kinds)
            .map(|cursor| cursor.values)
            .ok_or_else(|| {
                Error::invalid(
                    name,
                    format!("{name} is not a cursor of this list in this order."),
                )
            })
    }

    fn name(&self) -> String {
        use sea_orm::IdenStatic as _;
        let sign = |sort: &Sort<E::Column>| if sort.descending { "-" } else { "+" };
        self.sorts
            .iter()
            .flat_map(|sort| [sort.column.as_str(), sign(sort)])
            .collect()
    }

    /// Rows at or beyond the cursor. The row of the cursor itself tells whether something lies on the other side.
    fn at_or_beyond(&self, values: &[Value], backward: bool) -> Condition {
        let column = |place: usize| Expr::col(self.sorts[place].column.as_column_ref());
        let descends = |place: usize| self.sorts[place].descending != backward;
        let last = self.sorts.len() - 1;
        if (0..=last).all(|place| descends(place) == descends(0)) {
            let row = Expr::tuple((0..=last).map(column).collect::<Vec<_>>());
            let edge = Expr::tuple(values.iter().cloned().map(Expr::val).collect::<Vec<_>>());
            return Condition::all().add(if descends(0) { row.lte(edge) } else { row.gte(edge) });
        }
        let mut any = Condition::any();
        for place in 0..=last {
            let mut all = Condition::all();
            for (before, value) in values.iter().enumerate().take(place) {
                all = all.add(column(before).eq(value.clone()));
            }
            let value = values[place].clone();
            let beyond = match (descends(place), place == last) {
                (true, true) => column(place).lte(value),
                (true, false) => column(place).lt(value),
                (false, true) => column(place).gte(value),
                (false, false) => column(place).gt(value),
            };
            any = any.add(all.add(beyond));
        }
        any
    }

    fn order(sort: &Sort<E::Column>, backward: bool) -> Order {
        if sort.descending == backward {
            Order::Asc
        } else {
            Order::Desc
        }
    }

    fn page<T>(&self, rows: Vec<T>, row: impl Fn(&T) -> &E::Model, window: &Window<'_>) -> Slice<T> {
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|one| (self.encode(row(&one)), one))
            .collect();
        let edge = if window.backward {
            window.before
        } else {
            window.after
        };
        let behind = edge.is_some();
        if rows
            .first()
            .is_some_and(|(cursor, _)| Some(cursor.as_str()) == edge)
        {
            rows.remove(0);
        }
        let limit = usize::try_from(window.rows).unwrap_or(usize::MAX);
        let ahead = rows.len() > limit;
        rows.truncate(limit);
        if window.backward {
            rows.reverse();
            Slice {
                rows,
                has_previous: ahead,
                has_next: behind,
            }
        } else {
            Slice {
                rows,
                has_previous: behind,
                has_next: ahead,
            }
        }
    }
}

/// Fetches a page in one statement.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn fetch<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: Select<E>,
    keys: &Keys<E>,
    args: &PageArgs,
) -> Result<Slice<E::Model>> {
    let window = args.window()?;
    let select = bounded(select, keys, &window)?;
    let rows = ordered(select, keys, window.backward)
        .limit(window.rows + 2)
        .all(conn)
        .await?;
    Ok(keys.page(rows, |row| row, &window))
}

fn bounded<E: EntityTrait>(select: Select<E>, keys: &Keys<E>, window: &Window<'_>) -> Result<Select<E>> {
    let named = [("after", window.after), ("before", window.before)];
    let Some((name, text)) = named.into_iter().find_map(|(name, text)| Some((name, text?))) else {
        return Ok(select);
    };
    let values = keys.decode(name, text)?;
    Ok(select.filter(keys.at_or_beyond(&values, name == "before")))
}

fn ordered<E: EntityTrait>(mut select: Select<E>, keys: &Keys<E>, backward: bool) -> Select<E> {
    for sort in &keys.sorts {
        select = select.order_by(sort.column, Keys::<E>::order(sort, backward));
    }
    select
}

/// Counts rows when a client asks, up to a limit.
pub type Counter = Arc<dyn Fn(u64) -> BoxFuture<'static, Result<u64>> + Send + Sync>;

/// A counter of what `select` finds.
pub fn counter<E: EntityTrait>(cx: &Cx, select: Select<E>) -> Counter
where
    E::Model: Send + Sync + 'static,
    Select<E>: Clone + Send + Sync + 'static,
{
    let cx = cx.clone();
    Arc::new(move |limit| {
        let (cx, select) = (cx.clone(), select.clone());
        Box::pin(async move { Ok(select.limit(limit).count(cx.app.db.read()).await?) })
    })
}
