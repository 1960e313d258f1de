//! The rules of calendar feeds: a person makes, changes and ends one's own.

use entities::{
    calendar_feed::{self, Column as C},
    ids::{CalendarFeedId, PartnershipId, UserId},
    subject_type::SubjectType,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::reads;
use crate::{
    accounts::secrets,
    actor::UserActor,
    app::Cx,
    audit::{self, Event, FieldChange},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
};

/// Feeds that work a person has at most.
const MOST_FEEDS: u64 = 50;

/// A feed and its address, which is not kept.
#[derive(Debug)]
pub struct Addressed {
    /// The feed.
    pub feed: calendar_feed::Model,
    /// Where calendars find it.
    pub url: String,
}

/// Makes a feed of a partnership's meetings, or of those that the actor sees to or is invited to.
///
/// Its address opens like a token, so it takes the right to make those.
///
/// # Errors
/// `FORBIDDEN`; `NOT_FOUND` for the partnership; `LIMIT` when the actor has too many.
pub async fn create(cx: &Cx, partnership: Option<PartnershipId>) -> Result<Addressed> {
    let user = maker(cx)?.id;
    let secret = secrets::generate("")?;
    let feed = db::write(cx, async |tx| {
        if let Some(id) = partnership {
            partnerships::ops::held(tx, cx, id, "input.partnershipId").await?;
        }
        check_room(tx, cx, user).await?;
        let now = cx.app.clock.now();
        let row = calendar_feed::ActiveModel {
            id: Set(cx.app.ids.next::<CalendarFeedId>()),
            user_id: Set(user),
            partnership_id: Set(partnership),
            secret_hash: Set(secrets::digest(secret.expose())),
            created_at: Set(now),
            rotated_at: Set(now),
            revoked_at: Set(None),
        };
        let row = row.insert(tx).await?;
        note(tx, cx, "CREATED", &row).await?;
        Ok(row)
    })
    .await?;
    let url = address(cx, secret.expose());
    Ok(Addressed { feed, url })
}

/// Gives a feed another address; at the former one there is nothing any more.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it is revoked.
pub async fn rotate(cx: &Cx, id: CalendarFeedId) -> Result<Addressed> {
    maker(cx)?;
    let secret = secrets::generate("")?;
    let row = calendar_feed::ActiveModel {
        secret_hash: Set(secrets::digest(secret.expose())),
        rotated_at: Set(cx.app.clock.now()),
        ..Default::default()
    };
    let feed = change(cx, id, "ROTATED", row).await?;
    let url = address(cx, secret.expose());
    Ok(Addressed { feed, url })
}

/// Ends a feed for good.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it is revoked already.
pub async fn revoke(cx: &Cx, id: CalendarFeedId) -> Result<calendar_feed::Model> {
    maker(cx)?;
    let row = calendar_feed::ActiveModel {
        revoked_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    change(cx, id, "REVOKED", row).await
}

/// Ends every feed of a person for good, with what else the person comes in by.
///
/// # Errors
/// Database errors.
pub async fn revoke_all(tx: &Tx, cx: &Cx, user: UserId) -> Result<()> {
    let revoked = calendar_feed::ActiveModel {
        revoked_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    calendar_feed::Entity::update_many()
        .set(revoked)
        .filter(C::UserId.eq(user))
        .filter(C::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

fn maker(cx: &Cx) -> Result<&UserActor> {
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    cx.may_for(Action::TokenManage, user.agency_id)?;
    cx.may(Action::MeetingRead)?;
    Ok(user)
}

async fn change(
    cx: &Cx,
    id: CalendarFeedId,
    action: &'static str,
    row: calendar_feed::ActiveModel,
) -> Result<calendar_feed::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        if before.revoked_at.is_some() {
            return Err(Error::state("id", "This calendar feed is revoked already."));
        }
        let row = calendar_feed::ActiveModel {
            id: Set(before.id),
            ..row
        };
        let row = row.update(tx).await?;
        note(tx, cx, action, &row).await?;
        Ok(row)
    })
    .await
}

async fn check_room(tx: &Tx, cx: &Cx, user: UserId) -> Result<()> {
    let working = reads::visible(cx)
        .filter(C::UserId.eq(user))
        .filter(C::RevokedAt.is_null())
        .count(tx)
        .await?;
    if working >= MOST_FEEDS {
        let message = format!("A person has {MOST_FEEDS} calendar feeds at most; revoke one.");
        return Err(Error::user(UserErrorCode::Limit, "input", message));
    }
    Ok(())
}

fn address(cx: &Cx, secret: &str) -> String {
    format!("{}/calendar/{secret}.ics", cx.app.config.site())
}

async fn note(tx: &Tx, cx: &Cx, action: &'static str, row: &calendar_feed::Model) -> Result<()> {
    let partnership = row.partnership_id.filter(|_| action == "CREATED");
    let changes = partnership.map(|id| FieldChange {
        field: "partnershipId".to_owned(),
        before: None,
        after: Some(id.to_string()),
        is_restricted: false,
    });
    let event = Event {
        action,
        subject_type: SubjectType::CalendarFeed,
        subject_id: row.id.uuid(),
        employer_id: None,
        changes: changes.into_iter().collect(),
    };
    audit::record(tx, cx, event).await
}
