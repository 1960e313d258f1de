//! The outbox: work that no request waits for. A job is a row, written in the transaction that causes it.
//!
//! - **Claim**: a worker takes a due job for some minutes and renews the claim while it works. A claim that ends, because
//!   the process died, makes the job due again: every job must be able to run twice.
//! - **Retry**: a job that fails is due again later, each time after twice the time; after ten attempts it is `DEAD`.
//! - **Who**: a job that a person started acts as that person, with the role the person has by then.

mod import;
mod queue;
mod reset;
mod starter;
mod tally;

use std::{sync::Arc, time::Duration};

use entities::job;

use crate::{app::App, error::Result};
pub use queue::{JobKind, enqueue};
pub use starter::Starter;
pub use tally::Tally;

/// How often the queue is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a claim is renewed.
const RENEWAL: Duration = Duration::from_mins(1);

/// Does what is due until `stop` ends. A job under way is given back and goes on where it stood when it is claimed again.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    let worker = app.ids.next_uuid().simple().to_string();
    tokio::pin!(stop);
    loop {
        let claimed = tokio::select! {
            claimed = queue::claim(&app, &worker) => claimed,
            () = &mut stop => return,
        };
        let job = match claimed {
            Ok(Some(job)) => job,
            Ok(None) => {
                tokio::select! { () = tokio::time::sleep(PAUSE) => continue, () = &mut stop => return }
            }
            Err(error) => {
                tracing::warn!(?error, "the queue of jobs could not be read");
                tokio::select! { () = tokio::time::sleep(10 * PAUSE) => continue, () = &mut stop => return }
            }
        };
        let outcome = tokio::select! {
            outcome = claimed_run(&app, &job) => Some(outcome),
            () = &mut stop => None,
        };
        let settled = match outcome {
            Some(outcome) => settle(&app, &job, outcome).await,
            None => return drop(queue::give_back(&app, &job).await),
        };
        if let Err(error) = settled {
            tracing::warn!(?error, "what became of a job could not be written");
        }
    }
}

/// Does everything that is due now, one after the other; how many jobs there were. For tests and the command line.
///
/// # Errors
/// When the queue cannot be read or written.
pub async fn run_due(app: &Arc<App>) -> Result<u32> {
    let mut count = 0;
    while let Some(job) = queue::claim(app, "once").await? {
        let outcome = Box::pin(claimed_run(app, &job)).await;
        settle(app, &job, outcome).await?;
        count += 1;
    }
    Ok(count)
}

/// Runs a job and renews its claim meanwhile.
async fn claimed_run(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let renew = async {
        loop {
            tokio::time::sleep(RENEWAL).await;
            if let Err(error) = queue::renew(app, job).await {
                tracing::warn!(?error, "the claim of a job could not be renewed");
            }
        }
    };
    tokio::select! {
        outcome = run(app, job) => outcome,
        () = renew => unreachable!("the claim is renewed without end"),
    }
}

/// Writes what became of a job, and tells its feature when it was given up.
async fn settle(app: &Arc<App>, job: &job::Model, outcome: Result<()>) -> Result<()> {
    if queue::settle(app, job, outcome).await? {
        match JobKind::from_name(&job.kind) {
            Some(JobKind::Import | JobKind::ImportRevert) => import::given_up(app, job).await?,
            Some(JobKind::PasswordReset) | None => {}
        }
    }
    Ok(())
}

async fn run(app: &Arc<App>, job: &job::Model) -> Result<()> {
    match JobKind::from_name(&job.kind) {
        Some(JobKind::Import) => import::run(app, job).await,
        Some(JobKind::ImportRevert) => import::revert(app, job).await,
        Some(JobKind::PasswordReset) => reset::run(app, job).await,
        None => Err(crate::error::Error::internal(format!(
            "no job is called {}",
            job.kind
        ))),
    }
}
