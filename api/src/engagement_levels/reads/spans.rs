//! Evidence that lasts: memberships, and priorities that are championed. A statement each.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::EmployerId,
    membership::{self, MembershipStanding},
    partnership::{self, PartnershipKind},
    priority, priority_champion,
    subject_type::SubjectType,
};
use sea_orm::{
    ColumnTrait, DerivePartialModel, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

use super::{Found, keys};
use crate::{app::Cx, error::Result, memberships, partnerships, priorities};

/// A first and a last day; the last is none while no end is known.
type Span = (NaiveDate, Option<NaiveDate>);

/// Memberships in live partnerships, and championed priorities.
pub(super) async fn read(cx: &Cx, employers: &[EmployerId], found: &mut Found<'_>) -> Result<()> {
    let of_members = [
        keys::SECTOR_PARTNERSHIP,
        keys::CHAMPION,
        keys::SEVERAL_PARTNERSHIPS,
    ];
    if of_members.into_iter().any(|key| found.is_wanted(key)) {
        for (employer, places) in members(cx, employers).await? {
            keep_places(employer, &places, found);
        }
    }
    if found.is_wanted(keys::PRIORITY_CHAMPION) {
        for row in champions(cx, employers).await? {
            keep_champion(row, found);
        }
    }
    Ok(())
}

/// A place in a partnership.
type Place = (membership::Model, partnership::Model);

async fn members(cx: &Cx, employers: &[EmployerId]) -> Result<HashMap<EmployerId, Vec<Place>>> {
    let rows = memberships::reads::in_live_partnerships(cx)
        .filter(membership::Column::EmployerId.is_in(employers.iter().copied()))
        .order_by_asc(membership::Column::Id)
        .select_also(partnership::Entity)
        .all(cx.app.db.read())
        .await?;
    let mut places: HashMap<EmployerId, Vec<Place>> = HashMap::new();
    for (membership, partnership) in rows {
        if let (Some(employer), Some(partnership)) = (membership.employer_id, partnership) {
            places
                .entry(employer)
                .or_default()
                .push((membership, partnership));
        }
    }
    Ok(places)
}

fn keep_places(employer: EmployerId, places: &[Place], found: &mut Found<'_>) {
    for place in places {
        let (membership, partnership) = place;
        let record = (SubjectType::Membership, membership.id.uuid());
        let what = || Some(partnership.name.clone());
        if partnership.kind == PartnershipKind::Sector {
            found.keep(employer, keys::SECTOR_PARTNERSHIP, span(place), what(), record);
        }
        if membership.standing != MembershipStanding::Champion {
            continue;
        }
        found.keep(employer, keys::CHAMPION, span(place), what(), record);
        let others = places.iter().filter(|(_, other)| other.id != partnership.id);
        for other in others {
            let both = overlap(span(place), span(other));
            let what = format!("{}, {}", partnership.name, other.1.name);
            found.keep(employer, keys::SEVERAL_PARTNERSHIPS, both, Some(what), record);
        }
    }
}

/// How long a place is held: until the member leaves or the partnership ends, and not before it began. A first day that is not known
/// is long ago.
fn span((membership, partnership): &Place) -> Span {
    let from = membership.joined_on.max(partnership.started_on);
    let from = from.unwrap_or(NaiveDate::MIN);
    (from, earlier(membership.left_on, last_day(partnership, from)))
}

/// The last day on which a partnership works for a member that came on `from`: the one that was noted, and for one that sleeps or has
/// closed at the latest the day on which it came to rest. Where neither is known, all that is known is that it worked on the first day.
fn last_day(partnership: &partnership::Model, from: NaiveDate) -> Option<NaiveDate> {
    let rests = partnerships::ops::rests(partnership.phase);
    let (since, ended) = (partnership.phase_since, partnership.ended_on);
    match (rests, since, ended) {
        (false, _, ended) => ended,
        (true, Some(_), ended) => earlier(since, ended),
        // An end that is still ahead does not make it work until then.
        (true, None, Some(ended)) => Some(ended.min(partnership.updated_at.date_naive())),
        (true, None, None) => Some(from),
    }
}

/// The days that both hold; they end before they begin when there are none.
fn overlap(one: Span, other: Span) -> Span {
    (one.0.max(other.0), earlier(one.1, other.1))
}

/// The earlier of two last days, where none is no end.
fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A champion of a priority, with its membership.
#[derive(Clone, Debug, DerivePartialModel)]
struct Championed {
    #[sea_orm(nested)]
    champion: priority_champion::Model,
    #[sea_orm(nested)]
    priority: priority::Model,
    #[sea_orm(nested)]
    membership: membership::Model,
    #[sea_orm(nested)]
    partnership: partnership::Model,
}

async fn champions(cx: &Cx, employers: &[EmployerId]) -> Result<Vec<Championed>> {
    use priority_champion::Column as C;
    let to_priority: RelationDef = priority_champion::Entity::belongs_to(priority::Entity)
        .from(C::PriorityId)
        .to(priority::Column::Id)
        .into();
    let to_membership: RelationDef = priority_champion::Entity::belongs_to(membership::Entity)
        .from(C::MembershipId)
        .to(membership::Column::Id)
        .into();
    Ok(priorities::reads::visible_champions(cx)
        .join(JoinType::InnerJoin, to_priority)
        .join(JoinType::InnerJoin, to_membership)
        .join(JoinType::InnerJoin, memberships::reads::to_partnership())
        .filter(membership::Column::EmployerId.is_in(employers.iter().copied()))
        .filter(membership::Column::TrashedAt.is_null())
        .filter(priority::Column::TrashedAt.is_null())
        .filter(partnership::Column::TrashedAt.is_null())
        .into_partial_model()
        .all(cx.app.db.read())
        .await?)
}

fn keep_champion(row: Championed, found: &mut Found<'_>) {
    let Championed {
        champion,
        priority,
        membership,
        partnership,
    } = row;
    let Some(employer) = membership.employer_id else {
        return;
    };
    let carried = (
        champion.from_on.unwrap_or(NaiveDate::MIN),
        earlier(champion.to_on, priority.closed_on),
    );
    let open = overlap(carried, (priority.adopted_on, None));
    let both = overlap(open, span(&(membership, partnership)));
    let record = (SubjectType::Priority, priority.id.uuid());
    found.keep(
        employer,
        keys::PRIORITY_CHAMPION,
        both,
        Some(priority.title),
        record,
    );
}
