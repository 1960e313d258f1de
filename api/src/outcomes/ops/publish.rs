//! Publishing: everything is counted at one moment, looked at together, and kept as it is shown.

use chrono::TimeDelta;
use entities::outcome_publication;
use sea_orm::ActiveValue::Set;

use super::{Table, document, measures, rows::Rows, standing};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    outcomes::reads::Newest,
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

/// Publishes the outcomes as they stand.
///
/// # Errors
/// `FORBIDDEN`; database errors.
pub async fn publish(cx: &Cx) -> Result<Newest> {
    cx.may(Action::OutcomePublish)?;
    let today = cx.app.clock.today();
    // Everything counts, whatever the one who publishes may see.
    let all = cx.app.system("outcomes are published");
    let rows = db::snapshot(&all, async |cx| Rows::read(cx, today).await).await?;
    let floors = cx.app.config.floors;
    // Many small counts take a while to hide: not on the threads that answer.
    let counted = tokio::task::spawn_blocking(move || measures::publish(&rows, floors, today));
    let table: Table = counted.await.map_err(Error::internal)?;
    let row = outcome_publication::ActiveModel {
        as_of: Set(today),
        document: Set(document::write(&cx.app.config, &table)?),
        ..Default::default()
    };
    let row = db::write(cx, async |tx| {
        record::insert::<outcome_publication::Entity>(tx, cx, row).await
    })
    .await?;
    Ok(Newest {
        id: row.id,
        as_of: row.as_of,
        created_at: row.created_at,
    })
}

/// Publishes when it is time: when nothing is published yet, when the days between two publications are over, and when what a
/// count has to reach was set anew. Whether it did.
///
/// # Errors
/// Database errors.
pub async fn publish_due(cx: &Cx) -> Result<bool> {
    let (today, config) = (cx.app.clock.today(), &cx.app.config);
    let is_due = match standing(cx, today).await? {
        None => true,
        Some(last) => {
            last.as_of + TimeDelta::days(i64::from(config.publication.days)) <= today
                || last.floors != config.floors
                || last.successor_counts != config.completers.successor_counts
        }
    };
    if is_due {
        publish(cx).await?;
    }
    Ok(is_due)
}
