//! Walking through a list.

use std::io;

use sea_orm::{DbErr, PaginatorTrait as _};

use super::{
    format::Format,
    kinds::{Kind, List, of_list},
};
use crate::{app::Cx, error::Error, paging::Scan, policy::Action};

/// How far an export has come: records written, and records there were when it began.
pub type OnProgress<'a> = &'a dyn Fn(u64, u64);

/// Why an export ended early.
#[derive(Debug)]
pub enum Stop {
    /// The actor may not, or the database does not answer.
    Refused(Error),
    /// The file cannot be written.
    Unwritten(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<DbErr> for Stop {
    fn from(error: DbErr) -> Self {
        Self::Refused(error.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

/// Writes all live records of a list that the actor may see; how many there were.
///
/// # Errors
/// `FORBIDDEN` for who may not take data out; when the file cannot be written; database errors.
pub async fn export(cx: &Cx, list: List, to: &mut dyn Format, progress: OnProgress<'_>) -> Result<u64, Stop> {
    cx.may(Action::DataExport)?;
    of_list!(list, walk(cx, to, progress))
}

async fn walk<K: Kind>(cx: &Cx, to: &mut dyn Format, progress: OnProgress<'_>) -> Result<u64, Stop> {
    let (conn, select) = (cx.app.db.read(), K::select(cx));
    let total = select.clone().count(conn).await?;
    to.head(K::COLUMNS)?;
    let (mut scan, mut written) = (Scan::new(select, K::keys()), 0);
    loop {
        progress(written, total);
        let rows = scan.next(conn).await?;
        if rows.is_empty() {
            to.end()?;
            return Ok(written);
        }
        for line in K::lines(cx, rows).await? {
            to.line(line)?;
            written += 1;
        }
    }
}
