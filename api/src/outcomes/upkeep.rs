//! Publishing outcomes in the background.

use std::{sync::Arc, time::Duration};

use super::ops;
use crate::app::App;

/// How often it is looked whether it is time.
const LOOKED_EVERY: Duration = Duration::from_mins(5);

/// Publishes outcomes whenever it is time, until `stop` ends.
pub async fn keep(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let cx = app.system("outcomes are published");
    loop {
        let published = tokio::select! {
            published = ops::publish_due(&cx) => published,
            () = &mut stop => return,
        };
        if let Err(error) = published {
            tracing::warn!(?error, "outcomes could not be published; it is tried again");
        }
        tokio::select! { () = tokio::time::sleep(LOOKED_EVERY) => {}, () = &mut stop => return }
    }
}
