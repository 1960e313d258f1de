//! The rules of goals.

mod adopt;
mod close;
mod progress;
mod trash;
mod update;

pub use adopt::{adopt, adopt_in};
pub use close::{Completion, Dropping, Successor, complete, drop, reopen};
pub use progress::{NewProgress, record_progress};
pub use trash::{restore, trash};
pub use update::update;

use chrono::NaiveDate;
use entities::{
    goal::{self, GoalState},
    goal_wording,
    ids::{MembershipId, PartnershipId},
};
use sea_orm::{ActiveValue, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME, MOST_TEXT},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    memberships,
    record::record,
    shared::periods::last_day,
};

record!(goal, Goal, GoalId, |_row| None);
record!(goal_progress, GoalProgress, GoalProgressId, |_row| None);

/// What is set on a goal: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. `due_sort` is set here, not by the caller.
    pub row: goal::ActiveModel,
}

/// Cleans the values that stand at `path`, and sets the derived column.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft, path: &str) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required(&format!("{path}.title"), &mut row.title, MOST_NAME);
    checks.optional(&format!("{path}.description"), &mut row.description, MOST_TEXT);
    checks.optional(&format!("{path}.target"), &mut row.target, MOST_LINE);
    checks.done()?;
    if let Set(due) = row.due_on {
        row.due_sort = Set(due.unwrap_or_else(last_day));
    }
    Ok(draft)
}

/// Its days are in order and its members are members, once the draft is written.
async fn check_references(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    before: Option<&goal::Model>,
    row: &goal::ActiveModel,
    path: &str,
) -> Result<()> {
    let mut checks = Checks::new();
    let adopted_on = match row.adopted_on {
        Set(day) => Some(day),
        _ => before.map(|before| before.adopted_on),
    };
    let due_on = checks::effective(&row.due_on, before.and_then(|before| before.due_on));
    if due_on.zip(adopted_on).is_some_and(|(due, from)| due < from) {
        let message = "It cannot be due before it was adopted.";
        checks.fail(UserErrorCode::Invalid, &format!("{path}.dueOn"), message);
    }
    let named = [
        ("ownerMembershipId", &row.owner_membership_id),
        ("backupMembershipId", &row.backup_membership_id),
    ];
    for (name, value) in named {
        if let Set(Some(id)) = value {
            checks.note(check_member(tx, cx, partnership, *id, &format!("{path}.{name}")).await);
        }
    }
    let owner = checks::effective(
        &row.owner_membership_id,
        before.and_then(|before| before.owner_membership_id),
    );
    let backup = checks::effective(
        &row.backup_membership_id,
        before.and_then(|before| before.backup_membership_id),
    );
    if owner.is_some() && owner == backup {
        let message = "Owner and back-up must be two members.";
        checks.fail(
            UserErrorCode::Invalid,
            &format!("{path}.backupMembershipId"),
            message,
        );
    }
    checks.done()
}

async fn check_member(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    id: MembershipId,
    path: &str,
) -> Result<()> {
    use entities::membership::Column as M;
    let row = memberships::reads::live(cx)
        .filter(M::Id.eq(id))
        .filter(M::PartnershipId.eq(partnership))
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| {
        Error::user(
            UserErrorCode::NotFound,
            path,
            "There is no such member of this partnership.",
        )
    })
}

/// Keeps how the goal is worded from that day on; once a day.
async fn keep_wording(tx: &Tx, row: &goal::Model, today: NaiveDate) -> Result<()> {
    use goal_wording::Column as C;
    let wording = goal_wording::ActiveModel {
        goal_id: Set(row.id),
        from_on: Set(today.max(row.adopted_on)),
        title: Set(row.title.clone()),
        target: Set(row.target.clone()),
        due_on: Set(row.due_on),
    };
    let again = sea_orm::sea_query::OnConflict::columns([C::GoalId, C::FromOn])
        .update_columns([C::Title, C::Target, C::DueOn])
        .to_owned();
    goal_wording::Entity::insert(wording)
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// It is live and open.
fn check_open(row: &goal::Model, path: &str) -> Result<()> {
    if row.trashed_at.is_some() {
        return Err(Error::state(path, "This goal is in the trash; restore it first."));
    }
    if row.state != GoalState::Open {
        return Err(Error::state(path, "This goal is closed; reopen it first."));
    }
    Ok(())
}

/// A day of the past or today, not before the goal was adopted.
fn check_day(cx: &Cx, row: &goal::Model, day: NaiveDate, path: &str) -> Result<()> {
    if day < row.adopted_on {
        return Err(Error::invalid(path, "This is before the goal was adopted."));
    }
    if day > cx.app.clock.today() {
        return Err(Error::invalid(path, "This day has not come yet."));
    }
    Ok(())
}

/// Whether the draft sets this column to something else.
fn differs<T: PartialEq + Into<sea_orm::Value>>(set: &ActiveValue<T>, stored: &T) -> bool {
    matches!(set, Set(value) if value != stored)
}
