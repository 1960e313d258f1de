//! The programs that lead along an edge.

use entities::{
    ids::{PathwayEdgeId, ProgramId},
    pathway_edge_program::{ActiveModel, Column as C, Entity},
    program,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{MOST_OF_EDGE, edges::Was};
use crate::{
    app::Cx,
    checks::Checks,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    programs,
};

/// Each once, and not too many.
pub(super) fn check_length(checks: &mut Checks, list: &mut Vec<ProgramId>) {
    list.sort_unstable();
    list.dedup();
    if list.len() > MOST_OF_EDGE {
        let message = format!("{MOST_OF_EDGE} programs at most lead along an edge.");
        checks.fail(UserErrorCode::Limit, "input.programIds", message);
    }
}

/// Makes `list` the programs of the edge; what it was and is, if anything changed. Those that are new are live and visible.
pub(super) async fn set(tx: &Tx, cx: &Cx, edge: PathwayEdgeId, list: &[ProgramId]) -> Result<Option<Was>> {
    let had: Vec<ProgramId> = Entity::find()
        .filter(C::EdgeId.eq(edge))
        .order_by_asc(C::ProgramId)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.program_id)
        .collect();
    if had == list {
        return Ok(None);
    }
    let new: Vec<ProgramId> = list.iter().copied().filter(|id| !had.contains(id)).collect();
    let live = programs::reads::live(cx)
        .filter(program::Column::Id.is_in(new.iter().copied()))
        .all(tx)
        .await?;
    if new.len() > live.len() {
        let message = "There is no such program.";
        return Err(Error::user(UserErrorCode::NotFound, "input.programIds", message));
    }
    Entity::delete_many().filter(C::EdgeId.eq(edge)).exec(tx).await?;
    let rows = list.iter().map(|id| ActiveModel {
        edge_id: Set(edge),
        program_id: Set(*id),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    let shown = |list: &[ProgramId]| list.iter().map(ToString::to_string).collect();
    Ok(Some((shown(&had), shown(list))))
}
