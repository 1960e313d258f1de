//! Sends what is due: in `serve` beside the requests, and alone in `guildhall work`. Several may run on one database.

use std::{sync::Arc, time::Duration};

use entities::outbox_message;
use futures_util::future::{FutureExt, join_all};

use super::{
    mask::mask,
    queue,
    transport::{Outcome, Tried},
};
use crate::{app::App, error::Result};

/// Letters sent at once: one server that hangs on one recipient does not hold up the others.
const AT_ONCE: usize = 4;
/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a claim is renewed.
const RENEWAL: Duration = Duration::from_secs(20);
/// How long a letter under way may take once a stop was asked for. Its claim ends by itself then.
const GRACE: Duration = Duration::from_secs(15);

/// Sends what is due until `stop` ends.
pub async fn work(app: Arc<App>, stop: impl Future<Output = ()>) {
    let stop = stop.shared();
    let senders = (0..AT_ONCE).map(|place| sender(&app, place, stop.clone()));
    join_all(senders).await;
    app.mail.close().await;
}

async fn sender(app: &Arc<App>, place: usize, stop: impl Future<Output = ()> + Clone) {
    loop {
        let turn = async {
            if place == 0 {
                queue::end_late(app).await?;
            }
            send_next(app).await
        };
        tokio::pin!(turn);
        let outcome = tokio::select! {
            outcome = &mut turn => outcome,
            () = stop.clone() => {
                drop(tokio::time::timeout(GRACE, turn).await);
                return;
            }
        };
        let pause = match outcome {
            Ok(true) => continue,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(?error, "the outbox of mail could not be read or written");
                10 * PAUSE
            }
        };
        tokio::select! { () = tokio::time::sleep(pause) => {}, () = stop.clone() => return }
    }
}

/// Sends everything that is due now, one after the other; how many letters there were. For tests and the command line.
///
/// # Errors
/// When the outbox cannot be read or written.
pub async fn run_due(app: &Arc<App>) -> Result<u32> {
    queue::end_late(app).await?;
    let mut count = 0;
    while send_next(app).await? {
        count += 1;
    }
    Ok(count)
}

/// Takes a due letter and tries it; whether there was one.
async fn send_next(app: &Arc<App>) -> Result<bool> {
    if !app.mail.is_configured() {
        return Ok(false);
    }
    let claim = app.ids.next_uuid().simple().to_string();
    let Some(row) = queue::claim(app, &claim).await? else {
        return Ok(false);
    };
    if !app.mail.is_redirected() && queue::is_bouncing(app, &row).await? {
        queue::skip(app, &row, "BOUNCING").await?;
        return Ok(true);
    }
    // The person may have done without since it was written, while another process wrote it.
    if queue::is_opted_out(app, &row).await? {
        queue::skip(app, &row, queue::OPTED_OUT).await?;
        return Ok(true);
    }
    if queue::is_withdrawn(app, &row).await? {
        return Ok(true);
    }
    let tried = deliver(app, &row).await;
    log(&row, &tried);
    queue::settle(app, &row, &tried).await?;
    Ok(true)
}

/// Delivers a letter and renews its claim meanwhile.
async fn deliver(app: &Arc<App>, row: &outbox_message::Model) -> Tried {
    let renew = async {
        loop {
            tokio::time::sleep(RENEWAL).await;
            if let Err(error) = queue::renew(app, row).await {
                tracing::warn!(?error, "the claim of a letter could not be renewed");
            }
        }
    };
    tokio::select! {
        tried = app.mail.deliver(row, app.clock.now()) => tried,
        () = renew => unreachable!("the claim is renewed without end"),
    }
}

fn log(row: &outbox_message::Model, tried: &Tried) {
    let (mail, to) = (row.message_id.as_str(), mask(&row.to_address));
    let (letter, attempt, answer) = (row.letter.as_str(), row.attempts, tried.answer.as_str());
    match tried.outcome {
        Outcome::Accepted => tracing::info!(mail, letter, to, attempt, answer, "a letter was sent"),
        Outcome::Later => tracing::warn!(
            mail,
            letter,
            to,
            attempt,
            answer,
            "a letter could not be sent yet"
        ),
        Outcome::LetterRefused | Outcome::AddressRefused => {
            tracing::warn!(mail, letter, to, attempt, answer, "a letter was refused");
        }
    }
}
