//! The records a hire refers to: they are there, visible, live, and fit together.

use entities::{employer, establishment, hire};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{Checks, effective},
    db::Tx,
    employers,
    error::{Error, Result},
    establishments,
    shared::references::{changed, found},
};

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&hire::Model>,
    row: &hire::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)) {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
        if before.is_some_and(|before| before.referral_id.is_some()) {
            checks.note(Err::<(), _>(Error::invalid(
                "input.employerId",
                "The referral that led to this hire was to another employer.",
            )));
        }
    }
    checks.note(check_establishment(tx, cx, before, row).await);
    checks.done()
}

/// The establishment is one of the employer's, once the change is written.
async fn check_establishment(
    tx: &Tx,
    cx: &Cx,
    before: Option<&hire::Model>,
    row: &hire::ActiveModel,
) -> Result<()> {
    let path = "input.establishmentId";
    let employer = match row.employer_id {
        Set(id) => Some(id),
        _ => before.map(|before| before.employer_id),
    };
    let stored = before.and_then(|before| before.establishment_id);
    let Some(id) = effective(&row.establishment_id, stored) else {
        return Ok(());
    };
    let is_new = stored != Some(id);
    if !is_new && employer == before.map(|before| before.employer_id) {
        return Ok(());
    }
    let among = if is_new {
        establishments::reads::live(cx)
    } else {
        establishments::reads::visible(cx)
    };
    let select = among.filter(establishment::Column::Id.eq(id));
    let establishment = found(tx, select, path, "establishment").await?;
    if Some(establishment.employer_id) == employer {
        return Ok(());
    }
    Err(Error::invalid(
        path,
        "This establishment belongs to another employer.",
    ))
}
