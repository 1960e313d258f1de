//! Partnerships: how they begin, who joins and leaves, who speaks for whom.

use chrono::TimeDelta;
use entities::{
    ids::{ContactId, MembershipId},
    membership::{self, MembershipStanding},
    partnership::{self, PartnershipPhase},
    representative::RepresentativeKind,
};
use sea_orm::ActiveValue::Set;

use super::{Stage, found, people};
use crate::{
    db::Tx,
    demo::region::{
        agencies::AGENCIES,
        circles::{CIRCLES, Circle, PLACES},
    },
    error::{Error, Result},
    memberships::ops::{self as members, NewRepresentative},
    partnerships::ops::{self, Created, NewConvener},
};

/// A partnership begins, and its agencies join.
pub(super) async fn begin(tx: &Tx, stage: &mut Stage, turn: usize) -> Result<()> {
    let circle = &CIRCLES[turn];
    let sectors = circle
        .sector
        .map(|key| found(stage.sectors.get(key).copied(), key).map(|id| vec![id]))
        .transpose()?;
    let row = partnership::ActiveModel {
        name: Set(circle.name.to_owned()),
        kind: Set(circle.kind),
        phase: Set(PartnershipPhase::SupportTeam),
        region: Set(Some("Alder Valley".to_owned())),
        description: Set(Some(circle.description.to_owned())),
        started_on: Set(Some(stage.today())),
        ..Default::default()
    };
    let draft = ops::checked(ops::Draft {
        row,
        sectors,
        naics: Some(circle.naics.iter().map(|prefix| (*prefix).to_owned()).collect()),
    })?;
    let first = circle.conveners.iter().filter(|(_, day)| *day <= circle.day);
    let conveners: Vec<NewConvener> = first
        .map(|(agency, _)| convener(stage, agency))
        .collect::<Result<_>>()?;
    let Created::Partnership(made) = ops::create_in(tx, &stage.cx, draft, conveners, true).await? else {
        return Err(Error::internal("a partnership of the demo was not made"));
    };
    stage.circles.insert(circle.key, made.id);
    agencies(tx, stage, circle).await
}

fn convener(stage: &Stage, agency: &str) -> Result<NewConvener> {
    Ok(NewConvener {
        agency_id: stage.agency(agency)?,
        from_on: Some(stage.today()),
    })
}

async fn agencies(tx: &Tx, stage: &mut Stage, circle: &Circle) -> Result<()> {
    for key in circle.agencies.iter().copied() {
        let row = membership::ActiveModel {
            agency_id: Set(Some(stage.agency(key)?)),
            ..Default::default()
        };
        let id = join(tx, stage, circle.key, row).await?;
        if circle.key == "compact" {
            stage.signers.push(id);
        }
        let name = AGENCIES.iter().find(|agency| agency.key == key);
        let contact = people::of_agency(tx, stage, key, found(name, key)?.name).await?;
        speak(tx, stage, id, contact, RepresentativeKind::Primary).await?;
    }
    Ok(())
}

/// A partnership comes to its next phase.
pub(super) async fn come(tx: &Tx, stage: &Stage, turn: usize, phase: PartnershipPhase) -> Result<()> {
    let row = partnership::ActiveModel {
        phase: Set(phase),
        ..Default::default()
    };
    let draft = ops::checked(ops::Draft {
        row,
        ..ops::Draft::default()
    })?;
    let id = found(stage.circles.get(CIRCLES[turn].key).copied(), "partnership")?;
    ops::update_in(tx, &stage.cx, id, None, draft).await?;
    Ok(())
}

/// Another agency convenes it too.
pub(super) async fn convene(tx: &Tx, stage: &Stage, turn: usize, agency: &str) -> Result<()> {
    let id = found(stage.circles.get(CIRCLES[turn].key).copied(), "partnership")?;
    ops::add_convener_in(tx, &stage.cx, id, convener(stage, agency)?).await?;
    Ok(())
}

/// An employer joins; its first two people speak for it.
pub(super) async fn join_employer(tx: &Tx, stage: &mut Stage, turn: usize) -> Result<()> {
    let place = &PLACES[turn];
    let standing = if place.is_champion {
        MembershipStanding::Champion
    } else {
        MembershipStanding::Member
    };
    let today = stage.today();
    let row = membership::ActiveModel {
        employer_id: Set(Some(stage.employers[place.employer])),
        standing: Set(standing),
        seat: Set(place.seat.map(|(name, _)| name.to_owned())),
        term_from_on: Set(place.seat.map(|_| today)),
        term_to_on: Set(place.seat.map(|(_, days)| today + TimeDelta::days(days))),
        ..Default::default()
    };
    let id = join(tx, stage, place.circle, row).await?;
    stage.seats.insert((place.circle, place.employer), id);
    let kinds = [RepresentativeKind::Primary, RepresentativeKind::Backup];
    let people = stage.people[place.employer].clone();
    for (kind, person) in kinds.into_iter().zip(people) {
        speak(tx, stage, id, person.contact, kind).await?;
    }
    Ok(())
}

async fn join(
    tx: &Tx,
    stage: &Stage,
    circle: &str,
    mut row: membership::ActiveModel,
) -> Result<MembershipId> {
    row.joined_on = Set(Some(stage.today()));
    let draft = members::checked(members::Draft { row })?;
    let partnership = found(stage.circles.get(circle).copied(), circle)?;
    Ok(members::start_in(tx, &stage.cx, partnership, draft).await?.id)
}

async fn speak(
    tx: &Tx,
    stage: &Stage,
    membership: MembershipId,
    contact_id: ContactId,
    kind: RepresentativeKind,
) -> Result<()> {
    let new = NewRepresentative {
        contact_id,
        kind,
        from_on: Some(stage.today()),
    };
    members::assign_in(tx, &stage.cx, membership, new).await?;
    Ok(())
}

/// Whoever comes to an employer speaks for it where its former person did.
pub(super) async fn hand_over(tx: &Tx, stage: &Stage, employer: usize, contact: ContactId) -> Result<()> {
    let seats = stage.seats.iter().filter(|((_, of), _)| *of == employer);
    for (_, membership) in seats {
        speak(tx, stage, *membership, contact, RepresentativeKind::Primary).await?;
    }
    Ok(())
}

/// An employer leaves, and nobody speaks for it any more.
pub(super) async fn leave(tx: &Tx, stage: &mut Stage, turn: usize) -> Result<()> {
    let place = &PLACES[turn];
    let id = found(stage.seats.remove(&(place.circle, place.employer)), "member")?;
    let row = membership::ActiveModel {
        left_on: Set(Some(stage.today())),
        ..Default::default()
    };
    let draft = members::checked(members::Draft { row })?;
    members::update_in(tx, &stage.cx, id, None, draft).await?;
    Ok(())
}
