//! What a hire does to the referral that led to it.

use chrono::NaiveDate;
use entities::{
    ids::{CompleterId, EmployerId, ReferralId},
    referral::ReferralStage,
};

use super::{reads, steps, way};
use crate::{
    app::Cx,
    db::Tx,
    error::{Error, Result, UserErrorCode},
};

/// Brings the referral named at `path` to `HIRED`: of this completer, to this employer, and still open.
///
/// # Errors
/// `NOT_FOUND`, `INVALID` for another completer or employer, `STATE` when it is in the trash or has ended; all at `path`.
pub async fn hired(
    tx: &Tx,
    cx: &Cx,
    id: ReferralId,
    (completer, employer, started_on): (CompleterId, EmployerId, NaiveDate),
    path: &str,
) -> Result<()> {
    let row = match reads::by_id(cx, tx, id).await {
        Err(Error::NotFound) => {
            let message = "There is no such referral.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    if row.completer_id != completer {
        return Err(Error::invalid(path, "This referral is of another completer."));
    }
    if row.employer_id != employer {
        return Err(Error::invalid(path, "This referral was to another employer."));
    }
    if row.trashed_at.is_some() {
        let message = "This referral is in the trash; restore it first.";
        return Err(Error::state(path, message));
    }
    if !way::is_open(row.stage) {
        return Err(Error::state(path, "This referral has ended."));
    }
    let day = started_on.max(row.stage_on);
    steps::set(tx, cx, &row, None, ReferralStage::Hired, day).await?;
    Ok(())
}

/// Takes the referral back to where it stood before the hire.
///
/// # Errors
/// Database errors.
pub async fn unhired(tx: &Tx, cx: &Cx, id: ReferralId) -> Result<()> {
    let row = reads::by_id(cx, tx, id).await?;
    let steps = reads::steps(tx, &[id]).await?;
    let before = steps.iter().rev().find(|step| step.stage != ReferralStage::Hired);
    if let (ReferralStage::Hired, Some(before)) = (row.stage, before) {
        steps::set(tx, cx, &row, None, before.stage, before.happened_on).await?;
    }
    Ok(())
}
