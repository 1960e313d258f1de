//! `guildhall serve`: serves until it is asked to stop.

use std::{io::ErrorKind, sync::Arc};

use tokio::net::TcpListener;

use super::{
    exit::{Exit, Failure},
    open, output,
};
use crate::{app::App, config::Config, serve};

/// Takes the address, prepares the database, serves.
pub(super) async fn run(config: Config) -> Result<Exit, Failure> {
    // First the address: a second Guildhall on it must not touch the database.
    let listener = listen(&config).await?;
    let (app, _) = open::migrated(config).await?;
    let address = address(&app, &listener);
    output::line(format_args!("Guildhall listens on {address}"));
    until_stopped(&app, listener).await
}

/// Serves until it is asked to stop, finishes what is under way, and closes the database.
pub(super) async fn until_stopped(app: &Arc<App>, listener: TcpListener) -> Result<Exit, Failure> {
    let served = serve::serve(app, listener, serve::stop_signal()).await;
    app.db.close().await;
    served.map_err(|_| Failure::new(Exit::Failed, "The address could no longer be listened on."))?;
    tracing::info!("stopped; every request was answered");
    Ok(Exit::Done)
}

/// Takes the address of the settings.
pub(super) async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let address = &config.listen;
    TcpListener::bind(address).await.map_err(|error| {
        let sentence = match error.kind() {
            ErrorKind::AddrInUse => {
                format!("{address} is taken by another program; stop it, or choose another with --listen.")
            }
            ErrorKind::PermissionDenied => {
                format!("{address} may not be listened on by this user; ports below 1024 need a right.")
            }
            _ => format!("{address} is no address of this machine."),
        };
        Failure::new(Exit::Failed, sentence)
    })
}

/// Where people reach what listens: the base address of the settings, or the port that the machine chose.
pub(super) fn address(app: &App, listener: &TcpListener) -> String {
    match listener.local_addr() {
        Ok(local) if app.config.listen.ends_with(":0") => format!("http://{local}"),
        _ => app.config.base_url.as_str().trim_end_matches('/').to_owned(),
    }
}
