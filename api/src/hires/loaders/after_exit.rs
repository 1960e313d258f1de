//! Who employed completers after exit: for many of them one statement for the employment, one for the numbers it names, and those
//! for successions where they count.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    employer_identifier::IdentifierSystem,
    employment::{self, ExitQuarter},
    ids::{CompleterId, EmployerId, IdentifierId},
};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    completers::quarters,
    error::Result,
    hires::{
        reads,
        retention::{self, Successions, Work},
        types::{Employment, EmploymentAfterExit},
    },
    prefetch::{Fill, Relation, Selection},
};

/// The employment of a completer after an exit.
pub struct AfterExitOf;

impl Relation for AfterExitOf {
    type Key = (CompleterId, NaiveDate);
    type Args = ();
    type Value = EmploymentAfterExit;

    async fn load(cx: &Cx, keys: &[Self::Key], (): &()) -> Result<HashMap<Self::Key, Self::Value>> {
        let ids: Vec<CompleterId> = keys.iter().map(|(id, _)| *id).collect();
        let rows = reads::employment_of(cx, cx.app.db.read(), &ids).await?;
        let known = Known::of(cx, &rows).await?;
        let mut by_completer: HashMap<CompleterId, Vec<employment::Model>> = HashMap::new();
        for row in rows {
            by_completer.entry(row.completer_id).or_default().push(row);
        }
        let mut value = |(id, exited_on): (CompleterId, NaiveDate)| {
            let rows = by_completer.remove(&id).unwrap_or_default();
            let is_same = known.is_same_employer(exited_on, &rows);
            EmploymentAfterExit::new(exited_on, rows, is_same)
        };
        Ok(keys.iter().map(|key| (*key, value(*key))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut EmploymentAfterExit>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = values.into_iter().flat_map(EmploymentAfterExit::employment_mut);
            let nodes: Vec<&mut Employment> = nodes.collect();
            let (quarters, name) = (selection.field("quarters"), "employment");
            Employment::fill(cx, nodes, &quarters.field(name)).await
        })
    }
}

/// What tells whether two employers are the same.
struct Known {
    numbers: HashMap<IdentifierId, (IdentifierSystem, String)>,
    successions: Successions,
}

impl Known {
    async fn of(cx: &Cx, rows: &[employment::Model]) -> Result<Self> {
        let ids: Vec<IdentifierId> = rows.iter().filter_map(|row| row.identifier_id).collect();
        let conn = cx.app.db.read();
        let counts = cx.app.config.completers.successor_counts;
        let employers = || rows.iter().filter_map(|row| row.employer_id);
        let employers: Vec<EmployerId> = if counts { employers().collect() } else { Vec::new() };
        Ok(Self {
            numbers: reads::numbers(conn, &ids).await?,
            successions: Successions(reads::successions(conn, &employers).await?),
        })
    }

    /// Whether an employer of the second quarter recurs in the fourth; none where it cannot be said: no unsubsidized employment in
    /// the second quarter, or nobody has looked at the fourth.
    fn is_same_employer(&self, exited_on: NaiveDate, rows: &[employment::Model]) -> Option<bool> {
        let of = |quarter: ExitQuarter| {
            let rows = rows.iter().filter(move |row| row.quarter == quarter);
            rows.filter_map(|row| self.work(row)).collect::<Vec<_>>()
        };
        let (second, fourth) = (of(ExitQuarter::Q2), of(ExitQuarter::Q4));
        let ends = quarters::after_exit(exited_on, ExitQuarter::Q4).to;
        let is_looked_at = rows.iter().any(|row| row.quarter == ExitQuarter::Q4);
        (is_looked_at && retention::is_in_base(&second))
            .then(|| retention::is_retained([&second, &fourth], ends, &self.successions))
    }

    fn work(&self, row: &employment::Model) -> Option<Work> {
        Some(Work {
            employer: row.employer_id?,
            number: row.identifier_id.and_then(|id| self.numbers.get(&id).cloned()),
            is_unsubsidized: row.is_unsubsidized,
        })
    }
}
