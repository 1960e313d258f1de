//! `Idempotency-Key`: a mutation that is sent twice runs once.
//!
//! The key is claimed by inserting its row before the document runs, so that a parallel retry meets it; the answer is stored
//! with it for 24 hours. The transaction that does the work marks the key as done ([`Cx::under`]): such a key never runs again,
//! even when its answer was lost. A failure of ours before that frees the key, and a claim that ends without an answer, because
//! the process died, gives the key to the next retry.

use chrono::TimeDelta;
use entities::{idempotency_key, ids::IdempotencyKeyId};
use poem::http::StatusCode;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{limits::Demand, wire::Stop};
use crate::{accounts::secrets, app::Cx, db, error::Result};

pub(crate) const KEPT_HOURS: i64 = 24;
/// How long a claim holds: longer than a request may take.
const CLAIM: TimeDelta = TimeDelta::seconds(15);
pub(crate) const MOST_CHARACTERS: usize = 255;
/// Mutations that take no key: the key's row would keep a secret they answer, or a quick hash of a password they are sent.
const SECRET_ROOTS: [&str; 9] = [
    "signIn",
    "passwordChange",
    "passwordResetRequest",
    "passwordSet",
    "userCreate",
    "userPasswordReset",
    "apiTokenCreate",
    "calendarFeedCreate",
    "calendarFeedRotate",
];

/// What became of a key.
pub(super) enum Claim {
    /// It was used for the same request before: the stored answer.
    Stored {
        /// The status of then.
        status: StatusCode,
        /// The body of then.
        body: String,
    },
    /// It is ours: run the document, then [`settle`].
    New(IdempotencyKeyId),
}

/// Claims `key` for this request.
pub(super) async fn claim(cx: &Cx, key: &str, demand: &Demand, body: &[u8]) -> Result<Claim, Stop> {
    if demand.roots.len() != 1 {
        return Err(bad(
            "An Idempotency-Key goes with exactly one mutation in the document.",
        ));
    }
    if demand
        .roots
        .iter()
        .any(|root| SECRET_ROOTS.contains(&root.as_str()))
    {
        return Err(bad(
            "This mutation carries a secret and takes no Idempotency-Key.",
        ));
    }
    if key.is_empty() || key.len() > MOST_CHARACTERS {
        return Err(bad("An Idempotency-Key has 1 to 255 characters."));
    }
    let actor = cx.actor.key();
    let request_hash = secrets::digest(&format!("{actor}\n{}", String::from_utf8_lossy(body)));
    let id = cx.app.ids.next::<IdempotencyKeyId>();
    let inserted = insert(cx, id, &actor, key, &request_hash).await?;
    if inserted {
        return Ok(Claim::New(id));
    }
    let stored = idempotency_key::Entity::find()
        .filter(idempotency_key::Column::ActorKey.eq(&actor))
        .filter(idempotency_key::Column::Key.eq(key))
        .one(cx.app.db.read())
        .await
        .map_err(|error| Stop::from(crate::error::Error::from(error)))?;
    match stored {
        Some(row) if row.request_hash != request_hash => Err(conflict(
            "This Idempotency-Key was used for another request.",
            None,
        )),
        Some(idempotency_key::Model {
            response: Some(body),
            response_status: Some(status),
            ..
        }) => {
            let status = u16::try_from(status)
                .ok()
                .and_then(|status| StatusCode::from_u16(status).ok());
            Ok(Claim::Stored {
                status: status.unwrap_or(StatusCode::OK),
                body,
            })
        }
        Some(row) => take_over(cx, &row).await,
        None => Err(running()),
    }
}

/// The key of a request that has not answered: it still runs, was done without an answer, or died and may be done anew.
async fn take_over(cx: &Cx, row: &idempotency_key::Model) -> Result<Claim, Stop> {
    use idempotency_key::Column as C;
    let now = cx.app.clock.now();
    if row.claimed_until.unwrap_or(row.created_at + CLAIM) > now {
        return Err(running());
    }
    if row.done_at.is_some() {
        return Err(conflict(
            "The request with this Idempotency-Key was done, but its answer was lost; read what it changed.",
            None,
        ));
    }
    let next = cx.app.ids.next::<IdempotencyKeyId>();
    let taken = db::write(cx, async |tx| {
        let taken = idempotency_key::Entity::update_many()
            .col_expr(C::Id, Expr::value(next))
            .col_expr(C::ClaimedUntil, Expr::value(Some(now + CLAIM)))
            .filter(C::Id.eq(row.id))
            .filter(C::DoneAt.is_null())
            .filter(C::Response.is_null())
            .exec(tx)
            .await?;
        Ok(taken.rows_affected > 0)
    })
    .await
    .map_err(Stop::from)?;
    if taken {
        Ok(Claim::New(next))
    } else {
        Err(running())
    }
}

fn running() -> Stop {
    let message = "The request with this Idempotency-Key is still running.";
    conflict(message, Some(1))
}

fn bad(message: &str) -> Stop {
    Stop::http(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", message)
}

fn conflict(message: &str, retry_after: Option<u64>) -> Stop {
    Stop {
        retry_after,
        ..Stop::http(StatusCode::CONFLICT, "CONFLICT", message)
    }
}

/// Inserts the key unless it is there; old keys make room first.
async fn insert(
    cx: &Cx,
    id: IdempotencyKeyId,
    actor: &str,
    key: &str,
    request_hash: &str,
) -> Result<bool, Stop> {
    let now = cx.app.clock.now();
    let row = idempotency_key::ActiveModel {
        id: Set(id),
        actor_key: Set(actor.to_owned()),
        key: Set(key.to_owned()),
        request_hash: Set(request_hash.to_owned()),
        claimed_until: Set(Some(now + CLAIM)),
        done_at: Set(None),
        response: Set(None),
        response_status: Set(None),
        created_at: Set(now),
    };
    db::write(cx, async |tx| {
        idempotency_key::Entity::delete_many()
            .filter(idempotency_key::Column::CreatedAt.lt(now - TimeDelta::hours(KEPT_HOURS)))
            .exec(tx)
            .await?;
        let columns = [idempotency_key::Column::ActorKey, idempotency_key::Column::Key];
        let inserted = idempotency_key::Entity::insert(row)
            .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
            .exec_without_returning(tx)
            .await?;
        Ok(inserted > 0)
    })
    .await
    .map_err(Stop::from)
}

/// Keeps the answer with its key, or frees the key when the failure was ours and nothing was done.
pub(super) async fn settle(cx: &Cx, id: IdempotencyKeyId, status: StatusCode, body: &str) {
    let settled = db::write(cx, async |tx| {
        if status.is_server_error() {
            let freed = idempotency_key::Entity::delete_by_id(id)
                .filter(idempotency_key::Column::DoneAt.is_null())
                .exec(tx)
                .await?;
            if freed.rows_affected > 0 {
                return Ok(());
            }
        }
        let row = idempotency_key::ActiveModel {
            response: Set(Some(body.to_owned())),
            response_status: Set(Some(i32::from(status.as_u16()))),
            ..Default::default()
        };
        // No row: a retry took the key over, and the answer is its own.
        idempotency_key::Entity::update_many()
            .set(row)
            .filter(idempotency_key::Column::Id.eq(id))
            .exec(tx)
            .await?;
        Ok(())
    })
    .await;
    if settled.is_err() {
        tracing::error!("the answer of an idempotent request could not be kept");
    }
}
