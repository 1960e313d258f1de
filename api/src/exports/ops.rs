//! Walking through a list.

use std::{cell::Cell, io};

use entities::{ids::ExportId, subject_type::SubjectType};
use sea_orm::{DbErr, PaginatorTrait as _, Select};

use super::{
    format::Format,
    kinds::{Kind, List, of_list},
};
use crate::{
    app::Cx,
    audit::{self, Event, FieldChange},
    db,
    error::Error,
    paging::Scan,
    policy::Action,
};

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

/// Writes all live records of a list that the actor may see; how many there were. The audit says before the first of them
/// leaves that they are taken out, and at the end how many were.
///
/// # Errors
/// `FORBIDDEN` for who may not take data out; when the file cannot be written; database errors.
pub async fn export(cx: &Cx, list: List, to: &mut dyn Format, progress: OnProgress<'_>) -> Result<u64, Stop> {
    cx.may(Action::DataExport)?;
    of_list!(list, audited(cx, list, to, progress))
}

async fn audited<K: Kind>(
    cx: &Cx,
    list: List,
    to: &mut dyn Format,
    progress: OnProgress<'_>,
) -> Result<u64, Stop> {
    let select = K::select(cx);
    let total = select.clone().count(cx.app.db.read()).await?;
    let id = cx.app.ids.next::<ExportId>();
    note(cx, id, list, "EXPORT_STARTED", total).await?;
    let written = Cell::new(0);
    let done = walk::<K>(cx, select, to, &written, &|count| progress(count, total)).await;
    let action = if done.is_ok() {
        "EXPORTED"
    } else {
        "EXPORT_STOPPED"
    };
    let noted = note(cx, id, list, action, written.get()).await;
    done?;
    noted?;
    Ok(written.get())
}

async fn walk<K: Kind>(
    cx: &Cx,
    select: Select<K::Table>,
    to: &mut dyn Format,
    written: &Cell<u64>,
    progress: &dyn Fn(u64),
) -> Result<(), Stop> {
    let conn = cx.app.db.read();
    to.head(K::COLUMNS)?;
    let mut scan = Scan::new(select, K::keys());
    loop {
        progress(written.get());
        let rows = scan.next(conn).await?;
        if rows.is_empty() {
            return Ok(to.end()?);
        }
        for line in K::lines(cx, rows).await? {
            to.line(line)?;
            written.set(written.get() + 1);
        }
    }
}

/// Says in the audit which records were taken out. There is no filter yet but that they are live and visible to the actor. How many
/// records about completers an agency has is nobody else's business, and the audit is read by administrators of all.
async fn note(cx: &Cx, id: ExportId, list: List, action: &'static str, rows: u64) -> Result<(), Error> {
    let said = |field: &str, value: String| FieldChange {
        field: field.to_owned(),
        before: None,
        after: Some(value),
        is_restricted: false,
    };
    let event = Event {
        action,
        subject_type: SubjectType::Export,
        subject_id: id.uuid(),
        employer_id: None,
        changes: vec![
            said("list", list.name().to_owned()),
            said("filter", "live".to_owned()),
            FieldChange {
                after: (!list.is_closed()).then(|| rows.to_string()),
                is_restricted: list.is_closed(),
                ..said("rows", String::new())
            },
        ],
    };
    db::write(cx, async |tx| audit::record(tx, cx, event).await).await
}
