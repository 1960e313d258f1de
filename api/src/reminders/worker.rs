//! Puts due reminders, of meetings and of agreements, and digests into the outbox: in `serve` beside the requests, and in `guildhall work`. Several may run on one database.

use std::{sync::Arc, time::Duration};

use super::ops;
use crate::{agreement_reminders, app::App, digests, error::Result};

/// How often the plan is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Queues what is due and follows what became of it, until `stop` ends.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut is_planned = false;
    loop {
        let turn = async {
            if !is_planned {
                agreement_reminders::ops::replan_all(&app).await?;
                is_planned = true;
            }
            step(&app).await
        };
        let pause = match turn.await {
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
/// When the plan cannot be read or written.
pub async fn step(app: &Arc<App>) -> Result<usize> {
    let (meetings, agreements) = (of_meetings(app).await, of_agreements(app).await);
    // What went wrong with the ones has not kept the others.
    Ok(meetings? + agreements?)
}

async fn of_meetings(app: &Arc<App>) -> Result<usize> {
    let followed = ops::follow_mail(app).await?;
    let queued = ops::queue_due(app).await?;
    let digests = digests::ops::write_due(app).await?;
    Ok(queued + digests + usize::try_from(followed).unwrap_or(usize::MAX))
}

async fn of_agreements(app: &Arc<App>) -> Result<usize> {
    let followed = agreement_reminders::ops::follow_mail(app).await?;
    let queued = agreement_reminders::ops::queue_due(app).await?;
    Ok(queued + usize::try_from(followed).unwrap_or(usize::MAX))
}
