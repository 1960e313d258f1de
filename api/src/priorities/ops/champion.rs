//! The businesses that carry a priority.

use chrono::NaiveDate;
use entities::{
    contact,
    ids::{ContactId, MembershipId, PriorityChampionId, PriorityId},
    membership, priority,
    priority_champion::{self, Column as C},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::{check_open, held};
use crate::{
    app::Cx,
    contacts,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    memberships,
    policy::Action,
    priorities::reads,
    record,
    shared::periods::Period,
};

/// A business that is to carry a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewChampion {
    /// The member.
    pub membership_id: MembershipId,
    /// The person at the employer.
    pub contact_id: Option<ContactId>,
    /// The first day; today when none.
    pub from_on: Option<NaiveDate>,
}

/// Lets a business carry a priority, beside those who do already.
///
/// # Errors
/// `NOT_FOUND` for the priority, the member or the contact; `FORBIDDEN`; `STATE` when the priority is closed or in the trash, or
/// the member is none on that day; `INVALID` for an agency; `DUPLICATE` when it carries it at that time.
pub async fn assign_champion(
    cx: &Cx,
    priority: PriorityId,
    new: NewChampion,
) -> Result<priority_champion::Model> {
    cx.may(Action::CharterUpdate)?;
    db::write(cx, async |tx| {
        let of = held(tx, cx, priority, "priorityId").await?;
        check_open(&of, "priorityId")?;
        let from = new.from_on.unwrap_or_else(|| cx.app.clock.today());
        check_member(tx, cx, &of, new.membership_id, from).await?;
        if let Some(contact) = new.contact_id {
            check_contact(tx, cx, contact).await?;
        }
        check_alone(tx, cx, priority, new.membership_id, from).await?;
        let row = priority_champion::ActiveModel {
            priority_id: Set(priority),
            membership_id: Set(new.membership_id),
            contact_id: Set(new.contact_id),
            from_on: Set(Some(from)),
            to_on: Set(None),
            ..Default::default()
        };
        record::insert::<priority_champion::Entity>(tx, cx, row).await
    })
    .await
}

/// Ends a business's carrying a priority: the day is the last one that counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it ended already; `INVALID` for a day before it began.
pub async fn end_champion(
    cx: &Cx,
    id: PriorityChampionId,
    version: i32,
    ended_on: Option<NaiveDate>,
) -> Result<priority_champion::Model> {
    let day = ended_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::champion(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.to_on.is_some() {
            return Err(Error::state("id", "This ended already."));
        }
        if before.from_on.is_some_and(|from| day < from) {
            return Err(Error::invalid("endedOn", "It cannot end before it began."));
        }
        let row = priority_champion::ActiveModel {
            to_on: Set(Some(day)),
            ..Default::default()
        };
        let updated =
            record::update::<priority_champion::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

async fn check_member(
    tx: &Tx,
    cx: &Cx,
    of: &priority::Model,
    id: MembershipId,
    from: NaiveDate,
) -> Result<()> {
    let path = "input.membershipId";
    let row = memberships::reads::live(cx)
        .filter(membership::Column::Id.eq(id))
        .filter(membership::Column::PartnershipId.eq(of.partnership_id))
        .one(tx)
        .await?;
    let Some(row) = row else {
        let message = "There is no such member of this partnership.";
        return Err(Error::user(UserErrorCode::NotFound, path, message));
    };
    if row.employer_id.is_none() {
        let message = "Only an employer champions a priority.";
        return Err(Error::invalid(path, message));
    }
    let period = Period {
        from: row.joined_on,
        to: row.left_on,
    };
    if period.holds_on(from) {
        Ok(())
    } else {
        Err(Error::state("input.fromOn", "It is no member on that day."))
    }
}

async fn check_contact(tx: &Tx, cx: &Cx, id: ContactId) -> Result<()> {
    let row = contacts::reads::live(cx)
        .filter(contact::Column::Id.eq(id))
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| {
        let message = "There is no such contact.";
        Error::user(UserErrorCode::NotFound, "input.contactId", message)
    })
}

async fn check_alone(
    tx: &Tx,
    cx: &Cx,
    priority: PriorityId,
    member: MembershipId,
    from: NaiveDate,
) -> Result<()> {
    let others = reads::visible_champions(cx)
        .filter(C::PriorityId.eq(priority))
        .filter(C::MembershipId.eq(member))
        .all(tx)
        .await?;
    if others.iter().all(|row| row.to_on.is_some_and(|end| end < from)) {
        return Ok(());
    }
    let message = "It champions this priority at that time already.";
    Err(Error::user(
        UserErrorCode::Duplicate,
        "input.membershipId",
        message,
    ))
}
