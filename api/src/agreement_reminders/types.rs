//! Reminders of agreements as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::agreement_reminder;
use futures_util::future::BoxFuture;

use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    reminders::types::ReminderState,
    scalars::{Date, Instant},
};

/// A day of an agreement of which people are reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::agreement_reminder::AgreementDay")]
pub enum AgreementDay {
    /// The last day it holds.
    Ends,
    /// The day by which the parties look at it again.
    Review,
}

/// A reminder of a day of an agreement.
#[derive(Clone)]
pub struct AgreementReminder {
    row: agreement_reminder::Model,
    address: Option<String>,
    user: Related<UserOf>,
}

impl AgreementReminder {
    /// The reminder of a row, with the address as the actor may see it.
    pub fn new(row: agreement_reminder::Model, address: Option<String>) -> Self {
        Self {
            row,
            address,
            user: Related::default(),
        }
    }
}

impl Fill for AgreementReminder {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "user", user, |node| &mut node.user).await
        })
    }
}

/// One reminder: of a day of an agreement, so many days before it, to one of those who answer for it: the conveners of the agencies
/// that convene its partnership, else their admins, else all admins.
#[Object]
impl AgreementReminder {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Of which of its days it reminds.
    async fn what(&self) -> AgreementDay {
        self.row.what.into()
    }

    /// That day: the present one while it is planned, the one of then once it has left or was cancelled.
    async fn day(&self) -> Date {
        Date(self.row.day)
    }

    /// How many days before: 60, 30 or 7.
    async fn days_before(&self) -> i32 {
        self.row.days_before
    }

    /// Who is reminded; null while nobody answers for the agreement.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// The person's address, such as `ann@example.org`; `a***@example.org` for whoever may not see users.
    async fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// When it leaves or was to leave: at nine by the clocks of the server's zone.
    async fn due_at(&self) -> Instant {
        Instant(self.row.due_at)
    }

    /// Where it stands.
    async fn state(&self) -> ReminderState {
        self.row.state.into()
    }

    /// Why it is not sent or what it waits for, in a word for programs. Planned or skipped: `NO_RECIPIENT` when nobody answers for
    /// the agreement, `PARTNERSHIP_TRASHED`. Skipped: `PAST` when it was due before it was planned, `LATE` when it could not be sent
    /// in time. Cancelled: `AGREEMENT_TRASHED`, `MOVED` when it has another day, `NO_DAY` when it has none, `NOT_RESPONSIBLE` when
    /// the person does not answer for it any more, `TAKEN_OVER` when somebody does. Else as of its letter. The list may grow.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// When it was planned first.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }
}
