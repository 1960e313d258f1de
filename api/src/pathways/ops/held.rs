//! A map whose parts are changed.

use entities::{
    ids::PathwayMapId,
    pathway_map::{Entity, Model},
};

use crate::{
    app::Cx,
    audit::FieldChange,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    pathways::reads,
    policy::Action,
    record,
};

/// A map after a change of one of its parts, and the part.
#[derive(Clone, Debug)]
pub struct Changed<P> {
    /// The map as stored now.
    pub map: Model,
    /// The part.
    pub part: P,
}

/// The live map named at `path`, which the actor may change and which nobody changed since the caller read it.
pub(super) async fn held(tx: &Tx, cx: &Cx, id: PathwayMapId, version: i32, path: &str) -> Result<Model> {
    let map = match reads::by_id(cx, tx, id).await {
        Err(Error::NotFound) => {
            return Err(Error::user(
                UserErrorCode::NotFound,
                path,
                "There is no such map.",
            ));
        }
        other => other?,
    };
    cx.may(Action::PathwayManage)?;
    if map.trashed_at.is_some() {
        return Err(in_trash(path));
    }
    if map.version != version {
        return Err(record::conflict());
    }
    Ok(map)
}

/// Counts the map's version up for a change of its parts, and audits it. Whoever counts second loses the race.
pub(super) async fn count_up(
    tx: &Tx,
    cx: &Cx,
    map: &Model,
    field: &str,
    (before, after): (Option<String>, Option<String>),
) -> Result<Model> {
    let change = FieldChange {
        field: field.to_owned(),
        before,
        after,
        is_restricted: false,
    };
    record::touch::<Entity>(tx, cx, map, vec![change]).await
}

/// The error of a map in the trash.
pub(super) fn in_trash(path: &str) -> Error {
    Error::state(path, "This map is in the trash; restore it first.")
}
