//! The rules of sessions: each is its person's own. An API token has none and sees none.

use entities::{ids::SessionId, session, subject_type::SubjectType};
use sea_orm::EntityTrait;

use crate::{
    accounts::reads,
    actor::Door,
    app::Cx,
    audit::{self, Event},
    db::{self, Tx},
    error::{Error, Result},
};

/// Sessions a person has at most; a further sign-in ends the oldest.
pub const MOST_SESSIONS: usize = 20;

/// Ends the session of this request.
///
/// # Errors
/// `STATE` when the caller did not come by a session.
pub async fn sign_out(cx: &Cx) -> Result<()> {
    let Some(Door::Session(id)) = cx.actor.user().map(|user| &user.door) else {
        return Err(Error::state(
            "",
            "There is no session to end; an API token is revoked instead.",
        ));
    };
    db::write(cx, async |tx| end(tx, cx, *id, "SIGNED_OUT").await).await
}

/// Ends one of the actor's sessions; the ended session.
///
/// # Errors
/// `FORBIDDEN` by API token; `NOT_FOUND` when it is not a live session of the actor.
pub async fn revoke_session(cx: &Cx, id: SessionId) -> Result<session::Model> {
    db::write(cx, async |tx| {
        let row = reads::sessions::by_id(cx, tx, id).await?;
        end(tx, cx, id, "REVOKED").await?;
        Ok(row)
    })
    .await
}

async fn end(tx: &Tx, cx: &Cx, id: SessionId, action: &'static str) -> Result<()> {
    session::Entity::delete_by_id(id).exec(tx).await?;
    let event = Event {
        action,
        subject_type: SubjectType::Session,
        subject_id: id.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await
}
