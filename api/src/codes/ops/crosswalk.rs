//! Loading the crosswalk of occupations and programs.

use std::{collections::BTreeSet, path::Path};

use entities::{
    code_crosswalk, code_list, code_list::CodeScheme, ids::CodeCrosswalkId, subject_type::SubjectType,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{Loaded, blocking};
use crate::{
    app::Cx,
    audit::{self, Event},
    codes::published::{self, Crosswalk, Pair},
    db::{self, MOST_INSERTED, Tx},
    error::Result,
    policy::Action,
};

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
    let is_new = db::write(cx, async |tx| load(tx, cx, &pairs).await).await?;
    Ok(Loaded {
        entries: pairs.len() as u64,
        skipped,
        is_new,
    })
}

/// The two editions that the published crosswalk joins.
fn editions() -> (&'static str, &'static str) {
    let (soc, _) = published::edition(CodeScheme::Soc);
    let (cip, _) = published::edition(CodeScheme::Cip);
    (soc, cip)
}

fn stored() -> Condition {
    let (soc, cip) = editions();
    Condition::all()
        .add(code_crosswalk::Column::SocEdition.eq(soc))
        .add(code_crosswalk::Column::CipEdition.eq(cip))
}

/// Whether anything changed.
async fn load(tx: &Tx, cx: &Cx, pairs: &BTreeSet<Pair>) -> Result<bool> {
    let rows = code_crosswalk::Entity::find().filter(stored()).all(tx).await?;
    let known = rows.into_iter().map(|row| Pair {
        soc_code: row.soc_code,
        cip_code: row.cip_code,
    });
    if known.collect::<BTreeSet<_>>() == *pairs {
        return Ok(false);
    }
    code_crosswalk::Entity::delete_many()
        .filter(stored())
        .exec(tx)
        .await?;
    let rows: Vec<_> = pairs.iter().map(|pair| row_of(cx, pair)).collect();
    for part in rows.chunks(MOST_INSERTED) {
        code_crosswalk::Entity::insert_many(part.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    note(tx, cx).await?;
    Ok(true)
}

fn row_of(cx: &Cx, pair: &Pair) -> code_crosswalk::ActiveModel {
    let (soc, cip) = editions();
    code_crosswalk::ActiveModel {
        id: Set(cx.app.ids.next::<CodeCrosswalkId>()),
        soc_edition: Set(soc.to_owned()),
        soc_code: Set(pair.soc_code.clone()),
        cip_edition: Set(cip.to_owned()),
        cip_code: Set(pair.cip_code.clone()),
    }
}

/// Audited as a change of the list of occupations, where that is loaded.
async fn note(tx: &Tx, cx: &Cx) -> Result<()> {
    let list = code_list::Entity::find()
        .filter(code_list::Column::Scheme.eq(CodeScheme::Soc))
        .filter(code_list::Column::Edition.eq(editions().0))
        .one(tx)
        .await?;
    let Some(list) = list else { return Ok(()) };
    let event = Event {
        action: "CROSSWALK_IMPORTED",
        subject_type: SubjectType::CodeList,
        subject_id: list.id.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await
}
