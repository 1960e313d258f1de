//! The rules of pathway maps.

mod credentials;
mod edges;
mod held;
mod programs;
mod standing;
mod steps;
mod validations;

pub use edges::{EdgeDraft, NewEdge, add_edge, add_edge_in, remove_edge, update_edge};
pub use held::Changed;
pub use standing::{EdgeStanding, Standing, of_edge, of_validation, of_words, said_by};
pub(crate) use steps::name_of;
pub use steps::{StepDraft, add_step, add_step_in, remove_step, update_step};
pub use validations::{NewValidation, remove_validation, validate, validate_in};

use entities::{
    agency,
    ids::PathwayMapId,
    pathway_map::{self, Entity},
    sector,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::reads;
use crate::{
    agencies,
    app::Cx,
    checks::{self, Checks, MOST_NAME, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    sectors,
    shared::references::{changed, found},
};

/// Steps of a map.
pub(crate) const MOST_STEPS: usize = 40;
/// Edges of a map.
pub(crate) const MOST_EDGES: usize = 120;
/// Credentials that an edge asks for, and programs that lead along it.
pub(crate) const MOST_OF_EDGE: usize = 10;

record!(pathway_map, PathwayMap, PathwayMapId, |_row| None);

/// What is set on a map: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `title_search` is set here, not by the caller.
    pub row: pathway_map::ActiveModel,
}

/// Adds a map, which has no step yet. Without an agency it is the actor's.
///
/// # Errors
/// `FORBIDDEN`, for another agency too; `REQUIRED`, `TOO_LONG` for values; `NOT_FOUND` for an agency or a sector that is not there.
pub async fn create(cx: &Cx, mut draft: Draft) -> Result<pathway_map::Model> {
    check_drawer(cx, &mut draft.row)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<pathway_map::Model> {
    let mut row = draft.row;
    check_drawer(cx, &mut row)?;
    if row.title.is_not_set() {
        return Err(required("input.title"));
    }
    check_references(tx, cx, None, &row).await?;
    record::insert::<Entity>(tx, cx, row).await
}

/// Who draws it may draw it for that agency; without one it is the actor's.
fn check_drawer(cx: &Cx, row: &mut pathway_map::ActiveModel) -> Result<()> {
    if let (true, Some(user)) = (row.agency_id.is_not_set(), cx.actor.user()) {
        row.agency_id = Set(user.agency_id);
    }
    let Set(agency) = row.agency_id else {
        return Err(required("input.agencyId"));
    };
    cx.may_for(Action::PathwayCreate, agency)
}

fn required(path: &str) -> Error {
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}

/// Changes a map. It is given to an agency by those who may draw one for it.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; those of [`create`].
pub async fn update(
    cx: &Cx,
    id: PathwayMapId,
    version: i32,
    draft: Draft,
) -> Result<Updated<pathway_map::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::PathwayManage)?;
        if before.trashed_at.is_some() {
            return Err(held::in_trash("id"));
        }
        if let Some(agency) = changed(&draft.row.agency_id, Some(before.agency_id)) {
            cx.may_for(Action::PathwayCreate, agency)?;
        }
        check_references(tx, cx, Some(&before), &draft.row).await?;
        record::update::<Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Puts a map into the trash, with its parts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: PathwayMapId, version: i32) -> Result<pathway_map::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a map out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: PathwayMapId, version: i32) -> Result<pathway_map::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: PathwayMapId, version: i32, trashed: bool) -> Result<pathway_map::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::PathwayManage)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This map is {state}.")));
        }
        let row = pathway_map::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values and sets the folded title.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.title", &mut row.title, MOST_NAME);
    checks.optional("input.region", &mut row.region, MOST_NAME);
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    checks.done()?;
    checks::fold_beside(&row.title, &mut row.title_search);
    Ok(draft)
}

/// Its agency and its sector are there, where they are new to the map.
async fn check_references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&pathway_map::Model>,
    row: &pathway_map::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(id) = changed(&row.sector_id, before.map(|before| before.sector_id)).flatten() {
        let select = sectors::reads::visible(cx)
            .filter(sector::Column::Id.eq(id))
            .filter(sector::Column::RetiredAt.is_null());
        checks.note(found(tx, select, "input.sectorId", "sector").await);
    }
    checks.done()
}
