//! Starting a membership.

use entities::{
    ids::PartnershipId,
    membership::{self, MembershipStanding},
};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_days, checked, party::Party, period_after};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    partnerships,
    policy::Action,
    record,
};

/// Makes an employer or an agency a member of a partnership.
///
/// # Errors
/// `NOT_FOUND` for the partnership or the party; `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG` for values; `STATE` when the
/// partnership is in the trash; `DUPLICATE` when the party is a member at that time.
pub async fn start(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<membership::Model> {
    cx.may(Action::PartnershipUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| start_in(tx, cx, partnership, draft).await).await
}

/// [`start`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`start`].
pub async fn start_in(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    mut draft: Draft,
) -> Result<membership::Model> {
    cx.may(Action::PartnershipUpdate)?;
    let of = partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
    let party = Party::of_draft(&draft.row)?;
    party.check(tx, cx, &of).await?;
    check_days(None, &draft.row)?;
    let wanted = period_after(None, &draft.row);
    party.check_alone(tx, of.id, wanted, None, party.path()).await?;
    draft.row.partnership_id = Set(of.id);
    if draft.row.standing.is_not_set() {
        draft.row.standing = Set(MembershipStanding::Member);
    }
    record::insert::<membership::Entity>(tx, cx, draft.row).await
}
