//! The agencies that convene a partnership. They are part of it: a change of them counts up its version and is audited there.

use chrono::NaiveDate;
use entities::{
    agency,
    ids::{AgencyId, ConvenerId, PartnershipId},
    partnership, partnership_convener,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{in_trash, missing, needs_convener};
use crate::{
    agencies,
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships::reads,
    policy::Action,
    record,
    shared::periods::{self, Period},
};

/// An agency that is to convene a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConvener {
    /// The agency.
    pub agency_id: AgencyId,
    /// The first day; none when it is not known.
    pub from_on: Option<NaiveDate>,
}

/// Lets an agency convene a partnership, beside those who do already.
///
/// # Errors
/// `NOT_FOUND` for the partnership or the agency; `FORBIDDEN`; `STATE` when the partnership is in the trash; `DUPLICATE` when
/// the agency convenes it already.
pub async fn add_convener(
    cx: &Cx,
    id: PartnershipId,
    new: NewConvener,
) -> Result<(partnership_convener::Model, partnership::Model)> {
    db::write(cx, async |tx| add_convener_in(tx, cx, id, new).await).await
}

/// [`add_convener`] inside a transaction, for the demo.
///
/// # Errors
/// As [`add_convener`].
pub async fn add_convener_in(
    tx: &Tx,
    cx: &Cx,
    id: PartnershipId,
    new: NewConvener,
) -> Result<(partnership_convener::Model, partnership::Model)> {
    let before = reads::locked(cx, tx, id).await.map_err(at_partnership)?;
    cx.may(Action::PartnershipUpdate)?;
    if before.trashed_at.is_some() {
        return Err(in_trash("partnershipId"));
    }
    check_agency(tx, cx, "input.agencyId", new.agency_id).await?;
    let begun = Period {
        from: new.from_on,
        to: None,
    };
    let others = of(tx, id).await?;
    if others
        .iter()
        .any(|other| other.agency_id == new.agency_id && period(other).overlaps(begun))
    {
        let message = "This agency convenes it already at that time.";
        return Err(Error::user(UserErrorCode::Duplicate, "input.agencyId", message));
    }
    let row = insert(tx, cx, id, &new).await?;
    let change = change(None, Some(&row));
    let partnership = record::touch::<partnership::Entity>(tx, cx, &before, vec![change]).await?;
    Ok((row, partnership))
}

/// Ends an agency's convening: the day is the last one that counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `INVALID` for a day before it began; `STATE` when it ended already, and when nobody
/// else convenes a partnership that works.
pub async fn end_convener(
    cx: &Cx,
    id: ConvenerId,
    version: i32,
    ended_on: Option<NaiveDate>,
) -> Result<(partnership_convener::Model, partnership::Model)> {
    let end = ended_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let of = reads::convener(cx, tx, id).await?;
        let partnership = reads::locked(cx, tx, of.partnership_id).await?;
        cx.may(Action::PartnershipUpdate)?;
        let before = reads::convener(cx, tx, id).await?;
        check_end(tx, &partnership, &before, version, end).await?;
        let mut row: partnership_convener::ActiveModel = before.clone().into();
        row.to_on = Set(Some(end));
        row.updated_at = Set(cx.app.clock.now());
        row.version = Set(before.version + 1);
        let row = row.update(tx).await?;
        let change = change(Some(&before), Some(&row));
        let partnership = record::touch::<partnership::Entity>(tx, cx, &partnership, vec![change]).await?;
        Ok((row, partnership))
    })
    .await
}

async fn check_end(
    tx: &Tx,
    partnership: &partnership::Model,
    before: &partnership_convener::Model,
    version: i32,
    end: NaiveDate,
) -> Result<()> {
    if before.version != version {
        return Err(record::conflict());
    }
    if partnership.trashed_at.is_some() {
        return Err(in_trash("id"));
    }
    if before.to_on.is_some() {
        return Err(Error::state("id", "Its convening has ended already."));
    }
    let ended = Period {
        to: Some(end),
        ..period(before)
    };
    if ended.is_reversed() {
        return Err(Error::invalid("endedOn", "It cannot end before it began."));
    }
    let next = periods::day_after(end);
    if needs_convener(partnership.phase) && !has_current(tx, partnership, next, Some(before.id)).await? {
        let message =
            "Nobody else convenes it after that; add another convener first, or let it be dormant or closed.";
        return Err(Error::state("id", message));
    }
    Ok(())
}

/// Whether somebody convenes the partnership on that day, leaving one out.
pub(super) async fn has_current(
    tx: &Tx,
    partnership: &partnership::Model,
    day: NaiveDate,
    but: Option<ConvenerId>,
) -> Result<bool> {
    use partnership_convener::Column as C;
    let mut select = partnership_convener::Entity::find()
        .filter(C::PartnershipId.eq(partnership.id))
        .filter(periods::holding_on(C::FromOn, C::ToOn, day));
    if let Some(id) = but {
        select = select.filter(C::Id.ne(id));
    }
    Ok(select.one(tx).await?.is_some())
}

/// Every agency is there, and named once.
pub(super) async fn check_all(tx: &Tx, cx: &Cx, conveners: &[NewConvener]) -> Result<()> {
    let mut checks = Checks::new();
    for (place, new) in conveners.iter().enumerate() {
        let path = format!("input.conveners.{place}.agencyId");
        let found = check_agency(tx, cx, &path, new.agency_id).await;
        checks.note(found);
        if conveners[..place]
            .iter()
            .any(|other| other.agency_id == new.agency_id)
        {
            let message = "This agency is named twice.";
            checks.fail(UserErrorCode::Duplicate, &path, message);
        }
    }
    checks.done()
}

/// Writes a convener; its partnership tells the audit.
pub(super) async fn insert(
    tx: &Tx,
    cx: &Cx,
    partnership_id: PartnershipId,
    new: &NewConvener,
) -> Result<partnership_convener::Model> {
    let now = cx.app.clock.now();
    let row = partnership_convener::ActiveModel {
        id: Set(cx.app.ids.next::<ConvenerId>()),
        partnership_id: Set(partnership_id),
        agency_id: Set(new.agency_id),
        from_on: Set(new.from_on),
        to_on: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Ok(row.insert(tx).await?)
}

async fn of(tx: &Tx, id: PartnershipId) -> Result<Vec<partnership_convener::Model>> {
    let column = partnership_convener::Column::PartnershipId;
    Ok(partnership_convener::Entity::find()
        .filter(column.eq(id))
        .all(tx)
        .await?)
}

async fn check_agency(tx: &Tx, cx: &Cx, path: &str, id: AgencyId) -> Result<()> {
    let row = agencies::reads::live(cx)
        .filter(agency::Column::Id.eq(id))
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| missing(path, "agency"))
}

fn at_partnership(error: Error) -> Error {
    match error {
        Error::NotFound => missing("partnershipId", "partnership"),
        other => other,
    }
}

fn period(row: &partnership_convener::Model) -> Period {
    Period {
        from: row.from_on,
        to: row.to_on,
    }
}

/// How the partnership's audit tells of a convener: `agency_… from 2026-01-01 to 2026-11-24`.
pub(super) fn change(
    before: Option<&partnership_convener::Model>,
    after: Option<&partnership_convener::Model>,
) -> FieldChange {
    let text = |row: &partnership_convener::Model| {
        let day =
            |word: &str, day: Option<NaiveDate>| day.map_or_else(String::new, |day| format!(" {word} {day}"));
        format!(
            "{}{}{}",
            row.agency_id,
            day("from", row.from_on),
            day("to", row.to_on)
        )
    };
    FieldChange {
        field: "convener".into(),
        before: before.map(text),
        after: after.map(text),
        is_restricted: false,
    }
}
