//! Serving: the listener, and a stop that cuts no request.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use poem::{Server, listener::TcpAcceptor};
use tokio::net::TcpListener;

use crate::{accounts::upkeep, app::App, http, imports, jobs, mail, outcomes, reminders, schema};

/// How long requests under way may take after a stop was asked for.
const GRACE: Duration = Duration::from_secs(20);

/// Serves, does jobs and sends mail until `stop` ends, then finishes the requests under way.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: &Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let acceptor = TcpAcceptor::from_tokio(listener)?;
    let routes = http::routes(app, schema::build());
    let (end, _) = tokio::sync::broadcast::channel::<()>(1);
    let ended = || {
        let mut ended = end.subscribe();
        async move { drop(ended.recv().await) }
    };
    // Jobs and mail are done in the same process, and go on as long as requests may queue some.
    let worker = tokio::spawn(work(Arc::clone(app), ended()));
    let keeper = tokio::spawn(upkeep::keep(Arc::clone(app), ended()));
    let watcher = tokio::spawn(imports::upkeep::keep(Arc::clone(app), ended()));
    let publisher = tokio::spawn(outcomes::upkeep::keep(Arc::clone(app), ended()));
    let served = Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(routes, stop, Some(GRACE))
        .await;
    drop(end);
    for task in [worker, keeper, watcher, publisher] {
        if task.await.is_err() {
            tracing::error!("work in the background ended badly");
        }
    }
    served
}

/// Does jobs, queues reminders and sends mail until `stop` ends.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    let stop = stop.shared();
    let jobs = Box::pin(jobs::work(Arc::clone(&app), stop.clone()));
    let reminders = Box::pin(reminders::work(Arc::clone(&app), stop.clone()));
    let mail = Box::pin(mail::work(app, stop));
    tokio::join!(jobs, reminders, mail);
}

/// Ends when the process is asked to stop: SIGTERM or Ctrl-C.
pub async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
