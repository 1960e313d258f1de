//! Setting the rules of a board.

use entities::{board_rules, ids::PartnershipId};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

pub mod report;

use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    record::{self, Updated, record},
};

record!(board_rules, BoardRules, BoardRulesId, |_row| None);

/// What is set on the rules of a board: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: board_rules::ActiveModel,
}

/// Cleans the values.
///
/// # Errors
/// `INVALID` for a number that makes no rule.
pub fn checked(draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    let row = &draft.row;
    within(&mut checks, "input.quorumPercent", &row.quorum_percent, 100);
    within(&mut checks, "input.meetingsPerYear", &row.meetings_per_year, 366);
    within(
        &mut checks,
        "input.minutesWithinDays",
        &row.minutes_within_days,
        366,
    );
    within(&mut checks, "input.termMonths", &row.term_months, 600);
    checks.done()?;
    Ok(draft)
}

fn within(checks: &mut Checks, path: &str, value: &ActiveValue<Option<i32>>, most: i32) {
    if let Set(Some(number)) = value
        && !(1..=most).contains(number)
    {
        let message = format!("This is from 1 to {most}.");
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}

/// Sets the rules of a board. `version` is that of the rules that were read; none when the board had none.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `CONFLICT` when somebody set them since; `STATE` for a partnership in the trash; those of values.
pub async fn set(
    cx: &Cx,
    id: PartnershipId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<board_rules::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| set_in(tx, cx, id, version, draft.row).await).await
}

async fn set_in(
    tx: &Tx,
    cx: &Cx,
    id: PartnershipId,
    version: Option<i32>,
    mut row: board_rules::ActiveModel,
) -> Result<Updated<board_rules::Model>> {
    let board = partnerships::reads::locked(cx, tx, id).await?;
    cx.may(Action::PartnershipUpdate)?;
    if board.trashed_at.is_some() {
        let message = "This partnership is in the trash; restore it first.";
        return Err(Error::state("partnershipId", message));
    }
    let before = board_rules::Entity::find()
        .filter(board_rules::Column::PartnershipId.eq(id))
        .one(tx)
        .await?;
    match (before, version) {
        (Some(before), Some(version)) => {
            record::update::<board_rules::Entity>(tx, cx, &before, Some(version), row).await
        }
        (None, None) => {
            row.partnership_id = Set(id);
            if row.industry_majority.is_not_set() {
                row.industry_majority = Set(report::Rules::of(&board, None).industry_majority);
            }
            let row = record::insert::<board_rules::Entity>(tx, cx, row).await?;
            Ok(Updated {
                row,
                changes: Vec::new(),
            })
        }
        _ => Err(record::conflict()),
    }
}
