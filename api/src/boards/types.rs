//! Rules of boards and composition reports as GraphQL shows them.

mod finding;

use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;
use entities::board_rules;
use futures_util::future::BoxFuture;

use super::ops::report::Board;
use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    prefetch::{Fill, Selection},
    scalars::{Date, Instant},
};
pub use finding::{CompositionFinding, CompositionFindingKind};

/// The rules of a board.
#[derive(Clone, Debug)]
pub struct BoardRules {
    row: board_rules::Model,
}

impl BoardRules {
    /// The rules of a row.
    pub fn new(row: board_rules::Model) -> Self {
        Self { row }
    }
}

/// What a board is held to: its composition report checks it.
#[Object]
impl BoardRules {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Which part of the members on the day a meeting needs, in percent; null when any number will do.
    async fn quorum_percent(&self) -> Option<i32> {
        self.row.quorum_percent
    }

    /// Whether more than half have to be from industry, of the members and of those at each meeting.
    async fn industry_majority(&self) -> bool {
        self.row.industry_majority
    }

    /// How many meetings in twelve months; null when that is not ruled.
    async fn meetings_per_year(&self) -> Option<i32> {
        self.row.meetings_per_year
    }

    /// Days after a meeting in which its minutes are filed; null when that is not ruled.
    async fn minutes_within_days(&self) -> Option<i32> {
        self.row.minutes_within_days
    }

    /// Months of a term, where a membership does not say when its term ends; null when that is not ruled.
    async fn term_months(&self) -> Option<i32> {
        self.row.term_months
    }

    /// When they were set first.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When they were last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts their changes: hand it back with a change, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What became of setting the rules of a board.
#[derive(SimpleObject)]
pub struct BoardRulesSetPayload {
    /// The rules as stored now; after a `CONFLICT` as somebody else left them.
    pub board_rules: Option<BoardRules>,
    /// The fields that changed; empty when the board had no rules.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the rules are set.
    pub user_errors: Vec<UserError>,
}

/// A board against its rules.
#[derive(Clone)]
pub struct CompositionReport {
    as_of: NaiveDate,
    needs_industry_majority: bool,
    business_members: i32,
    other_members: i32,
    meetings_held: i32,
    findings: Vec<CompositionFinding>,
}

impl CompositionReport {
    /// The report of a board as of a day.
    pub fn new(as_of: NaiveDate, board: &Board) -> Self {
        let report = board.report(as_of);
        Self {
            as_of,
            needs_industry_majority: board.rules.industry_majority,
            business_members: report.business_members,
            other_members: report.other_members,
            meetings_held: report.meetings_held,
            findings: report.findings.into_iter().map(CompositionFinding::new).collect(),
        }
    }
}

impl Fill for CompositionReport {
    fn fill<'a>(
        cx: &'a Cx,
        nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let findings = nodes.into_iter().flat_map(|node| &mut node.findings).collect();
            CompositionFinding::fill(cx, findings, &selection.field("findings")).await
        })
    }
}

/// A board against its rules: its members on a day, and the meetings held in the twelve months up to it.
#[Object]
impl CompositionReport {
    /// The day.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// Whether more than half have to be from industry: by its rules, or because it is public-private and has no rules.
    async fn needs_industry_majority(&self) -> bool {
        self.needs_industry_majority
    }

    /// Members on the day that are employers.
    async fn business_members(&self) -> i32 {
        self.business_members
    }

    /// Members on the day that are not.
    async fn other_members(&self) -> i32 {
        self.other_members
    }

    /// Meetings held in the twelve months up to the day.
    async fn meetings_held(&self) -> i32 {
        self.meetings_held
    }

    /// What is broken: first of the board, then of its meetings from the first to the last, then of its members. Empty when all
    /// is well.
    async fn findings(&self) -> &[CompositionFinding] {
        &self.findings
    }
}
