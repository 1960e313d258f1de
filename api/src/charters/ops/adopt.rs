//! Adopting a statement, which may retire another one.

use chrono::NaiveDate;
use entities::{
    charter_statement::{self, Column as C, StatementKind},
    goal,
    ids::{GoalId, PartnershipId, StatementId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::{period, retire::retire_on};
use crate::{
    app::Cx,
    charters::reads,
    checks::{Checks, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    goals, partnerships,
    policy::Action,
    record,
    shared::periods::{self, Period},
    text,
};

/// A statement to adopt.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// Which part of the charter it is.
    pub kind: StatementKind,
    /// The words.
    pub text: String,
    /// The goal a strategy serves.
    pub goal_id: Option<GoalId>,
    /// The strategy this one replaces; a vision or mission replaces the former one unasked.
    pub replaces_id: Option<StatementId>,
    /// The first day; today when none.
    pub adopted_on: Option<NaiveDate>,
    /// The day it was retired, for a statement of the past.
    pub retired_on: Option<NaiveDate>,
}

impl NewStatement {
    fn checked(mut self) -> Result<Self> {
        let mut checks = Checks::new();
        if let Some(text) = checks.note(text::required("input.text", &self.text, MOST_TEXT)) {
            self.text = text;
        }
        if self.kind != StatementKind::Strategy {
            if self.goal_id.is_some() {
                let message = "Only a strategy serves a goal.";
                checks.fail(UserErrorCode::Invalid, "input.goalId", message);
            }
            if self.replaces_id.is_some() {
                let message =
                    "Only a strategy names what it replaces; the former vision or mission is retired anyway.";
                checks.fail(UserErrorCode::Invalid, "input.replacesId", message);
            }
        }
        checks.done()?;
        Ok(self)
    }
}

/// A new statement, and the one that it retired.
pub(super) type Adopted = (charter_statement::Model, Option<charter_statement::Model>);

/// Adopts a statement; a new vision or mission retires the former on that day, a strategy the one it replaces.
///
/// # Errors
/// `NOT_FOUND` for the partnership, the goal or the strategy it replaces; `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for
/// values, and for a day on which another one begins or held; `STATE` when the partnership is in the trash.
pub async fn adopt(cx: &Cx, partnership: PartnershipId, new: NewStatement) -> Result<Adopted> {
    cx.may(Action::CharterUpdate)?;
    let new = new.checked()?;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        let from = new.adopted_on.unwrap_or_else(|| cx.app.clock.today());
        let wanted = Period {
            from: Some(from),
            to: new.retired_on.map(periods::day_before),
        };
        if new.retired_on.is_some_and(|retired| retired < from) {
            let message = "It cannot be retired before it was adopted.";
            return Err(Error::invalid("input.retiredOn", message));
        }
        if let Some(goal) = new.goal_id {
            check_goal(tx, cx, partnership, goal).await?;
        }
        let former = match new.kind {
            StatementKind::Strategy => replaced(tx, cx, partnership, new.replaces_id, from).await?,
            kind => former(tx, cx, partnership, kind, wanted).await?,
        };
        let retired = match &former {
            Some(former) => Some(retire_on(tx, cx, former, None, from).await?),
            None => None,
        };
        let row = charter_statement::ActiveModel {
            partnership_id: Set(partnership),
            kind: Set(new.kind),
            goal_id: Set(new.goal_id),
            text: Set(new.text),
            adopted_on: Set(from),
            retired_on: Set(new.retired_on),
            previous_id: Set(former.map(|former| former.id)),
            ..Default::default()
        };
        let row = record::insert::<charter_statement::Entity>(tx, cx, row).await?;
        Ok((row, retired))
    })
    .await
}

async fn check_goal(tx: &Tx, cx: &Cx, partnership: PartnershipId, id: GoalId) -> Result<()> {
    let row = goals::reads::live(cx)
        .filter(goal::Column::Id.eq(id))
        .filter(goal::Column::PartnershipId.eq(partnership))
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| {
        let message = "There is no such goal of this partnership.";
        Error::user(UserErrorCode::NotFound, "input.goalId", message)
    })
}

/// The strategy that the new one replaces.
async fn replaced(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    id: Option<StatementId>,
    from: NaiveDate,
) -> Result<Option<charter_statement::Model>> {
    let Some(id) = id else {
        return Ok(None);
    };
    let path = "input.replacesId";
    let row = reads::visible(cx)
        .filter(C::Id.eq(id))
        .filter(C::PartnershipId.eq(partnership))
        .filter(C::Kind.eq(StatementKind::Strategy))
        .one(tx)
        .await?;
    match row {
        None => {
            let message = "There is no such strategy of this partnership.";
            Err(Error::user(UserErrorCode::NotFound, path, message))
        }
        Some(row) if row.retired_on.is_some() => Err(Error::state(path, "This strategy is retired already.")),
        Some(row) if from < row.adopted_on => {
            let message = "The strategy it replaces was adopted after that day.";
            Err(Error::invalid("input.adoptedOn", message))
        }
        row => Ok(row),
    }
}

/// The vision or mission that the new one retires. Whatever holds at that time must have begun before, and the new one last.
async fn former(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    kind: StatementKind,
    wanted: Period,
) -> Result<Option<charter_statement::Model>> {
    let all = reads::visible(cx)
        .filter(C::PartnershipId.eq(partnership))
        .filter(C::Kind.eq(kind))
        .all(tx)
        .await?;
    let holds = |row: &charter_statement::Model| !is_empty(row) && period(row).overlaps(wanted);
    let mut others = all.into_iter().filter(holds);
    let Some(other) = others.next() else {
        return Ok(None);
    };
    let is_alone = others.next().is_none();
    let is_before = wanted.from.is_some_and(|from| other.adopted_on <= from);
    if is_alone && is_before && wanted.to.is_none() {
        return Ok(Some(other));
    }
    let message = "Another one holds at that time; say when this one was retired, or name a later day.";
    Err(Error::invalid("input.adoptedOn", message))
}

/// Whether it was replaced on the day it was adopted, and so never held.
fn is_empty(row: &charter_statement::Model) -> bool {
    row.retired_on.is_some_and(|end| end <= row.adopted_on)
}
