//! Adding an agreement.

use entities::{agreement, ids::PartnershipId};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_days, checked, parties, sections};
use crate::{
    agreement_reminders::ops::{Said, replan},
    app::Cx,
    checks::Checks,
    db,
    error::{Result, UserErrorCode},
    partnerships,
    policy::Action,
    record,
    shared::periods::last_day,
};

/// Adds an agreement with its parties and sections.
///
/// # Errors
/// `NOT_FOUND` for the partnership or a party; `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `DUPLICATE`
/// for a party named twice; `STATE` when the partnership is in the trash.
pub async fn create(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<agreement::Model> {
    cx.may(Action::CharterUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        let mut row = draft.row;
        let wanted = draft.parties.unwrap_or_default();
        let mut checks = Checks::new();
        if row.title.is_not_set() {
            checks.fail(UserErrorCode::Required, "input.title", "This must not be empty.");
        }
        checks.note(check_days(None, &row));
        let found = parties::check_all(tx, cx, &wanted).await;
        checks.note(found);
        checks.done()?;
        row.partnership_id = Set(partnership);
        for sort in [&mut row.ends_sort, &mut row.review_by_sort] {
            if sort.is_not_set() {
                *sort = Set(last_day());
            }
        }
        row.signed_on = Set(parties::signed_on(wanted.iter().map(|party| party.signed_on)));
        let row = record::insert::<agreement::Entity>(tx, cx, row).await?;
        parties::insert(tx, cx, row.id, &wanted).await?;
        sections::insert(tx, row.id, &draft.sections.unwrap_or_default()).await?;
        replan(tx, cx, &row, Said::Same).await?;
        Ok(row)
    })
    .await
}
