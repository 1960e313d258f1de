//! Relations of the ladder of employer engagement, each loaded for many records in a fixed number of statements.

use std::collections::HashMap;

use chrono::Months;
use entities::ids::{EmployerId, LadderEvidenceKindId};

use super::{
    ops::level,
    reads,
    types::{EngagementLevel, LadderEvidenceKind},
};
use crate::{app::Cx, error::Result, prefetch::Relation};

/// Ends of quarters of which the level is told: two years.
const QUARTERS: u32 = 8;

/// The kind of evidence with an id.
pub struct EvidenceKindOf;

impl Relation for EvidenceKindOf {
    type Key = LadderEvidenceKindId;
    type Args = ();
    type Value = LadderEvidenceKind;

    async fn load(
        cx: &Cx,
        keys: &[LadderEvidenceKindId],
        (): &(),
    ) -> Result<HashMap<LadderEvidenceKindId, LadderEvidenceKind>> {
        let rows = reads::kinds_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, LadderEvidenceKind::new(row)))
            .collect())
    }
}

/// How far employers have come, today and at the ends of past quarters: four statements for all.
pub struct EngagementLevelOf;

impl Relation for EngagementLevelOf {
    type Key = EmployerId;
    type Args = ();
    type Value = EngagementLevel;

    async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, EngagementLevel>> {
        let (today, window) = (cx.app.clock.today(), cx.app.config.ladder_months);
        let kinds = reads::kinds(cx, false).await?;
        let ends = level::quarter_ends(today, QUARTERS);
        let earliest = ends.last().copied().unwrap_or(today);
        // A month more, because months differ in their days.
        let from = earliest
            .checked_sub_months(Months::new(window + 1))
            .unwrap_or(earliest);
        let mut evidence = reads::evidence(cx, keys, &kinds, (from, today)).await?;
        let of = |id: &EmployerId| {
            let evidence = evidence.remove(id).unwrap_or_default();
            let standing = level::standing(&evidence, today, window);
            let history = ends
                .iter()
                .map(|day| (*day, level::level_on(&evidence, *day, window)));
            let level = EngagementLevel::new(standing, history, &kinds, (today, window));
            (*id, level)
        };
        Ok(keys.iter().map(of).collect())
    }
}
