//! Reminders as GraphQL shows them.

mod letter;
mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::{reminder_instance, reminder_rule};
use futures_util::future::BoxFuture;

use super::loaders::ReminderRuleOf;
use crate::{
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

pub use letter::{AttendeeLetter, MailObstacle, ReminderPreview};
pub use payloads::{
    AttendeeMutePayload, ReminderRuleAddPayload, ReminderRuleChangePayload, ReminderRuleEndPayload,
    ReminderSendNowPayload,
};

/// Who is reminded of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::reminder_rule::ReminderAudience")]
pub enum ReminderAudience {
    /// Everybody named on the list who has not declined.
    Attendees,
    /// Those on the list who are of an agency and have not declined.
    Staff,
    /// Those on the list who have not answered the invitation.
    NotResponded,
}

/// Where a reminder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::reminder_instance::ReminderState")]
pub enum ReminderState {
    /// Waits for its time.
    Planned,
    /// Its letter is in the outbox.
    Queued,
    /// A mail server took its letter.
    Sent,
    /// When its time came, or before, it was of no use, or nobody was to get it.
    Skipped,
    /// Its letter could not be sent.
    Failed,
    /// The meeting, the attendee or the rule, the agreement or its day, went before its time came.
    Cancelled,
}

/// What a reminder was moved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::reminder_instance::ReminderMove")]
pub enum ReminderMove {
    /// The quiet hours of the person.
    QuietHours,
    /// A weekend that the person keeps free.
    Weekend,
}

/// A rule about reminders.
#[derive(Clone)]
pub struct ReminderRule {
    row: reminder_rule::Model,
}

impl ReminderRule {
    /// The rule of a row.
    pub fn new(row: reminder_rule::Model) -> Self {
        Self { row }
    }
}

/// When people are reminded of meetings: `minutesBefore`, or `daysBefore` when the clocks show `at`.
#[Object]
impl ReminderRule {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Minutes before the start; null when days are counted.
    async fn minutes_before(&self) -> Option<i32> {
        self.row.minutes_before
    }

    /// Days before the day of the start; null when minutes are counted.
    async fn days_before(&self) -> Option<i32> {
        self.row.days_before
    }

    /// What the clocks at the place of the meeting show then, such as `09:00`; null when minutes are counted.
    async fn at(&self) -> Option<&str> {
        self.row.local_time.as_deref()
    }

    /// Who is reminded.
    async fn audience(&self) -> ReminderAudience {
        self.row.audience.into()
    }

    /// Whether it is the rule of one meeting; else every meeting of its partnership without rules of its own follows it.
    async fn is_of_one_meeting(&self) -> bool {
        self.row.meeting_id.is_some()
    }

    /// Whether it is followed; false once it was ended or changed.
    async fn is_active(&self) -> bool {
        self.row.is_active
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with a change, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// A reminder.
#[derive(Clone)]
pub struct Reminder {
    row: reminder_instance::Model,
    rule: Related<ReminderRuleOf>,
}

impl Reminder {
    /// The reminder of a row.
    pub fn new(row: reminder_instance::Model) -> Self {
        Self {
            row,
            rule: Related::default(),
        }
    }
}

impl Fill for Reminder {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let rule = |node: &Self| Some(node.row.rule_id);
            prefetch::one(cx, nodes, selection, "rule", rule, |node| &mut node.rule).await
        })
    }
}

/// One reminder: of a meeting, to somebody on its list, by a rule.
#[Object]
impl Reminder {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The rule it follows.
    async fn rule(&self, ctx: &Context<'_>) -> Option<Result<Arc<ReminderRule>>> {
        self.rule.get(ctx, self.row.rule_id, ()).await.transpose()
    }

    /// The start of the meeting that it reminds of: the present one while it is planned, the one of then once it has left.
    async fn occurrence_start(&self) -> Instant {
        Instant(self.row.occurrence_start)
    }

    /// When it leaves or was to leave.
    async fn due_at(&self) -> Instant {
        Instant(self.row.due_at)
    }

    /// When the rule would have it leave; null when it was not moved from then.
    async fn rule_due_at(&self) -> Option<Instant> {
        self.row.rule_due_at.map(Instant)
    }

    /// What it was moved for; null when it leaves when the rule says.
    async fn moved_for(&self) -> Option<ReminderMove> {
        self.row.moved_for.map(Into::into)
    }

    /// Where it stands.
    async fn state(&self) -> ReminderState {
        self.row.state.into()
    }

    /// Why it is not sent, in a word for programs. Cancelled: `AFTER_START`, `ANSWERED`, `DECLINED`, `DIGEST` when a letter
    /// of the morning takes its place, `MEETING_CANCELLED`,
    /// `MEETING_HELD`, `MEETING_TRASHED`, `MOVED`, `MUTED`, `NOT_STAFF`, `REMOVED`, `RULE_ENDED`. Skipped: `PAST` when it was due
    /// before it was planned, `LATE` when it could not be sent in time, `DO_NOT_CONTACT`, `NO_ACCESS` and `NO_ADDRESS` when there was
    /// nobody to write to. Else as of its letter. The list may grow.
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
