//! The steps and edges of maps, and what employers said of them, each for many maps in one statement. What is in the trash is left out.

use std::collections::HashMap;

use entities::{
    code,
    code_list::{self, CodeScheme},
    credential, employer,
    ids::{EmployerId, PathwayEdgeId, PathwayMapId, PathwayStepId, ProgramId},
    pathway_edge, pathway_edge_credential, pathway_edge_program, pathway_map, pathway_step,
    pathway_validation, program,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

fn seen(cx: &Cx) -> Condition {
    policy::visible_shared(&cx.actor, Action::PathwayRead)
}

/// One step.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn step_by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: PathwayStepId,
) -> Result<pathway_step::Model> {
    let select = pathway_step::Entity::find_by_id(id).filter(seen(cx));
    db::found(select.one(conn).await?)
}

/// One edge.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn edge_by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: PathwayEdgeId,
) -> Result<pathway_edge::Model> {
    let select = pathway_edge::Entity::find_by_id(id).filter(seen(cx));
    db::found(select.one(conn).await?)
}

/// The steps of maps, by position.
///
/// # Errors
/// Database errors.
pub async fn steps(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    maps: &[PathwayMapId],
) -> Result<Vec<pathway_step::Model>> {
    use pathway_step::Column as C;
    Ok(pathway_step::Entity::find()
        .filter(seen(cx))
        .filter(C::MapId.is_in(maps.iter().copied()))
        .order_by_asc(C::Position)
        .order_by_asc(C::Id)
        .all(conn)
        .await?)
}

/// The edges of maps, in the order they were added.
///
/// # Errors
/// Database errors.
pub async fn edges(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    maps: &[PathwayMapId],
) -> Result<Vec<pathway_edge::Model>> {
    use pathway_edge::Column as C;
    Ok(pathway_edge::Entity::find()
        .filter(seen(cx))
        .filter(C::MapId.is_in(maps.iter().copied()))
        .order_by_asc(C::Id)
        .all(conn)
        .await?)
}

/// The edges that lead to steps.
///
/// # Errors
/// Database errors.
pub async fn edges_to(cx: &Cx, steps: &[PathwayStepId]) -> Result<Vec<pathway_edge::Model>> {
    Ok(pathway_edge::Entity::find()
        .filter(seen(cx))
        .filter(pathway_edge::Column::ToStepId.is_in(steps.iter().copied()))
        .all(cx.app.db.read())
        .await?)
}

/// The edges of live maps that a program leads along, by map, in the order they were added.
///
/// # Errors
/// Database errors.
pub async fn edges_along(cx: &Cx, program: ProgramId) -> Result<Vec<pathway_edge::Model>> {
    let along = pathway_edge_program::Entity::find()
        .select_only()
        .column(pathway_edge_program::Column::EdgeId)
        .filter(pathway_edge_program::Column::ProgramId.eq(program))
        .into_query();
    let live = pathway_map::Entity::find()
        .select_only()
        .column(pathway_map::Column::Id)
        .filter(pathway_map::Column::TrashedAt.is_null())
        .into_query();
    Ok(pathway_edge::Entity::find()
        .filter(seen(cx))
        .filter(pathway_edge::Column::Id.in_subquery(along))
        .filter(pathway_edge::Column::MapId.in_subquery(live))
        .order_by_asc(pathway_edge::Column::MapId)
        .order_by_asc(pathway_edge::Column::Id)
        .all(cx.app.db.read())
        .await?)
}

/// The credentials that edges ask for and the actor may see, those in the trash included: what names one keeps naming it. Those
/// required first, then by name.
///
/// # Errors
/// Database errors.
pub async fn requirements(
    cx: &Cx,
    edges: &[PathwayEdgeId],
) -> Result<Vec<(pathway_edge_credential::Model, credential::Model)>> {
    use pathway_edge_credential::Column as C;
    let to_credential: RelationDef = pathway_edge_credential::Entity::belongs_to(credential::Entity)
        .from(C::CredentialId)
        .to(credential::Column::Id)
        .into();
    let rows = pathway_edge_credential::Entity::find()
        .join(JoinType::InnerJoin, to_credential)
        .filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
        .filter(C::EdgeId.is_in(edges.iter().copied()))
        .order_by_desc(C::Requirement)
        .order_by_asc(credential::Column::NameSearch)
        .order_by_asc(credential::Column::Id)
        .select_also(credential::Entity)
        .all(cx.app.db.read())
        .await?;
    Ok(both(rows))
}

/// The live programs that lead along edges and the actor may see, by name.
///
/// # Errors
/// Database errors.
pub async fn programs(
    cx: &Cx,
    edges: &[PathwayEdgeId],
) -> Result<Vec<(pathway_edge_program::Model, program::Model)>> {
    use pathway_edge_program::Column as C;
    let to_program: RelationDef = pathway_edge_program::Entity::belongs_to(program::Entity)
        .from(C::ProgramId)
        .to(program::Column::Id)
        .into();
    let rows = pathway_edge_program::Entity::find()
        .join(JoinType::InnerJoin, to_program)
        .filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
        .filter(C::EdgeId.is_in(edges.iter().copied()))
        .filter(program::Column::TrashedAt.is_null())
        .order_by_asc(program::Column::NameSearch)
        .order_by_asc(program::Column::Id)
        .select_also(program::Entity)
        .all(cx.app.db.read())
        .await?;
    Ok(both(rows))
}

/// Everything that live employers said of edges, the latest first, what was replaced and taken back included. Who may not see
/// employers learns that there is one, not which: the caller hides the employer.
///
/// # Errors
/// Database errors.
pub async fn words(
    cx: &Cx,
    edges: &[PathwayEdgeId],
) -> Result<Vec<(pathway_validation::Model, employer::Model)>> {
    words_where(cx, edges, Condition::all()).await
}

/// [`words`] without those that were taken back.
///
/// # Errors
/// Database errors.
pub async fn standing_words(
    cx: &Cx,
    edges: &[PathwayEdgeId],
) -> Result<Vec<(pathway_validation::Model, employer::Model)>> {
    let stands = pathway_validation::Column::WithdrawnOn.is_null();
    words_where(cx, edges, Condition::all().add(stands)).await
}

async fn words_where(
    cx: &Cx,
    edges: &[PathwayEdgeId],
    which: Condition,
) -> Result<Vec<(pathway_validation::Model, employer::Model)>> {
    use pathway_validation::Column as C;
    let to_employer: RelationDef = pathway_validation::Entity::belongs_to(employer::Entity)
        .from(C::EmployerId)
        .to(employer::Column::Id)
        .into();
    let rows = pathway_validation::Entity::find()
        .join(JoinType::InnerJoin, to_employer)
        .filter(seen(cx))
        .filter(C::EdgeId.is_in(edges.iter().copied()))
        .filter(employer::Column::TrashedAt.is_null())
        .filter(which)
        .order_by_desc(C::ValidatedOn)
        .order_by_asc(employer::Column::NameSearch)
        .order_by_asc(C::EmployerId)
        .order_by_desc(C::RecordedAt)
        .order_by_desc(C::Id)
        .select_also(employer::Entity)
        .all(cx.app.db.read())
        .await?;
    Ok(both(rows))
}

/// What an employer says of an edge, if anything: the newest word that was not taken back.
///
/// # Errors
/// Database errors.
pub async fn validation(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    edge: PathwayEdgeId,
    employer: EmployerId,
) -> Result<Option<pathway_validation::Model>> {
    use pathway_validation::Column as C;
    Ok(pathway_validation::Entity::find()
        .filter(seen(cx))
        .filter(C::EdgeId.eq(edge))
        .filter(C::EmployerId.eq(employer))
        .filter(C::WithdrawnOn.is_null())
        .order_by_desc(C::ValidatedOn)
        .order_by_desc(C::RecordedAt)
        .order_by_desc(C::Id)
        .one(conn)
        .await?)
}

/// What employers say of the edges of live maps, joined with the maps; what was taken back is left out.
pub fn validated(cx: &Cx) -> Select<pathway_validation::Entity> {
    let to_edge: RelationDef = pathway_validation::Entity::belongs_to(pathway_edge::Entity)
        .from(pathway_validation::Column::EdgeId)
        .to(pathway_edge::Column::Id)
        .into();
    let to_map: RelationDef = pathway_edge::Entity::belongs_to(pathway_map::Entity)
        .from(pathway_edge::Column::MapId)
        .to(pathway_map::Column::Id)
        .into();
    pathway_validation::Entity::find()
        .join(JoinType::InnerJoin, to_edge)
        .join(JoinType::InnerJoin, to_map)
        .filter(seen(cx))
        .filter(pathway_map::Column::TrashedAt.is_null())
        .filter(pathway_validation::Column::WithdrawnOn.is_null())
}

/// What the current SOC list calls these occupations; those it does not have, or the actor may not see, are left out.
///
/// # Errors
/// Database errors.
pub async fn titles(cx: &Cx, conn: &impl ConnectionTrait, codes: &[&str]) -> Result<HashMap<String, String>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let to_list: RelationDef = code::Entity::belongs_to(code_list::Entity)
        .from(code::Column::CodeListId)
        .to(code_list::Column::Id)
        .into();
    let rows: Vec<(String, String)> = code::Entity::find()
        .select_only()
        .columns([code::Column::Code, code::Column::Title])
        .join(JoinType::InnerJoin, to_list)
        .filter(policy::visible_shared(&cx.actor, Action::CodeRead))
        .filter(code_list::Column::Scheme.eq(CodeScheme::Soc))
        .filter(code_list::Column::IsCurrent.eq(true))
        .filter(code::Column::Code.is_in(codes.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The pairs of an inner join.
fn both<A, B>(rows: Vec<(A, Option<B>)>) -> Vec<(A, B)> {
    rows.into_iter()
        .filter_map(|(one, other)| Some((one, other?)))
        .collect()
}
