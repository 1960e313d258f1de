//! Puts due reminders and digests into the outbox: in `serve` beside the requests, and in `guildhall work`. Several may run on one database.

use std::{sync::Arc, time::Duration};

use super::ops;
use crate::{app::App, digests, error::Result};

/// How often the plan is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Queues what is due and follows what became of it, until `stop` ends.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
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
/// When the plan cannot be read or written.
pub async fn step(app: &Arc<App>) -> Result<usize> {
    let followed = ops::follow_mail(app).await?;
    let queued = ops::queue_due(app).await?;
    let digests = digests::ops::write_due(app).await?;
    Ok(queued + digests + usize::try_from(followed).unwrap_or(usize::MAX))
}
