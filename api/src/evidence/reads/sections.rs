//! The sections of an evidence file, a file each: each reads through its feature and says what is missing.

mod advice;
mod affirmations;
mod approval;
mod checklist;
mod cohorts;
mod contributions;
mod demand_gap;
mod meetings;
mod openings;
mod outcomes;
mod pathways;

use std::collections::{BTreeSet, HashMap};

use entities::ids::EmployerId;

use super::Subject;
use crate::{app::Cx, employers, error::Result, evidence::ops::contents::Section};

/// All sections in their order. `cx` is Guildhall's own: a section itself leaves out what is not for the network.
///
/// # Errors
/// Database errors.
pub(super) async fn all(cx: &Cx, subject: &Subject) -> Result<Vec<Section>> {
    Ok(vec![
        approval::section(subject),
        checklist::section(cx, subject).await?,
        affirmations::section(cx, subject).await?,
        meetings::section(cx, subject).await?,
        advice::section(cx, subject).await?,
        contributions::section(cx, subject).await?,
        openings::section(cx, subject).await?,
        demand_gap::section(cx, subject).await?,
        pathways::section(cx, subject).await?,
        cohorts::section(cx, subject).await?,
        outcomes::section(cx, subject).await?,
    ])
}

/// The names of employers by their ids: one statement, or none when nobody is named.
async fn names(cx: &Cx, ids: impl IntoIterator<Item = EmployerId>) -> Result<HashMap<EmployerId, String>> {
    let ids: BTreeSet<EmployerId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<EmployerId> = ids.into_iter().collect();
    let rows = employers::reads::by_ids(cx, &ids).await?;
    Ok(rows.into_iter().map(|(id, row)| (id, row.name)).collect())
}
