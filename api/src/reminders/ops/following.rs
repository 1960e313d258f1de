//! What became of the letters of reminders, whatever they remind of.

use std::collections::HashMap;

use entities::{
    ids::MailId,
    outbox_message::{self, Column as M, MailState},
    reminder_instance::ReminderState,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
};

/// Letters whose end is taken over in one go.
const MOST_FOLLOWED: u64 = 500;

/// The columns of reminders that tell of their letter.
#[derive(Clone, Copy, Debug)]
pub struct Followed<C> {
    /// Where the reminder stands.
    pub state: C,
    /// Why it ended so.
    pub reason: C,
    /// Its letter.
    pub letter: C,
    /// When the row was last changed.
    pub updated_at: C,
    /// The optimistic lock.
    pub version: C,
}

/// Takes over what became of the letters of reminders; how many have ended.
///
/// # Errors
/// Database errors.
pub async fn follow<E: EntityTrait>(cx: &Cx, of: Followed<E::Column>) -> Result<u64> {
    let ended = outbox_message::Entity::find()
        .select_only()
        .column(M::Id)
        .filter(M::State.ne(MailState::Queued))
        .into_query();
    let open: Vec<MailId> = E::find()
        .select_only()
        .column(of.letter)
        .filter(of.state.eq(ReminderState::Queued))
        .filter(of.letter.in_subquery(ended))
        .limit(MOST_FOLLOWED)
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    if open.is_empty() {
        return Ok(0);
    }
    db::write(cx, async |tx| take_over::<E>(tx, cx, of, open).await).await
}

async fn take_over<E: EntityTrait>(
    tx: &Tx,
    cx: &Cx,
    of: Followed<E::Column>,
    letters: Vec<MailId>,
) -> Result<u64> {
    let letters: Vec<(MailId, MailState, Option<String>)> = outbox_message::Entity::find()
        .select_only()
        .columns([M::Id, M::State, M::Reason])
        .filter(M::Id.is_in(letters))
        .into_tuple()
        .all(tx)
        .await?;
    let mut ends: HashMap<(ReminderState, Option<String>), Vec<MailId>> = HashMap::new();
    for (id, state, reason) in letters {
        if let Some(state) = as_reminder(state) {
            ends.entry((state, reason)).or_default().push(id);
        }
    }
    let mut count = 0;
    for ((state, reason), ids) in ends {
        let updated = E::update_many()
            .col_expr(of.state, Expr::value(state))
            .col_expr(of.reason, Expr::value(reason))
            .col_expr(of.updated_at, Expr::value(cx.app.clock.now()))
            .col_expr(of.version, Expr::col(of.version).add(1))
            .filter(of.state.eq(ReminderState::Queued))
            .filter(of.letter.is_in(ids))
            .exec(tx)
            .await?;
        count += updated.rows_affected;
    }
    Ok(count)
}

/// Where a reminder stands whose letter has ended so; none while it waits.
fn as_reminder(state: MailState) -> Option<ReminderState> {
    match state {
        MailState::Queued => None,
        MailState::Sent => Some(ReminderState::Sent),
        MailState::Failed => Some(ReminderState::Failed),
        MailState::Skipped => Some(ReminderState::Skipped),
        MailState::Cancelled => Some(ReminderState::Cancelled),
    }
}
