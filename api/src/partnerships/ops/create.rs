//! Adding a partnership, with the agencies that convene it.

use entities::partnership;
use sea_orm::ActiveValue::Set;

use super::{Draft, NewConvener, check_days, checked, convener, covers, needs_convener, phase_of};
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record,
};

/// Adds a partnership.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values, and when nobody convenes a partnership that works; `NOT_FOUND`
/// for a sector or agency that is not there; `DUPLICATE` for an agency named twice.
pub async fn create(cx: &Cx, draft: Draft, conveners: Vec<NewConvener>) -> Result<partnership::Model> {
    cx.may(Action::PartnershipCreate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft, conveners).await).await
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
) -> Result<partnership::Model> {
    cx.may(Action::PartnershipCreate)?;
    let phase = phase_of(None, &draft.row);
    draft.row.phase = Set(phase);
    let mut checks = Checks::new();
    if draft.row.name.is_not_set() {
        checks.fail(UserErrorCode::Required, "input.name", "This must not be empty.");
    }
    checks.note(check_days(None, &draft.row));
    if needs_convener(phase) && conveners.is_empty() {
        let message = "Name the agency that convenes it; only a dormant or closed partnership has none.";
        checks.fail(UserErrorCode::Required, "input.conveners", message);
    }
    let found = convener::check_all(tx, cx, &conveners).await;
    checks.note(found);
    let sectors = covers::check_sectors(tx, cx, draft.sectors.as_deref().unwrap_or_default()).await;
    checks.note(sectors);
    checks.done()?;
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
    Ok(row)
}
