//! Puts due reminders, of meetings and of agreements, and digests into the outbox: in `serve` beside the requests, and in
//! `guildhall work`. Several may run on one database.

use std::{sync::Arc, time::Duration};

use super::ops;
use crate::{agreement_reminders, app::App, digests, error::Result, jobs::Tally};

/// How often the plan is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Queues what is due and follows what became of it, until `stop` ends.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut is_planned = false;
    loop {
        if !is_planned {
            match agreement_reminders::ops::replan_all(&app).await {
                Ok(()) => is_planned = true,
                Err(error) => tracing::warn!(?error, "reminders of agreements could not be planned anew"),
            }
        }
        let pause = match step(&app).await {
            Ok(0) => PAUSE,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::warn!(?error, "reminders could not be read or written");
                10 * PAUSE
            }
        };
        tokio::select! { () = tokio::time::sleep(pause) => {}, () = &mut stop => return }
    }
}

/// Queues what is due now, and follows what became of it; how many reminders and digests went on. For tests, too.
///
/// # Errors
/// When the plan cannot be read or written. What went wrong with one kind has not kept the others.
pub async fn step(app: &Arc<App>) -> Result<usize> {
    let mut tally = Tally::default();
    tally.add(ops::follow_mail(app).await.map(whole))?;
    tally.add(ops::queue_due(app).await)?;
    tally.add(digests::ops::write_due(app).await)?;
    tally.add(agreement_reminders::ops::follow_mail(app).await.map(whole))?;
    tally.add(agreement_reminders::ops::queue_due(app).await)?;
    tally.end()
}

fn whole(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}
