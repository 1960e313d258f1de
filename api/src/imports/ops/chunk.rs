//! Some hundred rows at a time: all that can go in go in, each row whole or not at all.
//!
//! The records of all rows are done rule by rule, so that each kind is looked up in one statement. A row that cannot go in
//! must leave nothing behind, not even the employer it would have made: the attempt is taken back to the savepoint and
//! repeated without that row. Where the database itself refuses a statement, the rows are done one by one.

use std::collections::{BTreeMap, HashMap};

use entities::import_row::ImportOutcome;
use sea_orm::ActiveEnum as _;
use uuid::Uuid;

use super::{
    attempt::{Attempt, Done, Planned, Run, Seen},
    report::{Entry, Report},
    step::step,
};
use crate::{
    db::Tx,
    error::{Error, Result},
    imports::{kinds::of_target, targets::Target},
    personal,
};

/// Attempts before the rows are done one by one.
const MOST_ATTEMPTS: usize = 8;

/// What became of a chunk.
pub(super) struct Applied {
    done: Vec<Done>,
    failed: BTreeMap<usize, String>,
    pub(super) seen: HashMap<Uuid, Seen>,
}

/// Brings the rows in.
///
/// # Errors
/// When the database does not answer; whatever is wrong with single rows is in the answer.
pub(super) async fn apply(tx: &Tx, run: &Run, rows: &[Planned]) -> Result<Applied> {
    let quarantined = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.plan.is_quarantined());
    let mut failed: BTreeMap<usize, String> = quarantined
        .map(|(place, row)| (place, row.plan.reason()))
        .collect();
    for _ in 0..MOST_ATTEMPTS {
        let known = failed.len();
        match attempt(tx, run, rows, &mut failed, &HashMap::new()).await {
            Ok(Some(applied)) => return Ok(applied),
            Ok(None) if failed.len() > known => {}
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Ok(None) | Err(_) => break,
        }
    }
    one_by_one(tx, run, rows, failed).await
}

/// One attempt; none when rows failed that nobody knew of: they are added to `failed`, and nothing is written.
async fn attempt(
    tx: &Tx,
    run: &Run,
    rows: &[Planned],
    failed: &mut BTreeMap<usize, String>,
    seen: &HashMap<Uuid, Seen>,
) -> Result<Option<Applied>> {
    let mut more = None;
    let outcome = tx
        .savepoint(async |tx| {
            let mut attempt = Attempt::new(run, rows, failed.clone(), seen.clone());
            for rule in &run.profile.records {
                of_target!(rule.target, step(&mut attempt, tx, rule))?;
            }
            if attempt.failed.len() > failed.len() {
                more = Some(attempt.failed);
                return Err(Error::state("row", "once more without the rows that failed"));
            }
            Ok(Applied {
                done: attempt.done,
                failed: attempt.failed,
                seen: attempt.seen,
            })
        })
        .await;
    match (outcome, more) {
        (_, Some(more)) => {
            *failed = more;
            Ok(None)
        }
        (outcome, None) => outcome.map(Some),
    }
}

async fn one_by_one(
    tx: &Tx,
    run: &Run,
    rows: &[Planned],
    failed: BTreeMap<usize, String>,
) -> Result<Applied> {
    let mut all = Applied {
        done: Vec::new(),
        failed,
        seen: HashMap::new(),
    };
    for (place, row) in rows.iter().enumerate() {
        if all.failed.contains_key(&place) {
            continue;
        }
        let mut failure = BTreeMap::new();
        match attempt(tx, run, std::slice::from_ref(row), &mut failure, &all.seen).await {
            Ok(Some(applied)) => {
                all.seen = applied.seen;
                all.done
                    .extend(applied.done.into_iter().map(|done| Done { row: place, ..done }));
            }
            Ok(None) => all
                .failed
                .extend(failure.into_values().map(|reason| (place, reason))),
            Err(Error::Internal(source)) => {
                tracing::error!(error = %source, row = row.number, "the database refused a row of an import");
                all.failed
                    .insert(place, "The database refused this row.".to_owned());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

impl Applied {
    /// The lines of the report, and the counts added to `report`.
    pub(super) fn entries(self, run: &Run, rows: &[Planned], report: &mut Report) -> Vec<Entry> {
        let mut done: BTreeMap<usize, Vec<Done>> = BTreeMap::new();
        for one in self.done {
            done.entry(one.row).or_default().push(one);
        }
        let mut entries = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            report.count_warnings(&row.plan);
            let of_row = match self.failed.get(&place) {
                Some(reason) => vec![quarantined(run, row, reason, report)],
                None => written(row, done.remove(&place).unwrap_or_default(), report),
            };
            entries.extend(of_row);
        }
        entries
    }
}

/// A quarantined row counts for the last record of the profile: what the file is about.
fn quarantined(run: &Run, row: &Planned, reason: &str, report: &mut Report) -> Entry {
    let target = run
        .profile
        .records
        .last()
        .map_or(Target::Employer, |rule| rule.target);
    report.count(target, ImportOutcome::Failed);
    report.carry(&row.plan);
    Entry {
        row_number: row.number,
        target: target.name().to_owned(),
        outcome: ImportOutcome::Failed.to_value(),
        subject: None,
        reason: Some(personal::redacted(reason).into_owned()),
        raw: Some(row.raw.clone()),
        before: None,
        after_version: None,
    }
}

/// The row as read and its warnings stand on the first of its lines.
fn written(row: &Planned, done: Vec<Done>, report: &mut Report) -> Vec<Entry> {
    let sentences: Vec<&str> = row
        .plan
        .warnings
        .iter()
        .map(|one| one.sentence.as_str())
        .collect();
    let mut reason = (!sentences.is_empty()).then(|| personal::redacted(&sentences.join(" ")).into_owned());
    let mut raw = Some(row.raw.clone());
    let mut entries = Vec::new();
    for one in done {
        report.count(one.target, one.outcome);
        entries.push(Entry {
            row_number: row.number,
            target: one.target.name().to_owned(),
            outcome: one.outcome.to_value(),
            subject: Some((subject(one.target), one.id)),
            reason: reason.take(),
            raw: raw.take(),
            before: one.before,
            after_version: Some(one.after_version),
        });
    }
    entries
}

fn subject(target: Target) -> String {
    use entities::subject_type::SubjectType as S;
    let subject = match target {
        Target::Agency => S::Agency,
        Target::Employer => S::Employer,
        Target::Establishment => S::Establishment,
        Target::Contact => S::Contact,
        Target::Affiliation => S::Affiliation,
        Target::Program => S::Program,
        Target::Engagement => S::Engagement,
        Target::Contribution => S::Contribution,
        Target::Partnership => S::Partnership,
        Target::Meeting => S::Meeting,
        Target::Attendee => S::Attendee,
        Target::Credential => S::Credential,
        Target::Completer => S::Completer,
        Target::Hire => S::Hire,
        Target::CompetencyList => S::CompetencyList,
        Target::CompetencyEdition => S::CompetencyEdition,
        Target::Affirmation => S::Affirmation,
        Target::Opening => S::Opening,
    };
    subject.to_value()
}
