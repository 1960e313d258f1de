//! Publishing: everything is counted at one moment, looked at together, and kept as it is shown.

use chrono::{NaiveDate, TimeDelta};
use entities::outcome_publication;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::{Table, document, measures, rows::Rows, standing};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    outcomes::reads::{self, Newest},
    policy::Action,
    record::{self, record},
};

record!(
    outcome_publication,
    OutcomePublication,
    OutcomePublicationId,
    |_row| None,
    restricted: [Document]
);

/// Publications are made one after the other.
const PUBLICATIONS: &str = "publications of outcomes";

/// Publishes the outcomes as they stand, for a person who does not wait until it is time: once a day at most.
///
/// # Errors
/// `FORBIDDEN`; `STATE` when a person did so today; database errors.
pub async fn publish(cx: &Cx) -> Result<Newest> {
    cx.may(Action::OutcomePublish)?;
    let today = cx.app.clock.today();
    check_once(cx, cx.app.db.read(), today).await?;
    let table = counted(cx, today).await?;
    let row = row(cx, today, &table)?;
    db::write(cx, async |tx| {
        tx.alone(PUBLICATIONS).await?;
        check_once(cx, tx, today).await?;
        let row = record::insert::<outcome_publication::Entity>(tx, cx, row).await?;
        Ok(newest(&row))
    })
    .await
}

/// Whoever publishes after each change sees what it changed.
async fn check_once(cx: &Cx, db: &impl ConnectionTrait, today: NaiveDate) -> Result<()> {
    if cx.actor.user().is_some() && reads::was_published_by_hand(db, today).await? {
        let message = "Outcomes were published by hand today; that can be done once a day.";
        return Err(Error::state("", message));
    }
    Ok(())
}

/// Publishes when it is time: when nothing is published yet, when the days between two publications are over, and when counts
/// have to reach more than they had to. Nothing is published while there is nothing to count. Whether it did.
///
/// # Errors
/// Database errors.
pub async fn publish_due(cx: &Cx) -> Result<bool> {
    let (today, config) = (cx.app.clock.today(), &cx.app.config);
    let before = reads::newest(cx, cx.app.db.read(), today).await?;
    let last = standing(cx, today).await?;
    let is_due = last.as_ref().is_none_or(|last| {
        last.as_of + TimeDelta::days(i64::from(config.publication.days)) <= today
            || last.is_laxer_than(config.floors)
            || last.table.leaves.is_empty()
    });
    if !is_due {
        return Ok(false);
    }
    let table = counted(cx, today).await?;
    if table.leaves.is_empty() && last.is_none_or(|last| last.table.leaves.is_empty()) {
        return Ok(false);
    }
    let row = row(cx, today, &table)?;
    db::write(cx, async |tx| {
        tx.alone(PUBLICATIONS).await?;
        // Another server may have done it meanwhile.
        if reads::newest(cx, tx, today).await? != before {
            return Ok(false);
        }
        record::insert::<outcome_publication::Entity>(tx, cx, row)
            .await
            .map(|_| true)
    })
    .await
}

/// Everything, counted at one moment and hidden where it has to be, whatever the one who publishes may see.
async fn counted(cx: &Cx, today: NaiveDate) -> Result<Table> {
    let all = cx.app.system("outcomes are published");
    let rows = db::snapshot(&all, async |cx| Rows::read(cx, today).await).await?;
    let floors = cx.app.config.floors;
    // Many small counts take a while to hide: not on the threads that answer.
    let counted = tokio::task::spawn_blocking(move || measures::publish(&rows, floors, today));
    counted.await.map_err(Error::internal)
}

fn row(cx: &Cx, today: NaiveDate, table: &Table) -> Result<outcome_publication::ActiveModel> {
    Ok(outcome_publication::ActiveModel {
        as_of: Set(today),
        document: Set(document::write(cx.app.config.floors, table)?),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        ..Default::default()
    })
}

fn newest(row: &outcome_publication::Model) -> Newest {
    Newest {
        id: row.id,
        as_of: row.as_of,
        created_at: row.created_at,
    }
}
