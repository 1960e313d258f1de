//! The rules of code lists: loading a published file.

use std::{collections::BTreeSet, path::Path};

use entities::{
    code, code_crosswalk,
    code_list::{self, CodeScheme},
    ids::{CodeCrosswalkId, CodeId, CodeListId},
    subject_type::SubjectType,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::published::{self, CodeEntry, Codes, Crosswalk, Pair};
use crate::{
    app::Cx,
    audit::{self, Event},
    db::{self, MOST_INSERTED, Tx},
    error::{Error, Result},
    imports::file::FileError,
    policy::Action,
    text,
};

/// What came of loading a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Codes of the list, or pairs of the crosswalk.
    pub entries: u64,
    /// Pairs passed over because they mean "no match".
    pub skipped: u32,
    /// Whether anything changed: false when the same file was loaded before.
    pub is_new: bool,
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
        let sha256 = codes.sha256.clone();
        Ok((sha256, codes.collect::<Result<Vec<_>, _>>()?))
    });
    let (sha256, entries) = read.await?;
    db::write(cx, async |tx| load(tx, cx, scheme, sha256, entries).await).await
}

/// Loads the published crosswalk of occupations and programs. A file that says what is stored changes nothing.
///
/// # Errors
/// `FORBIDDEN`; `INVALID` at `file` when it is not the crosswalk, and then nothing changes.
pub async fn import_crosswalk(cx: &Cx, path: &Path) -> Result<Loaded> {
    cx.may(Action::CodeImport)?;
    let path = path.to_owned();
    let read = blocking(move || {
        let mut crosswalk = Crosswalk::open(&path)?;
        let pairs = crosswalk.by_ref().collect::<Result<BTreeSet<_>, _>>()?;
        Ok((pairs, crosswalk.skipped))
    });
    let (pairs, skipped) = read.await?;
    db::write(cx, async |tx| load_crosswalk(tx, cx, &pairs, skipped).await).await
}

async fn blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<T> {
    let outcome = tokio::task::spawn_blocking(read).await.map_err(Error::internal)?;
    outcome.map_err(|error| Error::invalid("file", error.sentence()))
}

async fn load(
    tx: &Tx,
    cx: &Cx,
    scheme: CodeScheme,
    sha256: String,
    entries: Vec<CodeEntry>,
) -> Result<Loaded> {
    let (edition, _) = published::edition(scheme);
    let lists = code_list::Entity::find()
        .filter(code_list::Column::Scheme.eq(scheme))
        .all(tx)
        .await?;
    let loaded = |is_new| Loaded {
        entries: entries.len() as u64,
        skipped: 0,
        is_new,
    };
    let stored = lists.iter().find(|list| list.edition == edition);
    if stored.is_some_and(|list| list.file_sha256 == sha256) {
        return Ok(loaded(false));
    }
    let is_current = lists.iter().all(|list| list.edition.as_str() <= edition);
    if is_current {
        let older = code_list::ActiveModel {
            is_current: Set(false),
            ..Default::default()
        };
        code_list::Entity::update_many()
            .set(older)
            .filter(code_list::Column::Scheme.eq(scheme))
            .exec(tx)
            .await?;
    }
    let mut row = stored
        .cloned()
        .map(IntoActiveModel::into_active_model)
        .unwrap_or_default();
    let id = stored.map_or_else(|| cx.app.ids.next::<CodeListId>(), |list| list.id);
    row.scheme = Set(scheme);
    row.edition = Set(edition.to_owned());
    row.file_sha256 = Set(sha256);
    row.imported_at = Set(cx.app.clock.now());
    row.entry_count = Set(i32::try_from(entries.len()).map_err(Error::internal)?);
    row.is_current = Set(is_current);
    if stored.is_some() {
        row.update(tx).await?;
        let old = code::Column::CodeListId.eq(id);
        code::Entity::delete_many().filter(old).exec(tx).await?;
    } else {
        row.id = Set(id);
        row.insert(tx).await?;
    }
    let rows = entries
        .iter()
        .map(|entry| row_of(cx, id, entry))
        .collect::<Vec<_>>();
    for part in rows.chunks(MOST_INSERTED) {
        code::Entity::insert_many(part.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    note(tx, cx, id).await?;
    Ok(loaded(true))
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

async fn load_crosswalk(tx: &Tx, cx: &Cx, pairs: &BTreeSet<Pair>, skipped: u32) -> Result<Loaded> {
    let (soc, _) = published::edition(CodeScheme::Soc);
    let (cip, _) = published::edition(CodeScheme::Cip);
    let of_editions = || {
        code_crosswalk::Column::SocEdition
            .eq(soc)
            .and(code_crosswalk::Column::CipEdition.eq(cip))
    };
    let stored = code_crosswalk::Entity::find()
        .filter(of_editions())
        .all(tx)
        .await?;
    let stored: BTreeSet<Pair> = stored
        .into_iter()
        .map(|row| Pair {
            soc_code: row.soc_code,
            cip_code: row.cip_code,
        })
        .collect();
    let loaded = Loaded {
        entries: pairs.len() as u64,
        skipped,
        is_new: stored != *pairs,
    };
    if !loaded.is_new {
        return Ok(loaded);
    }
    code_crosswalk::Entity::delete_many()
        .filter(of_editions())
        .exec(tx)
        .await?;
    let rows = pairs.iter().map(|pair| code_crosswalk::ActiveModel {
        id: Set(cx.app.ids.next::<CodeCrosswalkId>()),
        soc_edition: Set(soc.to_owned()),
        soc_code: Set(pair.soc_code.clone()),
        cip_edition: Set(cip.to_owned()),
        cip_code: Set(pair.cip_code.clone()),
    });
    for part in rows.collect::<Vec<_>>().chunks(MOST_INSERTED) {
        code_crosswalk::Entity::insert_many(part.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(loaded)
}

async fn note(tx: &Tx, cx: &Cx, list: CodeListId) -> Result<()> {
    let event = Event {
        action: "IMPORTED",
        subject_type: SubjectType::CodeList,
        subject_id: list.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await
}
