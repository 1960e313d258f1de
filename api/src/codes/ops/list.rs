//! Loading a list.

use std::path::Path;

use entities::{
    code,
    code_list::{self, CodeScheme},
    ids::{CodeId, CodeListId},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Expr,
};

use super::{Loaded, blocking};
use crate::{
    app::Cx,
    audit::{self, Event},
    codes::published::{self, CodeEntry, Codes},
    db::{self, MOST_INSERTED, Tx},
    error::{Error, Result},
    policy::Action,
    text,
};

/// A list as its file has it.
struct Published {
    scheme: CodeScheme,
    edition: &'static str,
    sha256: String,
    entries: Vec<CodeEntry>,
}

/// Loads the published file of a list as its edition, which becomes the current one unless a later one is there. A file that
/// was loaded before changes nothing; another file of the edition replaces its codes.
///
/// # Errors
/// `FORBIDDEN`; `INVALID` at `file` when it is not that list, and then nothing changes.
pub async fn import_list(cx: &Cx, scheme: CodeScheme, path: &Path) -> Result<Loaded> {
    cx.may(Action::CodeImport)?;
    let path = path.to_owned();
    let read = blocking(move || {
        let codes = Codes::open(scheme, &path)?;
        Ok(Published {
            scheme,
            edition: published::edition(scheme).0,
            sha256: codes.sha256.clone(),
            entries: codes.collect::<Result<_, _>>()?,
        })
    });
    let published = read.await?;
    let is_new = db::write(cx, async |tx| load(tx, cx, &published).await).await?;
    Ok(Loaded {
        entries: published.entries.len() as u64,
        skipped: 0,
        is_new,
    })
}

/// Whether anything changed.
async fn load(tx: &Tx, cx: &Cx, published: &Published) -> Result<bool> {
    let of_scheme = code_list::Column::Scheme.eq(published.scheme);
    let lists = code_list::Entity::find().filter(of_scheme).all(tx).await?;
    let stored = lists.iter().find(|list| list.edition == published.edition);
    if stored.is_some_and(|list| list.file_sha256 == published.sha256) {
        return Ok(false);
    }
    let is_current = lists
        .iter()
        .all(|list| list.edition.as_str() <= published.edition);
    if is_current {
        retire(tx, published.scheme).await?;
    }
    let id = write_list(tx, cx, published, stored.cloned(), is_current).await?;
    write_codes(tx, cx, id, &published.entries).await?;
    let event = Event {
        action: "IMPORTED",
        subject_type: SubjectType::CodeList,
        subject_id: id.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await?;
    Ok(true)
}

/// From now on another edition is the current one.
async fn retire(tx: &Tx, scheme: CodeScheme) -> Result<()> {
    code_list::Entity::update_many()
        .col_expr(code_list::Column::IsCurrent, Expr::value(false))
        .filter(code_list::Column::Scheme.eq(scheme))
        .exec(tx)
        .await?;
    Ok(())
}

async fn write_list(
    tx: &Tx,
    cx: &Cx,
    published: &Published,
    stored: Option<code_list::Model>,
    is_current: bool,
) -> Result<CodeListId> {
    let is_stored = stored.is_some();
    let mut row = stored.map(IntoActiveModel::into_active_model).unwrap_or_default();
    row.scheme = Set(published.scheme);
    row.edition = Set(published.edition.to_owned());
    row.file_sha256 = Set(published.sha256.clone());
    row.imported_at = Set(cx.app.clock.now());
    row.entry_count = Set(i32::try_from(published.entries.len()).map_err(Error::internal)?);
    row.is_current = Set(is_current);
    let row = if is_stored {
        row.update(tx).await?
    } else {
        row.id = Set(cx.app.ids.next::<CodeListId>());
        row.insert(tx).await?
    };
    Ok(row.id)
}

async fn write_codes(tx: &Tx, cx: &Cx, list: CodeListId, entries: &[CodeEntry]) -> Result<()> {
    code::Entity::delete_many()
        .filter(code::Column::CodeListId.eq(list))
        .exec(tx)
        .await?;
    for part in entries.chunks(MOST_INSERTED) {
        let rows = part.iter().map(|entry| row_of(cx, list, entry));
        code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row_of(cx: &Cx, list: CodeListId, entry: &CodeEntry) -> code::ActiveModel {
    code::ActiveModel {
        id: Set(cx.app.ids.next::<CodeId>()),
        code_list_id: Set(list),
        code: Set(entry.code.clone()),
        title: Set(entry.title.clone()),
        title_search: Set(text::fold(&entry.title)),
        definition: Set(entry.definition.clone()),
        level: Set(i32::from(entry.level)),
        level_name: Set(entry.level_name.to_owned()),
        parent_code: Set(entry.parent.clone()),
        status: Set(entry.status),
        moved_to: Set(entry.moved_to.clone()),
    }
}
