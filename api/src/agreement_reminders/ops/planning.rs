//! Planning: part of every change of an agreement that its reminders depend on.

use std::{collections::HashSet, sync::Arc};

use entities::{
    agreement, agreement_reminder,
    agreement_reminder::Column,
    ids::{AgreementId, AgreementReminderId, MailId},
    reminder_instance::ReminderState,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use crate::{
    agreement_reminders::{
        people::{Answering, answering},
        plan::{Board, day_of},
    },
    app::{App, Cx},
    db::{self, MOST_INSERTED, Tx},
    error::Result,
    mail,
};

/// Whether what letters say of an agreement is still so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// As it was; a letter about a day that it does not have any more is withdrawn in any case.
    Same,
    /// It has another title or kind, other days or parties: every letter is withdrawn and written anew.
    Otherwise,
}

/// Makes the reminders of an agreement what it calls for. Part of every change of it, by whoever holds its row.
///
/// # Errors
/// Database errors.
pub async fn replan(tx: &Tx, cx: &Cx, agreement: &agreement::Model, said: Said) -> Result<()> {
    let mut stored = stored(tx, agreement.id).await?;
    let has_days = agreement.ends_on.is_some() || agreement.review_by_on.is_some();
    if stored.is_empty() && !has_days {
        return Ok(());
    }
    let is_stale = |row: &&agreement_reminder::Model| {
        let is_true = agreement.trashed_at.is_none() && day_of(agreement, row.what) == Some(row.day);
        row.state == ReminderState::Queued && (!is_true || said == Said::Otherwise)
    };
    let letters: Vec<MailId> = stored
        .iter()
        .filter(is_stale)
        .filter_map(|row| row.outbox_message_id)
        .collect();
    let gone = mail::withdraw(tx, cx, &letters).await?;
    let mut withdrawn = HashSet::new();
    for row in &mut stored {
        if row.outbox_message_id.is_some_and(|letter| gone.contains(&letter)) {
            row.state = ReminderState::Planned;
            row.outbox_message_id = None;
            withdrawn.insert(row.id);
        }
    }
    let today = cx.app.config.time_zone.day(cx.app.clock.now());
    let who = answering(tx, agreement.partnership_id, today).await?;
    settle(tx, cx, agreement, &who, &stored, &withdrawn).await
}

/// The reminders of an agreement, the first planned first.
pub(super) async fn stored(tx: &Tx, id: AgreementId) -> Result<Vec<agreement_reminder::Model>> {
    Ok(agreement_reminder::Entity::find()
        .filter(Column::AgreementId.eq(id))
        .order_by_asc(Column::Id)
        .all(tx)
        .await?)
}

/// Writes what the agreement and those who answer for it call for.
pub(super) async fn settle(
    tx: &Tx,
    cx: &Cx,
    agreement: &agreement::Model,
    who: &Answering,
    stored: &[agreement_reminder::Model],
    withdrawn: &HashSet<AgreementReminderId>,
) -> Result<()> {
    let board = Board {
        agreement,
        zone: &cx.app.config.time_zone,
        people: who.users.iter().map(|user| user.id).collect(),
        stored,
        withdrawn,
        now: cx.app.clock.now(),
    };
    write(tx, &board.changes(|| cx.app.ids.next())).await
}

/// [`replan`] for every agreement with a day ahead, when the worker starts: those that are older than this table have no
/// reminders yet, and the server may have another zone now.
///
/// # Errors
/// Database errors.
pub async fn replan_all(app: &Arc<App>) -> Result<()> {
    use agreement::Column as C;
    let yesterday = app.clock.today().pred_opt().unwrap_or_default();
    let ids: Vec<AgreementId> = agreement::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::TrashedAt.is_null())
        .filter(
            Condition::any()
                .add(C::EndsOn.gte(yesterday))
                .add(C::ReviewByOn.gte(yesterday)),
        )
        .order_by_asc(C::Id)
        .into_tuple()
        .all(app.db.read())
        .await?;
    for id in ids {
        let cx = app.system("reminders of agreements");
        db::write(&cx, async |tx| {
            let row = agreement::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
            match row {
                Some(row) => replan(tx, &cx, &row, Said::Same).await,
                None => Ok(()),
            }
        })
        .await?;
    }
    Ok(())
}

/// Inserts the new rows and rewrites those that exist, some hundred a statement.
pub(super) async fn write(tx: &Tx, rows: &[agreement_reminder::Model]) -> Result<()> {
    let rewritten = [
        Column::DueAt,
        Column::State,
        Column::Reason,
        Column::OutboxMessageId,
        Column::UpdatedAt,
        Column::Version,
    ];
    let on_known = OnConflict::column(Column::Id)
        .update_columns(rewritten)
        .to_owned();
    for part in rows.chunks(MOST_INSERTED) {
        let rows = part
            .iter()
            .cloned()
            .map(|row| row.into_active_model().reset_all());
        agreement_reminder::Entity::insert_many(rows)
            .on_conflict(on_known.clone())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
