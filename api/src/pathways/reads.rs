//! Selects of pathway maps, always through the policy.

mod parts;

pub use parts::{
    edge_by_id, edges, edges_along, edges_to, programs, requirements, standing_words, step_by_id, steps,
    titles, validated, validation, words,
};

use std::collections::HashMap;

use entities::{
    ids::{CredentialId, PathwayMapId},
    pathway_edge, pathway_edge_credential, pathway_map, pathway_step,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::SelectStatement,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The maps the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<pathway_map::Entity> {
    pathway_map::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PathwayRead))
}

/// The maps the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<pathway_map::Entity> {
    let column = pathway_map::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One map, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: PathwayMapId) -> Result<pathway_map::Model> {
    db::found(
        visible(cx)
            .filter(pathway_map::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These maps, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[PathwayMapId]) -> Result<HashMap<PathwayMapId, pathway_map::Model>> {
    let rows = visible(cx)
        .filter(pathway_map::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The ids of the maps with a step of one of these occupations.
pub fn with_occupation(codes: impl IntoIterator<Item = String>) -> SelectStatement {
    pathway_step::Entity::find()
        .select_only()
        .column(pathway_step::Column::MapId)
        .filter(pathway_step::Column::SocCode.is_in(codes))
        .into_query()
}

/// The ids of the maps with an edge that asks for one of these credentials.
pub fn with_credential(ids: impl IntoIterator<Item = CredentialId>) -> SelectStatement {
    let asking = pathway_edge_credential::Entity::find()
        .select_only()
        .column(pathway_edge_credential::Column::EdgeId)
        .filter(pathway_edge_credential::Column::CredentialId.is_in(ids))
        .into_query();
    pathway_edge::Entity::find()
        .select_only()
        .column(pathway_edge::Column::MapId)
        .filter(pathway_edge::Column::Id.in_subquery(asking))
        .into_query()
}

/// An order of maps, by title unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<pathway_map::Column>>) -> Keys<pathway_map::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(pathway_map::Column::TitleSearch));
    }
    Keys::new(sorts, pathway_map::Column::Id)
}

/// A page of maps and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<pathway_map::Entity>,
    sorts: Vec<Sort<pathway_map::Column>>,
    args: &PageArgs,
) -> Result<(Slice<pathway_map::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
