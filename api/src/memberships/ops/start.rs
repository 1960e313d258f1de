//! Starting a membership.

use entities::{
    ids::PartnershipId,
    membership::{self, MembershipStanding},
    partnership,
};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_days, checked, missing, party::Party, period_after};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
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
    let of = live_partnership(tx, cx, partnership).await?;
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

/// The partnership, held against other changes of its members.
async fn live_partnership(tx: &Tx, cx: &Cx, id: PartnershipId) -> Result<partnership::Model> {
    let path = "partnershipId";
    let row = match partnerships::reads::locked(cx, tx, id).await {
        Err(Error::NotFound) => return Err(missing(path, "partnership")),
        other => other?,
    };
    if row.trashed_at.is_some() {
        return Err(Error::state(
            path,
            "This partnership is in the trash; restore it first.",
        ));
    }
    Ok(row)
}
