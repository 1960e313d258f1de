//! How the server fares.

use chrono::{DateTime, TimeDelta, Utc};

use super::types::{MailHealth, MailWay};
use crate::{app::App, config::Transport, error::Result, mail, reminders, scalars::Instant};

/// What is due for so long is late.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// How mail fares.
///
/// # Errors
/// Database errors.
pub async fn mail(app: &App) -> Result<MailHealth> {
    let due_since = mail::reads::due_since(app).await?;
    let planned_since = reminders::reads::due_since(app).await?;
    let now = app.clock.now();
    let is_late = |since: Option<DateTime<Utc>>| since.is_some_and(|since| now - since > LATE);
    Ok(MailHealth {
        way: match app.config.mail.transport {
            Transport::None => MailWay::None,
            Transport::Smtp(_) => MailWay::Smtp,
            Transport::Folder(_) => MailWay::Folder,
        },
        is_redirected: app.mail.is_redirected(),
        is_late: is_late(due_since) || is_late(planned_since),
        due_since: due_since.map(Instant),
        planned_due_since: planned_since.map(Instant),
    })
}
