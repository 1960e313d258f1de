//! `guildhall work`: does jobs and sends mail until it is asked to stop.

use std::sync::Arc;

use super::{
    exit::{Exit, Failure},
    open, output,
};
use crate::{config::Config, serve};

/// Prepares the database, then works.
pub(super) async fn run(config: Config) -> Result<Exit, Failure> {
    let (app, _) = open::migrated(config).await?;
    output::line("Guildhall works on jobs and mail");
    Box::pin(serve::work(Arc::clone(&app), serve::stop_signal())).await;
    app.db.close().await;
    tracing::info!("stopped");
    Ok(Exit::Done)
}
