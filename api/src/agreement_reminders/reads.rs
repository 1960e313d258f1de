//! Selects of reminders of agreements, always through the policy of partnerships.

use std::collections::HashMap;

use entities::{
    agreement_reminder,
    ids::{AgreementId, UserId},
    user_account,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    app::Cx,
    error::Result,
    mail,
    policy::{self, Action},
};

/// The reminders of these agreements, the first due first.
///
/// # Errors
/// Database errors.
pub async fn of_agreements(cx: &Cx, ids: &[AgreementId]) -> Result<Vec<agreement_reminder::Model>> {
    use agreement_reminder::Column as C;
    Ok(agreement_reminder::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(C::AgreementId.is_in(ids.iter().copied()))
        .order_by_asc(C::DueAt)
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// The addresses of these users; masked for whoever may not see users.
///
/// # Errors
/// Database errors.
pub async fn addresses(cx: &Cx, ids: &[UserId]) -> Result<HashMap<UserId, String>> {
    use user_account::Column as C;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(UserId, String)> = user_account::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(C::Id.is_in(ids.iter().copied()))
        .select_only()
        .columns([C::Id, C::Email])
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    let is_open = cx.may(Action::UserRead).is_ok();
    let shown = |address: String| if is_open { address } else { mail::mask(&address) };
    Ok(rows
        .into_iter()
        .map(|(id, address)| (id, shown(address)))
        .collect())
}
