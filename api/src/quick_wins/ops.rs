//! The rules of quick wins.

mod change;
mod trash;

pub use change::{record, update};
pub use trash::{restore, trash};

use entities::{
    ids::{PartnershipId, PriorityId},
    priority, quick_win,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME, MOST_TEXT},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    priorities,
};

crate::record::record!(quick_win, QuickWin, QuickWinId, |_row| None);

/// What is set on a quick win: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: quick_win::ActiveModel,
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.required("input.title", &mut draft.row.title, MOST_NAME);
    checks.optional("input.description", &mut draft.row.description, MOST_TEXT);
    if matches!(draft.row.achieved_on, Set(day) if day > cx.app.clock.today()) {
        let message = "This day has not come yet.";
        checks.fail(UserErrorCode::Invalid, "input.achievedOn", message);
    }
    checks.done()?;
    Ok(draft)
}

/// The priority that is set is a live one of the partnership.
async fn check_priority(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    row: &quick_win::ActiveModel,
) -> Result<()> {
    let Set(Some(id)): sea_orm::ActiveValue<Option<PriorityId>> = row.priority_id else {
        return Ok(());
    };
    let found = priorities::reads::live(cx)
        .filter(priority::Column::Id.eq(id))
        .filter(priority::Column::PartnershipId.eq(partnership))
        .one(tx)
        .await?;
    found.map(|_| ()).ok_or_else(|| {
        let message = "There is no such priority of this partnership.";
        Error::user(UserErrorCode::NotFound, "input.priorityId", message)
    })
}
