//! Relations of measurable skill gains, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{ProgramId, SkillGainId},
    program::ProgramDelivery,
};
use futures_util::future::BoxFuture;

use super::{
    reads,
    types::{SkillGain, SkillGainAnswer},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
    programs,
};

/// The gain with an id.
pub struct SkillGainOf;

impl Relation for SkillGainOf {
    type Key = SkillGainId;
    type Args = ();
    type Value = SkillGain;

    async fn load(cx: &Cx, keys: &[SkillGainId], (): &()) -> Result<HashMap<SkillGainId, SkillGain>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, SkillGain::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut SkillGain>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        SkillGain::fill(cx, values, selection)
    }
}

/// Whether a gain counts for the measure.
pub struct IsCountedOf;

impl Relation for IsCountedOf {
    type Key = SkillGainId;
    type Args = ();
    type Value = bool;

    async fn load(cx: &Cx, keys: &[SkillGainId], (): &()) -> Result<HashMap<SkillGainId, bool>> {
        let counted = reads::counted_among(cx, keys).await?;
        Ok(counted.into_iter().map(|id| (id, true)).collect())
    }

    fn missing(_: &Cx, _: SkillGainId, (): &()) -> Option<bool> {
        Some(false)
    }
}

/// What was answered about a gain that the actor sees, the latest first.
pub struct AnswersOf;

impl Relation for AnswersOf {
    type Key = SkillGainId;
    type Args = ();
    type Value = Vec<SkillGainAnswer>;

    async fn load(cx: &Cx, keys: &[SkillGainId], (): &()) -> Result<HashMap<SkillGainId, Self::Value>> {
        let mut answers: HashMap<SkillGainId, Self::Value> = HashMap::new();
        for row in reads::answers(cx.app.db.read(), keys).await? {
            let of = answers.entry(row.skill_gain_id).or_default();
            of.push(SkillGainAnswer::new(row));
        }
        Ok(answers)
    }

    fn missing(_: &Cx, _: SkillGainId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        SkillGainAnswer::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// How a program is taught, where that is noted.
pub struct DeliveryOf;

impl Relation for DeliveryOf {
    type Key = ProgramId;
    type Args = ();
    type Value = ProgramDelivery;

    async fn load(cx: &Cx, keys: &[ProgramId], (): &()) -> Result<HashMap<ProgramId, ProgramDelivery>> {
        let rows = programs::reads::by_ids(cx, keys).await?;
        let known = rows.into_iter().filter_map(|(id, row)| Some((id, row.delivery?)));
        Ok(known.collect())
    }
}
