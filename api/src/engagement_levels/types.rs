//! The ladder of employer engagement as GraphQL shows it.

mod kind;

use std::collections::HashMap;

use async_graphql::{Enum, ID, SimpleObject};
use chrono::NaiveDate;
use entities::{ids::LadderEvidenceKindId, ladder_evidence_kind};

use super::ops::level::{Reason, Standing};
use crate::{
    scalars::Date,
    shared::types::{RecordKind, record_id},
};

pub use kind::{
    LadderEvidenceKind, LadderEvidenceKindRetirePayload, LadderEvidenceKindUnretirePayload,
    LadderEvidenceKindUpdatePayload,
};

/// A level of the ladder of employer engagement, I to V. What counts for which is a list that administrators keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::ladder_evidence_kind::LadderLevel")]
pub enum LadderLevel {
    /// Level I: says what it needs and gives advice. A new relationship.
    Advising,
    /// Level II: lends people, places and equipment to what is there. Trust grows.
    CapacityBuilding,
    /// Level III: develops programs and pathways with those who teach. A working relationship.
    CoDesigning,
    /// Level IV: works in a sector partnership. A trusted collaborator.
    Convening,
    /// Level V: leads a partnership or what it works on. A strategic partner.
    Leading,
}

/// How far an employer has come on the ladder of employer engagement: the highest level with evidence in the window. It is computed
/// from the records that you may see; nobody sets it.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EngagementLevel {
    /// The level; null without evidence in the window.
    pub level: Option<LadderLevel>,
    /// The newest evidence of each kind in the window: the highest level first, then the newest.
    pub reasons: Vec<EngagementLevelReason>,
    /// The first day on which the level is lower unless new evidence comes. Null without a level, and while evidence of the level
    /// lasts, such as a membership without an end.
    pub decays_on: Option<Date>,
    /// How many months evidence counts after its day, the last day included.
    pub window_months: i32,
    /// The day it is told of: today (UTC).
    pub as_of: Date,
    /// The level at the end of each of the eight calendar quarters before this one, the latest first, by the evidence and the list
    /// of kinds as they are recorded now.
    pub history: Vec<EngagementLevelAt>,
}

/// Why an employer is on its level: the newest evidence of a kind.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EngagementLevelReason {
    /// The kind of evidence.
    pub kind: LadderEvidenceKind,
    /// The level that the kind shows.
    pub level: LadderLevel,
    /// The day of it; today for what lasts, the last day for what ended.
    pub on: Date,
    /// What it is, in a line: the subject of the engagement, the beginning of the advice, the answer of the affirmation, the event or
    /// activity of the contribution, the title of the pathway map, the title or the occupation code of the opening, the name of the
    /// partnership, the title of the priority.
    pub what: Option<String>,
    /// The kind of record.
    pub record_type: RecordKind,
    /// The record; `node` answers it.
    pub record_id: ID,
}

/// The level at the end of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct EngagementLevelAt {
    /// The last day of the quarter.
    pub on: Date,
    /// The level; null without evidence in the window that ended on that day.
    pub level: Option<LadderLevel>,
}

impl EngagementLevel {
    /// What was computed of an employer on a day with a window of so many months.
    pub fn new(
        standing: Standing,
        history: impl IntoIterator<Item = (NaiveDate, Option<ladder_evidence_kind::LadderLevel>)>,
        kinds: &[ladder_evidence_kind::Model],
        (today, window): (NaiveDate, u32),
    ) -> Self {
        let kinds: HashMap<_, _> = kinds.iter().map(|kind| (kind.id, kind)).collect();
        let at = |(day, level): (NaiveDate, Option<ladder_evidence_kind::LadderLevel>)| EngagementLevelAt {
            on: Date(day),
            level: level.map(Into::into),
        };
        Self {
            level: standing.level.map(Into::into),
            reasons: standing
                .reasons
                .into_iter()
                .filter_map(|reason| EngagementLevelReason::new(reason, &kinds))
                .collect(),
            decays_on: standing.decays_on.map(Date),
            window_months: i32::try_from(window).unwrap_or(i32::MAX),
            as_of: Date(today),
            history: history.into_iter().map(at).collect(),
        }
    }
}

impl EngagementLevelReason {
    fn new(
        reason: Reason,
        kinds: &HashMap<LadderEvidenceKindId, &ladder_evidence_kind::Model>,
    ) -> Option<Self> {
        let Reason { evidence, on } = reason;
        let kind: &ladder_evidence_kind::Model = kinds.get(&evidence.kind)?;
        let (subject, id) = evidence.record;
        Some(Self {
            kind: LadderEvidenceKind::new(kind.clone()),
            level: evidence.level.into(),
            on: Date(on),
            what: evidence.what,
            record_type: subject.into(),
            record_id: record_id(subject, id),
        })
    }
}
