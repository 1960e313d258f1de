//! All rows of a list, some hundred at a time: for what leaves the house whole, as an export does.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, Select};

use super::{Keys, Window, bounded, ordered};
use crate::error::Result;

/// Rows a statement.
const ROWS: u64 = 500;

/// A walk through all rows of a list in one order. Memory stays flat, and no transaction is held: what is written meanwhile
/// is seen where the walk has not been yet.
pub struct Scan<E: EntityTrait> {
    select: Select<E>,
    keys: Keys<E>,
    after: Option<String>,
    is_done: bool,
}

impl<E: EntityTrait> Scan<E> {
    /// A walk through what `select` finds, in the order of `keys`.
    pub fn new(select: Select<E>, keys: Keys<E>) -> Self {
        Self {
            select,
            keys,
            after: None,
            is_done: false,
        }
    }

    /// The next rows; empty at the end.
    ///
    /// # Errors
    /// Database errors.
    pub async fn next(&mut self, conn: &impl ConnectionTrait) -> Result<Vec<E::Model>> {
        if self.is_done {
            return Ok(Vec::new());
        }
        let after = self.after.take();
        let window = Window {
            rows: ROWS,
            backward: false,
            after: after.as_deref(),
            before: None,
        };
        let select = bounded(self.select.clone(), &self.keys, &window)?;
        let rows = ordered(select, &self.keys, false)
            .limit(window.rows + 2)
            .all(conn)
            .await?;
        let slice = self.keys.page(rows, |row| row, &window);
        self.is_done = !slice.has_next;
        self.after = slice.rows.last().map(|(cursor, _)| cursor.clone());
        Ok(slice.rows.into_iter().map(|(_, row)| row).collect())
    }
}
