//! What nobody asks for: imports of the command line that were killed are marked as stopped.

use std::{sync::Arc, time::Duration};

use super::ops;
use crate::app::App;

const LOOKED_EVERY: Duration = Duration::from_mins(1);

/// Looks every minute until `stop` ends.
pub async fn keep(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = ops::end_abandoned(&app.system("imports that were killed")).await {
            tracing::warn!(?error, "imports that were killed could not be marked");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOKED_EVERY) => {}
            () = &mut stop => return,
        }
    }
}
