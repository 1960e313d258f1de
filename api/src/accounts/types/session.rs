//! Browser sessions.

use async_graphql::{Context, ID, Object};
use entities::session;

use crate::{actor::Door, app::Cx, scalars::Instant};

/// A browser session.
pub struct Session(
    /// Its row.
    pub session::Model,
);

/// A browser that is signed in as you.
#[Object]
impl Session {
    /// The id.
    async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// The browser, as it named itself when signing in.
    async fn user_agent(&self) -> Option<&str> {
        self.0.user_agent.as_deref()
    }

    /// When it was signed in.
    async fn created_at(&self) -> Instant {
        Instant(self.0.created_at)
    }

    /// When it was last used, within five minutes.
    async fn last_seen_at(&self) -> Instant {
        Instant(self.0.last_seen_at)
    }

    /// When it ends unless it is used before.
    async fn idle_expires_at(&self) -> Instant {
        Instant(self.0.idle_expires_at.min(self.0.expires_at))
    }

    /// When it ends however much it is used.
    async fn expires_at(&self) -> Instant {
        Instant(self.0.expires_at)
    }

    /// Whether it is the session of this request.
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let door = Cx::of(ctx)?.actor.user().map(|user| &user.door);
        Ok(matches!(door, Some(Door::Session(id)) if *id == self.0.id))
    }
}
