//! The steps of a map.

use std::collections::HashMap;

use entities::{
    code_list::CodeScheme,
    ids::{PathwayMapId, PathwayStepId},
    pathway_edge,
    pathway_step::{ActiveModel, Column as C, Entity, Model},
    values::Money,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::{
    MOST_STEPS,
    held::{Changed, count_up, held},
};
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME},
    codes::{self, shapes},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    pathways::reads,
    scalars, text,
};

/// The highest wage an hour, in cents.
const MOST_WAGE: i64 = 100_000;

/// What is set on a step: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct StepDraft {
    /// The columns, without the ids.
    pub row: ActiveModel,
}

/// Adds a step to a map, behind its other steps unless a position is set.
///
/// # Errors
/// `NOT_FOUND` for the map, and for an occupation that the current list does not have; `FORBIDDEN`; `CONFLICT`; `STATE` when it is
/// in the trash; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `DUPLICATE` for an occupation that the map has under this title;
/// `LIMIT` when it has too many steps.
pub async fn add_step(cx: &Cx, map: PathwayMapId, version: i32, draft: StepDraft) -> Result<Changed<Model>> {
    db::write(cx, async |tx| add_step_in(tx, cx, map, version, draft).await).await
}

/// [`add_step`] inside a transaction.
///
/// # Errors
/// As [`add_step`].
pub async fn add_step_in(
    tx: &Tx,
    cx: &Cx,
    map: PathwayMapId,
    version: i32,
    draft: StepDraft,
) -> Result<Changed<Model>> {
    let map = held(tx, cx, map, version, "pathwayMapId").await?;
    let row = checked(draft)?;
    let others = reads::steps(cx, tx, &[map.id]).await?;
    if others.len() >= MOST_STEPS {
        let message = format!("A map has {MOST_STEPS} steps at most.");
        return Err(Error::user(UserErrorCode::Limit, "pathwayMapId", message));
    }
    let last = others.iter().map(|step| step.position).max().unwrap_or(-1);
    let blank = Model {
        id: cx.app.ids.next(),
        map_id: map.id,
        soc_code: String::new(),
        title: None,
        wage_low_cents: None,
        wage_high_cents: None,
        wage_source: None,
        wage_as_of: None,
        position: last.saturating_add(1),
    };
    let step = applied(&blank, row);
    check(tx, cx, None, &step, &others).await?;
    Entity::insert(active(&step)).exec_without_returning(tx).await?;
    let map = count_up(tx, cx, &map, "steps", (None, Some(summary(&step)))).await?;
    Ok(Changed { map, part: step })
}

/// Changes a step. Another occupation makes what employers said of its edges stale.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and those of [`add_step`].
pub async fn update_step(
    cx: &Cx,
    id: PathwayStepId,
    version: i32,
    draft: StepDraft,
) -> Result<Changed<Model>> {
    db::write(cx, async |tx| {
        let before = reads::step_by_id(cx, tx, id).await?;
        let map = held(tx, cx, before.map_id, version, "id").await?;
        let row = checked(draft)?;
        let step = applied(&before, row);
        if step == before {
            return Ok(Changed { map, part: step });
        }
        let mut others = reads::steps(cx, tx, &[map.id]).await?;
        others.retain(|other| other.id != id);
        check(tx, cx, Some(&before), &step, &others).await?;
        let stored = Entity::update_many().set(active(&step)).filter(C::Id.eq(id));
        stored.exec(tx).await?;
        if step.soc_code != before.soc_code {
            make_stale(tx, id).await?;
        }
        let change = (Some(summary(&before)), Some(summary(&step)));
        let map = count_up(tx, cx, &map, "steps", change).await?;
        Ok(Changed { map, part: step })
    })
    .await
}

/// Takes a step off its map.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the map is in the trash; `REFERENCED` while edges lead to it or from it.
pub async fn remove_step(cx: &Cx, id: PathwayStepId, version: i32) -> Result<Changed<()>> {
    db::write(cx, async |tx| {
        let step = reads::step_by_id(cx, tx, id).await?;
        let map = held(tx, cx, step.map_id, version, "id").await?;
        let edges = reads::edges(cx, tx, &[map.id]).await?;
        let meets = |edge: &pathway_edge::Model| edge.from_step_id == id || edge.to_step_id == id;
        if edges.iter().any(meets) {
            let message = "Edges lead to this step or from it; remove them first.";
            return Err(Error::user(UserErrorCode::Referenced, "id", message));
        }
        Entity::delete_by_id(id).exec(tx).await?;
        let map = count_up(tx, cx, &map, "steps", (Some(summary(&step)), None)).await?;
        Ok(Changed { map, part: () })
    })
    .await
}

/// What a step is called: its own title, or that of its occupation, or its code.
pub(crate) fn name_of(step: &Model, titles: &HashMap<String, String>) -> String {
    let own = step.title.as_ref().or_else(|| titles.get(&step.soc_code));
    own.unwrap_or(&step.soc_code).clone()
}

fn checked(draft: StepDraft) -> Result<ActiveModel> {
    let mut row = draft.row;
    let mut checks = Checks::new();
    if let Set(given) = &mut row.soc_code {
        match shapes::soc(given).filter(|code| !code.ends_with('0')) {
            Some(code) => *given = code,
            None => checks.fail(
                UserErrorCode::Invalid,
                "input.socCode",
                "Write the SOC code of a detailed occupation, such as 29-1141.",
            ),
        }
    }
    checks.optional("input.title", &mut row.title, MOST_NAME);
    checks.optional("input.wageSource", &mut row.wage_source, MOST_LINE);
    for (path, wage) in [
        ("input.wageLow", &row.wage_low_cents),
        ("input.wageHigh", &row.wage_high_cents),
    ] {
        if let Set(Some(wage)) = wage
            && !(1..=MOST_WAGE).contains(&wage.cents())
        {
            let most = scalars::hundredths(MOST_WAGE);
            let message = format!("A wage an hour lies between 0.01 and {most} dollars.");
            checks.fail(UserErrorCode::Invalid, path, message);
        }
    }
    if matches!(row.position, Set(position) if position < 0) {
        let message = "This must not be negative.";
        checks.fail(UserErrorCode::Invalid, "input.position", message);
    }
    checks.done()?;
    Ok(row)
}

/// The step once the change is made.
fn applied(before: &Model, mut row: ActiveModel) -> Model {
    let before = before.clone();
    Model {
        id: before.id,
        map_id: before.map_id,
        soc_code: row.soc_code.take().unwrap_or(before.soc_code),
        title: row.title.take().unwrap_or(before.title),
        wage_low_cents: row.wage_low_cents.take().unwrap_or(before.wage_low_cents),
        wage_high_cents: row.wage_high_cents.take().unwrap_or(before.wage_high_cents),
        wage_source: row.wage_source.take().unwrap_or(before.wage_source),
        wage_as_of: row.wage_as_of.take().unwrap_or(before.wage_as_of),
        position: row.position.take().unwrap_or(before.position),
    }
}

/// Every column set.
fn active(step: &Model) -> ActiveModel {
    let step = step.clone();
    ActiveModel {
        id: Set(step.id),
        map_id: Set(step.map_id),
        soc_code: Set(step.soc_code),
        title: Set(step.title),
        wage_low_cents: Set(step.wage_low_cents),
        wage_high_cents: Set(step.wage_high_cents),
        wage_source: Set(step.wage_source),
        wage_as_of: Set(step.wage_as_of),
        position: Set(step.position),
    }
}

async fn check(tx: &Tx, cx: &Cx, before: Option<&Model>, step: &Model, others: &[Model]) -> Result<()> {
    let mut checks = Checks::new();
    if step.soc_code.is_empty() {
        checks.fail(
            UserErrorCode::Required,
            "input.socCode",
            "This must not be empty.",
        );
    } else if before.is_none_or(|before| before.soc_code != step.soc_code) {
        for code in codes::reads::unknown(tx, CodeScheme::Soc, &[step.soc_code.as_str()]).await? {
            let message = format!("The current SOC list does not have {code}.");
            checks.fail(UserErrorCode::NotFound, "input.socCode", message);
        }
    }
    check_wage(cx, &mut checks, step);
    let key = |step: &Model| (step.soc_code.clone(), step.title.as_deref().map(text::fold));
    if others.iter().any(|other| key(other) == key(step)) {
        let message = "This map has a step of this occupation; give it a title of its own.";
        checks.fail(UserErrorCode::Duplicate, "input.socCode", message);
    }
    checks.done()
}

/// A wage has a source and a day, and these have a wage.
fn check_wage(cx: &Cx, checks: &mut Checks, step: &Model) {
    let (low, high) = (step.wage_low_cents, step.wage_high_cents);
    if low
        .zip(high)
        .is_some_and(|(low, high): (Money, Money)| low > high)
    {
        let message = "This must not be more than the high end.";
        checks.fail(UserErrorCode::Invalid, "input.wageLow", message);
    }
    if step.wage_as_of.is_some_and(|day| day > cx.app.clock.latest_day()) {
        let message = "This day has not come yet.";
        checks.fail(UserErrorCode::Invalid, "input.wageAsOf", message);
    }
    let has_wage = low.is_some() || high.is_some();
    for (path, is_there) in [
        ("input.wageSource", step.wage_source.is_some()),
        ("input.wageAsOf", step.wage_as_of.is_some()),
    ] {
        match (has_wage, is_there) {
            (true, false) => {
                let message = "A wage has a source and a day.";
                checks.fail(UserErrorCode::Required, path, message);
            }
            (false, true) => {
                let message = "This is of a wage: give one, or leave this out.";
                checks.fail(UserErrorCode::Invalid, path, message);
            }
            _ => {}
        }
    }
}

/// What employers said of the edges at a step was said of another occupation.
async fn make_stale(tx: &Tx, step: PathwayStepId) -> Result<()> {
    use pathway_edge::Column as E;
    pathway_edge::Entity::update_many()
        .col_expr(E::Version, Expr::col(E::Version).add(1))
        .filter(
            Condition::any()
                .add(E::FromStepId.eq(step))
                .add(E::ToStepId.eq(step)),
        )
        .exec(tx)
        .await?;
    Ok(())
}

/// A step as the audit keeps it.
fn summary(step: &Model) -> String {
    let money = |wage: Option<Money>| wage.map(|wage| scalars::hundredths(wage.cents()));
    let parts = [
        Some(step.soc_code.clone()),
        step.title.clone(),
        money(step.wage_low_cents).map(|wage| format!("from {wage}")),
        money(step.wage_high_cents).map(|wage| format!("to {wage}")),
        step.wage_source.clone(),
        step.wage_as_of.map(|day| day.to_string()),
        Some(format!("position {}", step.position)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
