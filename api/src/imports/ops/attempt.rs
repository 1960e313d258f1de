//! An attempt to bring a few hundred rows in: what each row's records became so far, and which rows cannot go in.

use std::collections::{BTreeMap, HashMap};

use entities::{ids::AgencyId, import_row::ImportOutcome};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{
    app::Cx,
    imports::{
        plan::{Record, RowPlan},
        profile::{Profile, RecordRule},
        targets::Target,
    },
};

/// What all chunks of an import have in common.
pub(super) struct Run {
    pub(super) cx: Cx,
    pub(super) profile: Profile,
    /// Whose the records are that do not say.
    pub(super) agency: Option<AgencyId>,
    /// The role types that can be chosen, by key.
    pub(super) roles: HashMap<String, Uuid>,
    /// The records that earlier rows filled or found: some 50 bytes each, the one thing that grows with the file.
    pub(super) seen: HashMap<Uuid, Seen>,
}

/// A record that a row filled or found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The row.
    pub(super) row: i32,
    /// A digest of the values it was to have; none when the row only found or made it.
    pub(super) digest: Option<u64>,
}

/// A row of the file and what it asks for.
pub(super) struct Planned {
    pub(super) number: i32,
    pub(super) raw: Json,
    pub(super) plan: RowPlan,
}

/// What became of a record of a row.
pub(super) struct Done {
    /// The row's place in the chunk.
    pub(super) row: usize,
    pub(super) target: Target,
    pub(super) outcome: ImportOutcome,
    pub(super) id: Uuid,
    pub(super) before: Option<Json>,
    pub(super) after_version: i32,
}

/// An attempt at a chunk.
pub(super) struct Attempt<'r> {
    pub(super) run: &'r Run,
    pub(super) rows: &'r [Planned],
    /// Rows that cannot go in, by their place, each with the reason.
    pub(super) failed: BTreeMap<usize, String>,
    /// The ids of the records of each row.
    pub(super) ids: Vec<Vec<Option<Uuid>>>,
    pub(super) done: Vec<Done>,
    /// What is new in [`Run::seen`].
    pub(super) seen: HashMap<Uuid, Seen>,
}

/// A record of a row: the places of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) row: usize,
    pub(super) place: usize,
}

impl<'r> Attempt<'r> {
    pub(super) fn new(
        run: &'r Run,
        rows: &'r [Planned],
        failed: BTreeMap<usize, String>,
        seen: HashMap<Uuid, Seen>,
    ) -> Self {
        let ids = rows
            .iter()
            .map(|row| vec![None; row.plan.records.len()])
            .collect();
        Self {
            run,
            rows,
            failed,
            ids,
            done: Vec::new(),
            seen,
        }
    }

    /// The records by a rule, of rows that can go in.
    pub(super) fn items(&self, rule: &RecordRule) -> Vec<Item> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(row, _)| !self.failed.contains_key(row))
            .filter_map(|(row, planned)| {
                let is_its = |record: &Record| record.name == rule.name;
                let place = planned.plan.records.iter().position(is_its)?;
                Some(Item { row, place })
            })
            .collect()
    }

    pub(super) fn record(&self, item: Item) -> &'r Record {
        &self.rows[item.row].plan.records[item.place]
    }

    pub(super) fn number(&self, item: Item) -> i32 {
        self.rows[item.row].number
    }

    pub(super) fn seen(&self, id: Uuid) -> Option<Seen> {
        self.seen.get(&id).or_else(|| self.run.seen.get(&id)).copied()
    }
}
