//! How the server fares.

use chrono::TimeDelta;

use super::types::{MailHealth, MailWay};
use crate::{app::App, config::Transport, error::Result, mail, scalars::Instant};

/// A letter that is due for so long is late.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// How mail fares.
///
/// # Errors
/// Database errors.
pub async fn mail(app: &App) -> Result<MailHealth> {
    let due_since = mail::reads::due_since(app).await?;
    let now = app.clock.now();
    Ok(MailHealth {
        way: match app.config.mail.transport {
            Transport::None => MailWay::None,
            Transport::Smtp(_) => MailWay::Smtp,
            Transport::Folder(_) => MailWay::Folder,
        },
        is_redirected: app.mail.is_redirected(),
        is_late: due_since.is_some_and(|since| now - since > LATE),
        due_since: due_since.map(Instant),
    })
}
