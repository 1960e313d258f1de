//! Which cells of a row its report keeps: all of them, but of a file about completers only those that the profile reads. Whoever sends
//! such a list has names and birthdays in further columns, which nobody asked for.

use std::collections::HashSet;

use serde_json::json;

use super::attempt::Planned;
use crate::{
    app::Cx,
    imports::{
        file::Row,
        plan::{Planner, RowPlan, WarningKind},
        profile::{FieldRule, Profile, RecordRule, Source},
        targets::Target,
    },
    personal, text,
};

/// The columns whose cells are kept.
pub(super) enum Kept {
    /// All.
    All,
    /// These, folded, and no cells beyond the header.
    Only(HashSet<String>),
}

impl Kept {
    /// What is kept of a file that a profile reads.
    pub(super) fn of(cx: &Cx, profile: &Profile) -> Self {
        if !profile.is_closed() {
            return Self::All;
        }
        let keeps_names = cx.app.config.completers.keeps_names;
        let is_kept = |rule: &RecordRule, field: &FieldRule| {
            keeps_names || rule.target != Target::Completer || field.name != "name"
        };
        let columns = profile.records.iter().flat_map(|rule| {
            let fields = rule.fields.iter().filter(move |field| is_kept(rule, field));
            fields.flat_map(|field| match &field.source {
                Source::Columns { columns, .. } => columns.as_slice(),
                _ => &[],
            })
        });
        Self::Only(columns.map(|column| text::fold(column)).collect())
    }

    /// A row with its plan and the cells that are kept.
    pub(super) fn planned(&self, planner: &Planner, row: &Row) -> Option<Planned> {
        let cells = row.cells().filter(|(column, _)| self.keeps(column));
        let raw = cells
            .map(|(column, cell)| json!([column, personal::redacted(cell)]))
            .collect();
        let mut plan = planner.plan(row);
        if let Self::Only(_) = self {
            hide_extra_cells(&mut plan);
        }
        Some(Planned {
            number: i32::try_from(row.number).ok()?,
            raw,
            plan,
        })
    }

    fn keeps(&self, column: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(columns) => columns.contains(&text::fold(column)),
        }
    }
}

/// The sentence about cells beyond the header quotes them.
fn hide_extra_cells(plan: &mut RowPlan) {
    for warning in &mut plan.warnings {
        if warning.kind == WarningKind::ExtraCells {
            "The row has more cells than the header.".clone_into(&mut warning.sentence);
        }
    }
}
