//! The people who speak for a member: one primary and one back-up at a time, two people who work there.

use chrono::NaiveDate;
use entities::{
    affiliation, contact,
    ids::{ContactId, MembershipId, RepresentativeId},
    membership,
    representative::{self, RepresentativeKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use super::{in_trash, missing, period as period_of_membership};
use crate::{
    app::Cx,
    contacts,
    db::{self, Tx},
    drafts,
    error::{Error, Result, UserErrorCode},
    memberships::reads,
    policy::Action,
    record,
    shared::periods,
};

/// A person who is to speak for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRepresentative {
    /// The person.
    pub contact_id: ContactId,
    /// Which representative.
    pub kind: RepresentativeKind,
    /// The first day; today when none.
    pub from_on: Option<NaiveDate>,
}

/// A new representative, and the former one of that kind whom this ended.
pub(super) type Assigned = (representative::Model, Option<representative::Model>);

/// Lets a person speak for a member; the former representative of that kind ends the day before. The first primary of a new
/// member has a welcome drafted.
///
/// # Errors
/// `NOT_FOUND` for the membership or the contact; `FORBIDDEN`; `STATE` when the membership does not hold on that day or is in
/// the trash; `DUPLICATE` when the person is it already; `INVALID` when the person does not work for the member on that day or
/// is the other representative, or for a day before the former one began.
pub async fn assign(cx: &Cx, membership: MembershipId, new: NewRepresentative) -> Result<Assigned> {
    db::write(cx, async |tx| assign_in(tx, cx, membership, new).await).await
}

/// [`assign`] inside a transaction, for the demo.
///
/// # Errors
/// As [`assign`].
pub async fn assign_in(
    tx: &Tx,
    cx: &Cx,
    membership: MembershipId,
    new: NewRepresentative,
) -> Result<Assigned> {
    let from = new.from_on.unwrap_or_else(|| cx.app.clock.today());
    let of = match reads::locked(cx, tx, membership).await {
        Err(Error::NotFound) => return Err(missing("membershipId", "membership")),
        other => other?,
    };
    cx.may(Action::PartnershipUpdate)?;
    if of.trashed_at.is_some() {
        return Err(in_trash("membershipId"));
    }
    if !period_of_membership(&of).holds_on(from) {
        let message = "It is no member on that day.";
        return Err(Error::state("input.fromOn", message));
    }
    check_contact(tx, cx, new.contact_id).await?;
    check_works_there(tx, &of, new.contact_id, from).await?;
    let holding = open_after(tx, membership, from).await?;
    let former = check_person(&holding, new, from)?;
    let former = match former {
        Some(former) => Some(end_on(tx, cx, former, None, periods::day_before(from)).await?),
        None => None,
    };
    let row = representative::ActiveModel {
        membership_id: Set(membership),
        contact_id: Set(new.contact_id),
        kind: Set(new.kind),
        from_on: Set(Some(from)),
        to_on: Set(None),
        ..Default::default()
    };
    let row = record::insert::<representative::Entity>(tx, cx, row).await?;
    drafts::ops::welcome_in(tx, cx, &of, &row).await?;
    Ok((row, former))
}

/// Ends a person's speaking for a member: the day is the last one that counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it ended already; `INVALID` for a day before it began.
pub async fn end_representative(
    cx: &Cx,
    id: RepresentativeId,
    version: i32,
    ended_on: Option<NaiveDate>,
) -> Result<representative::Model> {
    let day = ended_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::representative(cx, tx, id).await?;
        cx.may(Action::PartnershipUpdate)?;
        if before.to_on.is_some() {
            return Err(Error::state("id", "This ended already."));
        }
        if before.from_on.is_some_and(|from| day < from) {
            return Err(Error::invalid("endedOn", "It cannot end before it began."));
        }
        end_on(tx, cx, &before, Some(version), day).await
    })
    .await
}

/// Ends all who speak for a member when the member leaves; who would begin later never does: that ends before its first day.
pub(super) async fn end_all(tx: &Tx, cx: &Cx, membership: MembershipId, day: NaiveDate) -> Result<()> {
    for row in open_after(tx, membership, day).await? {
        end_on(tx, cx, &row, None, day).await?;
    }
    Ok(())
}

/// Those who speak for a member on some day from this one on.
async fn open_after(tx: &Tx, membership: MembershipId, day: NaiveDate) -> Result<Vec<representative::Model>> {
    use representative::Column as C;
    Ok(representative::Entity::find()
        .filter(C::MembershipId.eq(membership))
        .filter(Condition::any().add(C::ToOn.is_null()).add(C::ToOn.gte(day)))
        .all(tx)
        .await?)
}

/// The person may take it from that day on; whom this ends.
fn check_person(
    holding: &[representative::Model],
    new: NewRepresentative,
    from: NaiveDate,
) -> Result<Option<&representative::Model>> {
    let is_other = |row: &&representative::Model| row.kind != new.kind && row.contact_id == new.contact_id;
    if holding.iter().any(|row| is_other(&row)) {
        let message = "Primary and back-up must be two people.";
        return Err(Error::invalid("input.contactId", message));
    }
    let Some(former) = holding.iter().find(|row| row.kind == new.kind) else {
        return Ok(None);
    };
    if former.contact_id == new.contact_id {
        let message = "This person is it already.";
        return Err(Error::user(UserErrorCode::Duplicate, "input.contactId", message));
    }
    if former.from_on.is_some_and(|began| from < began) {
        let message = "Somebody begins after that day; end that first, or name a later day.";
        return Err(Error::invalid("input.fromOn", message));
    }
    Ok(Some(former))
}

async fn end_on(
    tx: &Tx,
    cx: &Cx,
    before: &representative::Model,
    version: Option<i32>,
    day: NaiveDate,
) -> Result<representative::Model> {
    let row = representative::ActiveModel {
        to_on: Set(Some(day)),
        ..Default::default()
    };
    let updated = record::update::<representative::Entity>(tx, cx, before, version, row).await?;
    Ok(updated.row)
}

/// The person is there, and is not put into the trash until the transaction ends.
async fn check_contact(tx: &Tx, cx: &Cx, id: ContactId) -> Result<()> {
    let row = contacts::reads::live(cx)
        .filter(contact::Column::Id.eq(id))
        .lock_exclusive()
        .one(tx)
        .await?;
    row.map(|_| ())
        .ok_or_else(|| missing("input.contactId", "contact"))
}

/// Whoever speaks for a member works there: has a live affiliation with it on that day.
async fn check_works_there(
    tx: &Tx,
    of: &membership::Model,
    contact: ContactId,
    day: NaiveDate,
) -> Result<()> {
    use affiliation::Column as C;
    let there = match (of.employer_id, of.agency_id) {
        (Some(employer), _) => C::EmployerId.eq(employer),
        (_, agency) => C::AgencyId.eq(agency),
    };
    let affiliation = affiliation::Entity::find()
        .filter(C::ContactId.eq(contact))
        .filter(C::TrashedAt.is_null())
        .filter(there)
        .filter(periods::holding_on(C::FromOn, C::ToOn, day))
        .one(tx)
        .await?;
    affiliation.map(|_| ()).ok_or_else(|| {
        let message = "This person does not work for the member on that day; record the affiliation first.";
        Error::invalid("input.contactId", message)
    })
}
