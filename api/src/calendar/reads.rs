//! Selects of calendar feeds, and of what they show.

use std::sync::Arc;

use chrono::TimeDelta;
use entities::{
    attendee,
    calendar_feed::{self, Column as C},
    ids::CalendarFeedId,
    meeting::{self, Column as M},
    partnership, user_account,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use super::builder::{self, Person, Source};
use crate::{
    accounts::secrets,
    actor::{Actor, Door, UserActor},
    app::{App, Cx},
    db,
    error::{Error, Result},
    meetings, partnerships,
    policy::{self, Action},
};

/// How far back a feed tells.
const PAST: TimeDelta = TimeDelta::days(366);
/// Entries of a feed at most: the latest.
const MOST_ENTRIES: u64 = 1_000;

/// The feeds the actor may see, the revoked ones too.
pub fn visible(cx: &Cx) -> Select<calendar_feed::Entity> {
    calendar_feed::Entity::find().filter(policy::visible_personal(
        &cx.actor,
        Action::TokenManage,
        C::UserId,
    ))
}

/// The actor's own feeds that work.
///
/// # Errors
/// `UNAUTHENTICATED` for nobody; database errors.
pub async fn own(cx: &Cx) -> Result<Vec<calendar_feed::Model>> {
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    Ok(visible(cx)
        .filter(C::UserId.eq(user.id))
        .filter(C::RevokedAt.is_null())
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// One feed.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: CalendarFeedId) -> Result<calendar_feed::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// The calendar at the address with this secret.
///
/// # Errors
/// `NOT_FOUND` when no feed that works has it, its maker has no access any more, or the maker does not see the partnership.
pub async fn calendar(app: &Arc<App>, secret: &str, request_id: &Arc<str>) -> Result<String> {
    let (feed, user) = db::found(by_secret(app, secret).await?)?;
    let actor = Actor::User(UserActor {
        id: user.id,
        agency_id: user.agency_id,
        role: user.role,
        door: Door::Feed(feed.id),
    });
    let cx = Cx::new(app, actor, Some(Arc::clone(request_id)));
    let name = name(&cx, &feed).await?;
    let rows = entries(&cx, &feed).await?;
    Ok(builder::publication(&name, &rows, &source(app)))
}

async fn by_secret(app: &App, secret: &str) -> Result<Option<(calendar_feed::Model, user_account::Model)>> {
    let found = calendar_feed::Entity::find()
        .filter(C::SecretHash.eq(secrets::digest(secret)))
        .filter(C::RevokedAt.is_null())
        .one(app.db.read())
        .await?;
    let Some(feed) = found else { return Ok(None) };
    let user = user_account::Entity::find_by_id(feed.user_id)
        .filter(user_account::Column::DisabledAt.is_null())
        .one(app.db.read())
        .await?;
    Ok(user.map(|user| (feed, user)))
}

async fn name(cx: &Cx, feed: &calendar_feed::Model) -> Result<String> {
    let Some(id) = feed.partnership_id else {
        return Ok("My meetings".to_owned());
    };
    let select = partnerships::reads::live(cx).filter(partnership::Column::Id.eq(id));
    Ok(db::found(select.one(cx.app.db.read()).await?)?.name)
}

async fn entries(cx: &Cx, feed: &calendar_feed::Model) -> Result<Vec<meeting::Model>> {
    let which = match feed.partnership_id {
        Some(id) => Condition::all().add(M::PartnershipId.eq(id)),
        None => Condition::any()
            .add(M::OwnerUserId.eq(feed.user_id))
            .add(M::Id.in_subquery(invited(feed))),
    };
    Ok(meetings::reads::live(cx)
        .filter(which)
        .filter(M::EndsAt.gte(cx.app.clock.now() - PAST))
        .order_by_desc(M::StartsAt)
        .order_by_desc(M::Id)
        .limit(MOST_ENTRIES)
        .all(cx.app.db.read())
        .await?)
}

fn invited(feed: &calendar_feed::Model) -> sea_orm::sea_query::SelectStatement {
    attendee::Entity::find()
        .select_only()
        .column(attendee::Column::MeetingId)
        .filter(attendee::Column::TrashedAt.is_null())
        .filter(attendee::Column::UserId.eq(feed.user_id))
        .into_query()
}

/// Where entries come from: the sender of letters, or, while none is set, nobody that could be written to.
pub fn source(app: &App) -> Source {
    let host = app.config.base_url.host_str().unwrap_or("localhost");
    let organizer = app.config.mail.from.as_ref().map_or_else(
        || Person {
            name: Some("Guildhall".to_owned()),
            address: format!("no-reply@{host}"),
        },
        |from| Person {
            name: Some(from.name.clone().unwrap_or_else(|| "Guildhall".to_owned())),
            address: from.email.to_string(),
        },
    );
    Source {
        host: host.to_owned(),
        organizer,
    }
}
