//! What nobody asks for: imports of the command line that were killed are marked as stopped, and what was kept long enough goes.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};

use super::ops;
use crate::app::App;

const LOOKED_EVERY: Duration = Duration::from_mins(1);
const SWEPT_EVERY: TimeDelta = TimeDelta::hours(1);

/// Looks every minute until `stop` ends.
pub async fn keep(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut swept = None;
    loop {
        if let Err(error) = ops::end_abandoned(&app.system("imports that were killed")).await {
            tracing::warn!(?error, "imports that were killed could not be marked");
        }
        swept = sweep(&app, swept).await;
        tokio::select! {
            () = tokio::time::sleep(LOOKED_EVERY) => {}
            () = &mut stop => return,
        }
    }
}

/// Sweeps once an hour, the first time through everything; when it was last done.
async fn sweep(app: &Arc<App>, last: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let now = app.clock.now();
    if last.is_some_and(|last| now - last < SWEPT_EVERY) {
        return last;
    }
    match ops::sweep(&app.system("what imports leave behind"), last).await {
        Ok(()) => Some(now),
        Err(error) => {
            tracing::warn!(?error, "what imports leave behind could not be removed");
            last
        }
    }
}
