//! What a program refers to, and the program that others refer to.

use entities::{
    code_list::CodeScheme,
    ids::ProgramId,
    partnership::{self, PartnershipKind},
    program,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::{Draft, occupations};
use crate::{
    app::Cx,
    checks::{Checks, effective},
    codes,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    programs::reads,
    shared::references::{changed, found},
};

/// The live program named at `path`, whose agency's programs the actor may change.
///
/// # Errors
/// `NOT_FOUND` at `path`; `FORBIDDEN`; `STATE` when it is in the trash.
pub async fn held(tx: &Tx, cx: &Cx, id: ProgramId, path: &str) -> Result<program::Model> {
    let row = match reads::by_id(cx, tx, id).await {
        Err(Error::NotFound) => {
            let message = "There is no such program.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    cx.may_for(Action::ProgramUpdate, row.agency_id)?;
    if row.trashed_at.is_some() {
        let message = "This program is in the trash; restore it first.";
        return Err(Error::state(path, message));
    }
    Ok(row)
}

/// Its board is one, its codes are of the current lists, and its approval ends after it began, once the draft is written.
pub(super) async fn check(tx: &Tx, cx: &Cx, before: Option<&program::Model>, draft: &Draft) -> Result<()> {
    let mut checks = Checks::new();
    check_approval(&mut checks, before, &draft.row);
    check_codes(tx, &mut checks, before, draft).await?;
    let stored = before.map(|before| before.advisory_board_id);
    if let Some(Some(board)) = changed(&draft.row.advisory_board_id, stored) {
        use partnership::Column as C;
        let select = partnerships::reads::live(cx)
            .filter(C::Id.eq(board))
            .filter(C::Kind.eq(PartnershipKind::AdvisoryBoard));
        checks.note(found(tx, select, "input.advisoryBoardId", "advisory board").await);
    }
    checks.done()
}

fn check_approval(checks: &mut Checks, before: Option<&program::Model>, row: &program::ActiveModel) {
    let approved_on = effective(&row.approved_on, before.and_then(|before| before.approved_on));
    let expires_on = effective(
        &row.approval_expires_on,
        before.and_then(|before| before.approval_expires_on),
    );
    if approved_on.zip(expires_on).is_some_and(|(from, to)| to < from) {
        let message = "It cannot expire before it was given.";
        checks.fail(UserErrorCode::Invalid, "input.approvalExpiresOn", message);
    }
}

/// Only codes that are new to the program: one that was right when it was written may stay.
async fn check_codes(
    tx: &Tx,
    checks: &mut Checks,
    before: Option<&program::Model>,
    draft: &Draft,
) -> Result<()> {
    if let Set(Some(code)) = &draft.row.cip_code
        && before.and_then(|before| before.cip_code.as_ref()) != Some(code)
    {
        for code in codes::reads::unknown(tx, CodeScheme::Cip, &[code]).await? {
            let message = format!("The current CIP list does not have {code}.");
            checks.fail(UserErrorCode::NotFound, "input.cipCode", message);
        }
    }
    if let Some(wanted) = &draft.occupations {
        let had = match before {
            Some(before) => occupations::stored(tx, before.id).await?,
            None => Vec::new(),
        };
        let new: Vec<&str> = wanted
            .iter()
            .filter(|code| !had.contains(code))
            .map(String::as_str)
            .collect();
        for code in codes::reads::unknown(tx, CodeScheme::Soc, &new).await? {
            let message = format!("The current SOC list does not have {code}.");
            checks.fail(UserErrorCode::NotFound, "input.socCodes", message);
        }
    }
    Ok(())
}
