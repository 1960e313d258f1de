//! The server as GraphQL shows it.

mod limits;

use async_graphql::{Context, Enum, Object, SimpleObject};

use super::reads;
use crate::{app::Cx, clock::zones, error::Result, scalars::Instant};

pub use limits::{ListLimit, ServerLimits, SignInLimits, SuppressionFloors, ValueLimits};

/// The server.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServerInfo;

/// The server.
#[Object]
impl ServerInfo {
    /// Guildhall's version.
    async fn version(&self) -> &str {
        env!("CARGO_PKG_VERSION")
    }

    /// The edition of the IANA zone database that is bundled, such as `2026f`: what times of meetings are reckoned with.
    async fn zone_database(&self) -> &str {
        zones::edition()
    }

    /// How mail leaves, and whether it does.
    async fn mail(&self, ctx: &Context<'_>) -> Option<Result<MailHealth>> {
        let health = match Cx::of(ctx) {
            Ok(cx) => reads::mail(&cx.app).await,
            Err(error) => Err(error),
        };
        Some(health)
    }
}

/// The way that mail leaves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MailWay {
    /// None is set: letters wait in the outbox.
    None,
    /// A mail server.
    Smtp,
    /// A folder, for trying things out.
    Folder,
}

/// How mail leaves, and whether it does.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct MailHealth {
    /// The way it leaves by.
    pub way: MailWay,
    /// Whether every letter goes to one address instead of its own, for trying things out.
    pub is_redirected: bool,
    /// Since when the letter waits that is due longest; null when none is due.
    pub due_since: Option<Instant>,
    /// Since when the reminder or digest waits that is due longest and for which no letter was written; null when none is due.
    pub planned_due_since: Option<Instant>,
    /// Whether either is more than a quarter of an hour: then something is wrong.
    pub is_late: bool,
}
