//! The rows of the queue: enqueue, claim, renew, settle.

use std::sync::Arc;

use chrono::TimeDelta;
use entities::{
    ids::JobId,
    job::{self, JobState},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};
use serde_json::{Value as Json, json};

use super::Starter;
use crate::{
    app::{App, Cx},
    db::{self, Tx},
    error::{Error, Result},
};

/// Attempts before a job is given up.
const MOST_ATTEMPTS: i32 = 10;
/// How long a claim holds unless it is renewed.
const CLAIM: TimeDelta = TimeDelta::minutes(5);
/// The first pause after a failure; it doubles each time.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(15);

/// Which job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Runs a queued import.
    Import,
    /// Takes an import back.
    ImportRevert,
    /// Sends the link to choose a new password.
    PasswordReset,
}

impl JobKind {
    const ALL: [Self; 3] = [Self::Import, Self::ImportRevert, Self::PasswordReset];

    /// As the queue names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::ImportRevert => "import-revert",
            Self::PasswordReset => "password-reset",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Queues a job, in the transaction that causes it. It acts as the actor of `cx`.
///
/// # Errors
/// When the database refuses the row.
pub async fn enqueue(tx: &Tx, cx: &Cx, kind: JobKind, payload: Json) -> Result<JobId> {
    let now = cx.app.clock.now();
    let id = cx.app.ids.next::<JobId>();
    let row = job::ActiveModel {
        id: Set(id),
        kind: Set(kind.name().to_owned()),
        payload: Set(json!({ "for": Starter::of(&cx.actor), "what": payload })),
        run_at: Set(now),
        attempts: Set(0),
        claimed_by: Set(None),
        claimed_until: Set(None),
        finished_at: Set(None),
        last_error: Set(None),
        state: Set(JobState::Queued),
        created_at: Set(now),
    };
    row.insert(tx).await?;
    Ok(id)
}

/// Takes the job that is due longest; none when none is.
pub(super) async fn claim(app: &Arc<App>, worker: &str) -> Result<Option<job::Model>> {
    let now = app.clock.now();
    let is_free = Condition::any()
        .add(job::Column::ClaimedUntil.is_null())
        .add(job::Column::ClaimedUntil.lt(now));
    let due = job::Entity::find()
        .filter(job::Column::State.eq(JobState::Queued))
        .filter(job::Column::RunAt.lte(now))
        .filter(is_free)
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(1);
    // Looking costs no writer: on SQLite there is only one.
    if due.clone().one(app.db.read()).await?.is_none() {
        return Ok(None);
    }
    let cx = app.system("the queue of jobs");
    db::write(&cx, async |tx| {
        let free = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        let Some(found) = free.one(tx).await? else {
            return Ok(None);
        };
        let row = job::ActiveModel {
            claimed_by: Set(Some(worker.to_owned())),
            claimed_until: Set(Some(now + CLAIM)),
            attempts: Set(found.attempts + 1),
            ..Default::default()
        };
        set(tx, found.id, row).await?;
        Ok(Some(job::Model {
            attempts: found.attempts + 1,
            ..found
        }))
    })
    .await
}

/// Holds the claim of a job longer.
pub(super) async fn renew(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let row = job::ActiveModel {
        claimed_until: Set(Some(app.clock.now() + CLAIM)),
        ..Default::default()
    };
    write(app, job.id, row).await
}

/// Gives a job back that was not finished; the attempt does not count.
pub(super) async fn give_back(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let row = job::ActiveModel {
        claimed_by: Set(None),
        claimed_until: Set(None),
        attempts: Set(job.attempts - 1),
        ..Default::default()
    };
    write(app, job.id, row).await
}

/// Writes what became of a job; whether it was given up.
pub(super) async fn settle(app: &Arc<App>, job: &job::Model, outcome: Result<()>) -> Result<bool> {
    let now = app.clock.now();
    let mut row = job::ActiveModel {
        claimed_by: Set(None),
        claimed_until: Set(None),
        ..Default::default()
    };
    match outcome {
        Ok(()) => {
            row.state = Set(JobState::Done);
            row.finished_at = Set(Some(now));
            row.last_error = Set(None);
        }
        Err(error) => {
            tracing::error!(job = %job.id, kind = job.kind, attempt = job.attempts, ?error, "a job failed");
            row.last_error = Set(Some(words(&error)));
            if job.attempts >= MOST_ATTEMPTS {
                row.state = Set(JobState::Dead);
                row.finished_at = Set(Some(now));
            } else {
                let doubled = 1 << (job.attempts - 1).clamp(0, MOST_ATTEMPTS);
                row.run_at = Set(now + FIRST_PAUSE * doubled);
            }
        }
    }
    let is_dead = row.state == Set(JobState::Dead);
    write(app, job.id, row).await.map(|()| is_dead)
}

/// An error for the operator who looks into the table.
fn words(error: &Error) -> String {
    match error {
        Error::Internal(source) | Error::Unavailable(source) => source.to_string(),
        other => other.public().1,
    }
}

async fn write(app: &Arc<App>, id: JobId, row: job::ActiveModel) -> Result<()> {
    let cx = app.system("the queue of jobs");
    db::write(&cx, async |tx| set(tx, id, row).await).await
}

async fn set(tx: &Tx, id: JobId, row: job::ActiveModel) -> Result<()> {
    job::Entity::update_many()
        .set(row)
        .filter(job::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
