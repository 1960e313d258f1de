//! The welcome of who speaks for a new member.

use chrono::{NaiveDate, TimeDelta};
use entities::{
    agency, employer,
    ids::{AgencyId, ContactId},
    letter_draft::{self, LetterDraftKind, LetterDraftState},
    membership::{self, MembershipStanding},
    partnership, partnership_convener,
    representative::{self, RepresentativeKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{desk::Desk, text};
use crate::{app::Cx, db::Tx, error::Result, record, shared::periods::holding_on};

/// A member is new so long.
const NEW: TimeDelta = TimeDelta::days(90);

/// Drafts a welcome to the first primary representative of a new member. Nobody is welcomed when nobody acts, as in imports,
/// and who cannot be reached gets none.
///
/// # Errors
/// Database errors.
pub async fn welcome_in(tx: &Tx, cx: &Cx, of: &membership::Model, one: &representative::Model) -> Result<()> {
    let Some(user) = cx.actor.user() else {
        return Ok(());
    };
    let today = cx.app.clock.today();
    if !is_new(of, one, today) || !is_first(tx, one).await? {
        return Ok(());
    }
    let champions = champions(tx, of, one, today).await?;
    let contacts = champions.iter().map(|(contact, _)| *contact);
    let desk = Desk::open(tx, contacts.chain([one.contact_id]).collect(), vec![user.id]).await?;
    let Ok(to) = desk.contact(one.contact_id) else {
        return Ok(());
    };
    let champion = champions
        .iter()
        .find_map(|(id, of)| Some((*id, of, desk.contact(*id).ok()?)));
    let signature = match &champion {
        Some((_, of, person)) => {
            let name = person.name.clone();
            let member = name_of(tx, of).await?;
            name.into_iter().chain([member]).collect()
        }
        None => desk.signature(tx, user.id).await?,
    };
    let partnership = partnership::Entity::find_by_id(of.partnership_id).one(tx).await?;
    let partnership = partnership.map(|row| row.name).unwrap_or_default();
    let name = to.name.as_deref().unwrap_or_default();
    let (subject, body) = text::welcome(name, &name_of(tx, of).await?, &partnership, &signature);
    let champion = champion.map(|(id, ..)| id);
    let row = letter_draft::ActiveModel {
        kind: Set(LetterDraftKind::Welcome),
        partnership_id: Set(of.partnership_id),
        meeting_id: Set(None),
        attendee_id: Set(None),
        representative_id: Set(Some(one.id)),
        contact_id: Set(Some(one.contact_id)),
        user_id: Set(None),
        employer_id: Set(of.employer_id),
        agency_id: Set(agency_for(tx, of, user.agency_id, today).await?),
        sender_user_id: Set(champion.is_none().then_some(user.id)),
        sender_contact_id: Set(champion),
        subject: Set(subject),
        body: Set(body),
        state: Set(LetterDraftState::Draft),
        sent_at: Set(None),
        mail_id: Set(None),
        ..Default::default()
    };
    record::insert::<letter_draft::Entity>(tx, cx, row).await?;
    Ok(())
}

/// The membership is new, and the person speaks for the member.
fn is_new(of: &membership::Model, one: &representative::Model, today: NaiveDate) -> bool {
    one.kind == RepresentativeKind::Primary && of.joined_on.is_none_or(|day| day >= today - NEW)
}

/// Nobody was the member's primary representative before.
async fn is_first(tx: &Tx, one: &representative::Model) -> Result<bool> {
    use representative::Column as C;
    let other = representative::Entity::find()
        .filter(C::MembershipId.eq(one.membership_id))
        .filter(C::Kind.eq(RepresentativeKind::Primary))
        .filter(C::Id.ne(one.id))
        .limit(1)
        .one(tx)
        .await?;
    Ok(other.is_none())
}

/// Those who speak today for the partnership's champions, with their memberships, the longest there first.
async fn champions(
    tx: &Tx,
    of: &membership::Model,
    one: &representative::Model,
    today: NaiveDate,
) -> Result<Vec<(ContactId, membership::Model)>> {
    use membership::Column as M;
    use representative::Column as R;
    let members = membership::Entity::find()
        .filter(M::PartnershipId.eq(of.partnership_id))
        .filter(M::Standing.eq(MembershipStanding::Champion))
        .filter(M::TrashedAt.is_null())
        .filter(M::Id.ne(of.id))
        .filter(holding_on(M::JoinedOn, M::LeftOn, today));
    let ids = members.clone().select_only().column(M::Id).into_query();
    let people = representative::Entity::find()
        .filter(R::MembershipId.in_subquery(ids))
        .filter(R::Kind.eq(RepresentativeKind::Primary))
        .filter(R::ContactId.ne(one.contact_id))
        .filter(holding_on(R::FromOn, R::ToOn, today))
        .order_by_asc(R::Id)
        .all(tx)
        .await?;
    let members = members.order_by_asc(M::Id).all(tx).await?;
    let speakers = members.into_iter().filter_map(|member| {
        let person = people.iter().find(|person| person.membership_id == member.id)?;
        Some((person.contact_id, member))
    });
    Ok(speakers.collect())
}

/// What the member is called.
async fn name_of(tx: &Tx, of: &membership::Model) -> Result<String> {
    let employer = match of.employer_id {
        Some(id) => employer::Entity::find_by_id(id)
            .one(tx)
            .await?
            .map(|row| row.name),
        None => None,
    };
    let agency = match of.agency_id {
        Some(id) => agency::Entity::find_by_id(id).one(tx).await?.map(|row| row.name),
        None => None,
    };
    Ok(employer.or(agency).unwrap_or_default())
}

/// The agency whose people send it: the actor's own when it convenes the partnership, else the first that does.
async fn agency_for(tx: &Tx, of: &membership::Model, own: AgencyId, today: NaiveDate) -> Result<AgencyId> {
    use partnership_convener::Column as C;
    let conveners = partnership_convener::Entity::find()
        .filter(C::PartnershipId.eq(of.partnership_id))
        .filter(holding_on(C::FromOn, C::ToOn, today))
        .order_by_asc(C::Id)
        .all(tx)
        .await?;
    let first = conveners.first().map_or(own, |row| row.agency_id);
    let is_one = conveners.iter().any(|row| row.agency_id == own);
    Ok(if is_one { own } else { first })
}
