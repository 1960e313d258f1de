//! The edges of a map; along them nobody comes back.

use entities::{
    ids::{CredentialId, PathwayEdgeId, PathwayMapId, PathwayStepId, ProgramId},
    pathway_edge::{ActiveModel, Column as C, Entity, Model},
    pathway_edge_credential::PathwayRequirement,
    pathway_step,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use super::{
    MOST_EDGES, credentials,
    held::{Changed, count_up, held},
    programs, steps,
};
use crate::{
    app::Cx,
    checks::{Checks, effective},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    pathways::reads,
    shared::cycles,
};

/// The most months that an edge may take.
const MOST_MONTHS: i32 = 240;

/// What is set on an edge: what is not set stays as it is.
#[derive(Clone, Debug, Default)]
pub struct EdgeDraft {
    /// How many months it typically takes.
    pub months: ActiveValue<Option<i32>>,
    /// All credentials it asks for.
    pub credentials: Option<Vec<(CredentialId, PathwayRequirement)>>,
    /// All programs that lead along it.
    pub programs: Option<Vec<ProgramId>>,
}

/// An edge to add.
#[derive(Clone, Debug)]
pub struct NewEdge {
    /// Where it begins.
    pub from: PathwayStepId,
    /// Where it leads.
    pub to: PathwayStepId,
    /// What it holds.
    pub draft: EdgeDraft,
}

/// Adds an edge to a map.
///
/// # Errors
/// `NOT_FOUND` for the map, a step, a credential or a program; `FORBIDDEN`; `CONFLICT`; `STATE` when the map is in the trash;
/// `INVALID` for values, for an edge from a step to itself and for one that would close a circle, with the way named; `DUPLICATE`
/// when the map has the edge; `LIMIT` when it has too many, or the edge asks for too much.
pub async fn add_edge(cx: &Cx, map: PathwayMapId, version: i32, new: NewEdge) -> Result<Changed<Model>> {
    db::write(cx, async |tx| add_edge_in(tx, cx, map, version, new).await).await
}

/// [`add_edge`] inside a transaction.
///
/// # Errors
/// As [`add_edge`].
pub async fn add_edge_in(
    tx: &Tx,
    cx: &Cx,
    map: PathwayMapId,
    version: i32,
    new: NewEdge,
) -> Result<Changed<Model>> {
    let map = held(tx, cx, map, version, "pathwayMapId").await?;
    let draft = checked(new.draft)?;
    let steps = reads::steps(cx, tx, &[map.id]).await?;
    check_way(
        tx,
        cx,
        &steps,
        &reads::edges(cx, tx, &[map.id]).await?,
        (new.from, new.to),
    )
    .await?;
    let edge = Model {
        id: cx.app.ids.next(),
        map_id: map.id,
        from_step_id: new.from,
        to_step_id: new.to,
        months: effective(&draft.months, None),
        version: 1,
    };
    Entity::insert(active(&edge)).exec_without_returning(tx).await?;
    set_lists(tx, cx, edge.id, &draft).await?;
    let map = count_up(tx, cx, &map, "edges", (None, Some(summary(&edge)))).await?;
    Ok(Changed { map, part: edge })
}

/// Changes an edge. It stays between its steps; other credentials make what employers said of it stale.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`add_edge`] for values.
pub async fn update_edge(
    cx: &Cx,
    id: PathwayEdgeId,
    version: i32,
    draft: EdgeDraft,
) -> Result<Changed<Model>> {
    db::write(cx, async |tx| {
        let before = reads::edge_by_id(cx, tx, id).await?;
        let map = held(tx, cx, before.map_id, version, "id").await?;
        let draft = checked(draft)?;
        let lists = set_lists(tx, cx, id, &draft).await?;
        let edge = Model {
            months: effective(&draft.months, before.months),
            version: before.version + i32::from(lists.credentials.is_some()),
            ..before.clone()
        };
        if edge != before {
            let stored = Entity::update_many().set(active(&edge)).filter(C::Id.eq(id));
            stored.exec(tx).await?;
        } else if lists.programs.is_none() {
            return Ok(Changed { map, part: edge });
        }
        let text = |edge: &Model, had: bool| lists.shown(&summary(edge), had);
        let change = (Some(text(&before, true)), Some(text(&edge, false)));
        let map = count_up(tx, cx, &map, "edges", change).await?;
        Ok(Changed { map, part: edge })
    })
    .await
}

/// Takes an edge off its map, with what employers said of it.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the map is in the trash.
pub async fn remove_edge(cx: &Cx, id: PathwayEdgeId, version: i32) -> Result<Changed<()>> {
    db::write(cx, async |tx| {
        let edge = reads::edge_by_id(cx, tx, id).await?;
        let map = held(tx, cx, edge.map_id, version, "id").await?;
        Entity::delete_by_id(id).exec(tx).await?;
        let map = count_up(tx, cx, &map, "edges", (Some(summary(&edge)), None)).await?;
        Ok(Changed { map, part: () })
    })
    .await
}

fn checked(mut draft: EdgeDraft) -> Result<EdgeDraft> {
    let mut checks = Checks::new();
    if let Set(Some(months)) = draft.months
        && !(1..=MOST_MONTHS).contains(&months)
    {
        let message = format!("This lies between 1 and {MOST_MONTHS}.");
        checks.fail(UserErrorCode::Invalid, "input.months", message);
    }
    if let Some(list) = &mut draft.credentials {
        credentials::check(&mut checks, list);
    }
    if let Some(list) = &mut draft.programs {
        programs::check_length(&mut checks, list);
    }
    checks.done()?;
    Ok(draft)
}

/// Both steps are the map's, and differ; the edge is new, and closes no circle.
async fn check_way(
    tx: &Tx,
    cx: &Cx,
    steps: &[pathway_step::Model],
    edges: &[Model],
    (from, to): (PathwayStepId, PathwayStepId),
) -> Result<()> {
    let mut checks = Checks::new();
    for (path, id) in [("input.fromStepId", from), ("input.toStepId", to)] {
        if !steps.iter().any(|step| step.id == id) {
            let message = "There is no such step in this map.";
            checks.fail(UserErrorCode::NotFound, path, message);
        }
    }
    checks.done()?;
    let path = "input.toStepId";
    if from == to {
        return Err(Error::invalid(
            path,
            "An edge leads from one step to another one.",
        ));
    }
    let ends: Vec<_> = edges
        .iter()
        .map(|edge| (edge.from_step_id, edge.to_step_id))
        .collect();
    if ends.contains(&(from, to)) {
        let message = "This map has an edge between these steps.";
        return Err(Error::user(UserErrorCode::Duplicate, path, message));
    }
    if edges.len() >= MOST_EDGES {
        let message = format!("A map has {MOST_EDGES} edges at most.");
        return Err(Error::user(UserErrorCode::Limit, "pathwayMapId", message));
    }
    match cycles::way(&ends, to, from) {
        Some(way) => Err(back(tx, cx, steps, from, &way).await?),
        None => Ok(()),
    }
}

/// The error that names the way back: from where the edge would begin, to itself.
async fn back(
    tx: &Tx,
    cx: &Cx,
    steps: &[pathway_step::Model],
    from: PathwayStepId,
    way: &[PathwayStepId],
) -> Result<Error> {
    let codes: Vec<&str> = steps.iter().map(|step| step.soc_code.as_str()).collect();
    let titles = reads::titles(cx, tx, &codes).await?;
    let names: Vec<String> = std::iter::once(&from)
        .chain(way)
        .filter_map(|id| steps.iter().find(|step| step.id == *id))
        .map(|step| steps::name_of(step, &titles))
        .collect();
    let message = format!("This would lead back to where it began: {}.", names.join(" → "));
    Ok(Error::invalid("input.toStepId", message))
}

/// Every column set.
fn active(edge: &Model) -> ActiveModel {
    ActiveModel {
        id: Set(edge.id),
        map_id: Set(edge.map_id),
        from_step_id: Set(edge.from_step_id),
        to_step_id: Set(edge.to_step_id),
        months: Set(edge.months),
        version: Set(edge.version),
    }
}

/// What a list held, and what it holds.
pub(super) type Was = (Vec<String>, Vec<String>);

/// The lists that changed.
struct Lists {
    credentials: Option<Was>,
    programs: Option<Was>,
}

impl Lists {
    /// An edge with the lists that changed, as they were or as they are.
    fn shown(&self, edge: &str, had: bool) -> String {
        let mut shown = edge.to_owned();
        for (had_list, has_list) in [&self.credentials, &self.programs].into_iter().flatten() {
            let list = if had { had_list } else { has_list };
            shown = format!("{shown}, [{}]", list.join(", "));
        }
        shown
    }
}

async fn set_lists(tx: &Tx, cx: &Cx, edge: PathwayEdgeId, draft: &EdgeDraft) -> Result<Lists> {
    let mut lists = Lists {
        credentials: None,
        programs: None,
    };
    if let Some(list) = &draft.credentials {
        lists.credentials = credentials::set(tx, cx, edge, list).await?;
    }
    if let Some(list) = &draft.programs {
        lists.programs = programs::set(tx, cx, edge, list).await?;
    }
    Ok(lists)
}

/// An edge as the audit keeps it.
fn summary(edge: &Model) -> String {
    let months = edge
        .months
        .map_or(String::new(), |months| format!(", {months} months"));
    format!("{}: {} → {}{months}", edge.id, edge.from_step_id, edge.to_step_id)
}
