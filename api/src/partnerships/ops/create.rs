//! Adding a partnership, with the agencies that convene it.

use chrono::NaiveDate;
use entities::partnership::{self, PartnershipPhase};
use sea_orm::ActiveValue::Set;

use super::{Draft, NewConvener, check_days, checked, convener, covers, needs_convener, phase_of, rests};
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships::reads,
    policy::Action,
    record,
};

/// What became of a wish to create a partnership.
#[derive(Clone, Debug)]
pub enum Created {
    /// It was created.
    Partnership(Box<partnership::Model>),
    /// Live partnerships have this name; nothing was written.
    Candidates(Vec<partnership::Model>),
}

/// Adds a partnership. With `allow_duplicates` also when live partnerships have its name.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values, and when nobody convenes a partnership that works; `NOT_FOUND`
/// for a sector or agency that is not there; `DUPLICATE` for an agency named twice.
pub async fn create(
    cx: &Cx,
    draft: Draft,
    conveners: Vec<NewConvener>,
    allow_duplicates: bool,
) -> Result<Created> {
    cx.may(Action::PartnershipCreate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        create_in(tx, cx, draft, conveners, allow_duplicates).await
    })
    .await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(
    tx: &Tx,
    cx: &Cx,
    mut draft: Draft,
    conveners: Vec<NewConvener>,
    allow_duplicates: bool,
) -> Result<Created> {
    cx.may(Action::PartnershipCreate)?;
    let phase = phase_of(None, &draft.row);
    draft.row.phase = Set(phase);
    draft.row.phase_since = Set(since(cx, phase, &draft));
    check(tx, cx, phase, &draft, &conveners).await?;
    if let (Set(name), false) = (&draft.row.name, allow_duplicates) {
        let candidates = reads::same_name(cx, tx, name).await?;
        if !candidates.is_empty() {
            return Ok(Created::Candidates(candidates));
        }
    }
    let row = record::insert::<partnership::Entity>(tx, cx, draft.row).await?;
    covers::set_sectors(tx, cx, row.id, &draft.sectors.unwrap_or_default()).await?;
    covers::set_naics(tx, row.id, &draft.naics.unwrap_or_default()).await?;
    for new in conveners {
        convener::insert(tx, cx, row.id, &new).await?;
    }
    if needs_convener(phase) && !convener::has_current(tx, &row, cx.app.clock.today(), None).await? {
        let message = "One of the conveners must convene it today.";
        return Err(Error::state("input.conveners", message));
    }
    Ok(Created::Partnership(Box::new(row)))
}

/// Since when it is in its first phase. Of one that comes here at rest it is not known, unless it is known when it ended.
fn since(cx: &Cx, phase: PartnershipPhase, draft: &Draft) -> Option<NaiveDate> {
    let today = cx.app.clock.today();
    if !rests(phase) {
        return Some(today);
    }
    let ended = draft.row.ended_on.try_as_ref().copied().flatten();
    ended.map(|day| day.min(today))
}

/// Every value and every record that it names.
async fn check(
    tx: &Tx,
    cx: &Cx,
    phase: PartnershipPhase,
    draft: &Draft,
    conveners: &[NewConvener],
) -> Result<()> {
    let mut checks = Checks::new();
    if draft.row.name.is_not_set() {
        checks.fail(UserErrorCode::Required, "input.name", "This must not be empty.");
    }
    checks.note(check_days(None, &draft.row));
    if needs_convener(phase) && conveners.is_empty() {
        let message = "Name the agency that convenes it; only a dormant or closed partnership has none.";
        checks.fail(UserErrorCode::Required, "input.conveners", message);
    }
    let found = convener::check_all(tx, cx, conveners).await;
    checks.note(found);
    let sectors = covers::check_sectors(tx, cx, draft.sectors.as_deref().unwrap_or_default()).await;
    checks.note(sectors);
    checks.done()
}
