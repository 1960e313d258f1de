//! The part a member takes in a responsibility: one at a time.

use chrono::NaiveDate;
use entities::{
    ids::{AssignmentId, MembershipId, ResponsibilityId},
    membership, responsibility,
    responsibility_assignment::{self, Column as C, ResponsibilityKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::in_trash;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    memberships,
    policy::Action,
    record,
    responsibilities::reads,
    shared::periods::{self, Period},
};

/// A part that a member is to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// The member.
    pub membership_id: MembershipId,
    /// The part.
    pub kind: ResponsibilityKind,
    /// The first day; today when none.
    pub from_on: Option<NaiveDate>,
    /// The last day, for a part that ends or ended.
    pub to_on: Option<NaiveDate>,
}

/// A new assignment, and the former one of that member which this ended.
pub(super) type Assigned = (
    responsibility_assignment::Model,
    Option<responsibility_assignment::Model>,
);

/// Lets a member take part in a responsibility; the part it took before ends the day before.
///
/// # Errors
/// `NOT_FOUND` for the responsibility or the member; `FORBIDDEN`; `STATE` when the responsibility is in the trash or retired by
/// then, or the member is none on that day; `DUPLICATE` when it takes that part already; `INVALID` for days that are not in
/// order.
pub async fn assign(cx: &Cx, responsibility: ResponsibilityId, new: NewAssignment) -> Result<Assigned> {
    db::write(cx, async |tx| {
        let from = new.from_on.unwrap_or_else(|| cx.app.clock.today());
        let wanted = Period {
            from: Some(from),
            to: new.to_on,
        };
        let of = match reads::locked(cx, tx, responsibility).await {
            Err(Error::NotFound) => {
                let message = "There is no such responsibility.";
                return Err(Error::user(UserErrorCode::NotFound, "responsibilityId", message));
            }
            other => other?,
        };
        cx.may(Action::CharterUpdate)?;
        check_responsibility(&of, from)?;
        if wanted.is_reversed() {
            return Err(Error::invalid("input.toOn", "It cannot end before it began."));
        }
        check_member(tx, cx, &of, new.membership_id, from).await?;
        let former = match former(tx, cx, responsibility, &new, wanted).await? {
            Some(former) => Some(end_on(tx, cx, &former, None, periods::day_before(from)).await?),
            None => None,
        };
        let row = responsibility_assignment::ActiveModel {
            responsibility_id: Set(responsibility),
            membership_id: Set(new.membership_id),
            kind: Set(new.kind),
            from_on: Set(Some(from)),
            to_on: Set(new.to_on),
            ..Default::default()
        };
        let row = record::insert::<responsibility_assignment::Entity>(tx, cx, row).await?;
        Ok((row, former))
    })
    .await
}

/// Ends the part a member takes: the day is the last one that counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it ended already; `INVALID` for a day before it began.
pub async fn end_assignment(
    cx: &Cx,
    id: AssignmentId,
    version: i32,
    ended_on: Option<NaiveDate>,
) -> Result<responsibility_assignment::Model> {
    let day = ended_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::assignment(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
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

fn check_responsibility(of: &responsibility::Model, from: NaiveDate) -> Result<()> {
    if of.trashed_at.is_some() {
        return Err(in_trash("responsibilityId"));
    }
    if of.retired_on.is_some_and(|end| end <= from) {
        let message = "This responsibility is retired on that day.";
        return Err(Error::state("responsibilityId", message));
    }
    Ok(())
}

async fn check_member(
    tx: &Tx,
    cx: &Cx,
    of: &responsibility::Model,
    id: MembershipId,
    from: NaiveDate,
) -> Result<()> {
    let row = memberships::reads::live(cx)
        .filter(membership::Column::Id.eq(id))
        .filter(membership::Column::PartnershipId.eq(of.partnership_id))
        .one(tx)
        .await?;
    let Some(row) = row else {
        let message = "There is no such member of this partnership.";
        return Err(Error::user(
            UserErrorCode::NotFound,
            "input.membershipId",
            message,
        ));
    };
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

/// The part the member takes at that time, which the new one ends: it must have begun before, and the new one last.
async fn former(
    tx: &Tx,
    cx: &Cx,
    responsibility: ResponsibilityId,
    new: &NewAssignment,
    wanted: Period,
) -> Result<Option<responsibility_assignment::Model>> {
    let all = reads::visible_assignments(cx)
        .filter(C::ResponsibilityId.eq(responsibility))
        .filter(C::MembershipId.eq(new.membership_id))
        .all(tx)
        .await?;
    let mut others = all.into_iter().filter(|row| {
        let period = Period {
            from: row.from_on,
            to: row.to_on,
        };
        !period.is_reversed() && period.overlaps(wanted)
    });
    let Some(other) = others.next() else {
        return Ok(None);
    };
    if other.kind == new.kind && other.to_on.is_none() {
        let message = "It takes this part already.";
        return Err(Error::user(UserErrorCode::Duplicate, "input.kind", message));
    }
    let begins_before = other.from_on.is_none_or(|from| Some(from) <= wanted.from);
    if others.next().is_none() && begins_before && wanted.to.is_none() {
        return Ok(Some(other));
    }
    let message = "It takes another part at that time; end that first, or name other days.";
    Err(Error::invalid("input.fromOn", message))
}

async fn end_on(
    tx: &Tx,
    cx: &Cx,
    before: &responsibility_assignment::Model,
    version: Option<i32>,
    day: NaiveDate,
) -> Result<responsibility_assignment::Model> {
    let row = responsibility_assignment::ActiveModel {
        to_on: Set(Some(day)),
        ..Default::default()
    };
    let updated = record::update::<responsibility_assignment::Entity>(tx, cx, before, version, row).await?;
    Ok(updated.row)
}
