//! The steps of a referral: forward, and its history.

use chrono::NaiveDate;
use entities::{
    ids::ReferralId,
    referral::{self, ReferralStage},
    referral_step,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{live, reads, way};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    policy::Action,
    record,
};

/// Brings a referral to a later stage, on a day; today when none.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, has ended, or does not lead to that stage; `INVALID` for a
/// day to come or before it came to where it stands.
pub async fn move_on(
    cx: &Cx,
    id: ReferralId,
    version: i32,
    stage: ReferralStage,
    on: Option<NaiveDate>,
) -> Result<referral::Model> {
    let day = on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::CompleterRecord, before.agency_id)?;
        live(&before)?;
        if before.version == version && !way::after(before.stage).contains(&stage) {
            return Err(Error::state("input.stage", refusal(before.stage, stage)));
        }
        if day > cx.app.clock.latest_day() {
            return Err(Error::invalid("input.on", "This day lies in the future."));
        }
        if day < before.stage_on {
            let message = format!(
                "This day lies before {}, when it came to where it stands.",
                before.stage_on
            );
            return Err(Error::invalid("input.on", message));
        }
        set(tx, cx, &before, Some(version), stage, day).await
    })
    .await
}

fn refusal(from: ReferralStage, to: ReferralStage) -> &'static str {
    if !way::is_open(from) {
        return "This referral has ended.";
    }
    if to == ReferralStage::Hired {
        return "Record the hire; it brings the referral there.";
    }
    "A referral only goes forward."
}

/// Writes where a referral stands, and adds it to the history.
pub(super) async fn set(
    tx: &Tx,
    cx: &Cx,
    before: &referral::Model,
    version: Option<i32>,
    stage: ReferralStage,
    day: NaiveDate,
) -> Result<referral::Model> {
    let row = referral::ActiveModel {
        stage: Set(stage),
        stage_on: Set(day),
        ..Default::default()
    };
    let updated = record::update::<referral::Entity>(tx, cx, before, version, row).await?;
    keep(tx, cx, &updated.row, day).await?;
    Ok(updated.row)
}

/// Adds to the history where a referral stands now.
pub(super) async fn keep(tx: &Tx, cx: &Cx, row: &referral::Model, day: NaiveDate) -> Result<()> {
    let step = referral_step::ActiveModel {
        id: Set(cx.app.ids.next()),
        referral_id: Set(row.id),
        stage: Set(row.stage),
        happened_on: Set(day),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        recorded_at: Set(cx.app.clock.now()),
    };
    referral_step::Entity::insert(step)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Gives the first step another day, which is not after the second.
pub(super) async fn redate(tx: &Tx, before: &referral::Model, day: NaiveDate) -> Result<()> {
    let steps = reads::steps(tx, &[before.id]).await?;
    if let Some(next) = steps.get(1).filter(|next| day > next.happened_on) {
        let message = format!(
            "This day lies after {}, when the next step was taken.",
            next.happened_on
        );
        return Err(Error::invalid("input.referredOn", message));
    }
    let Some(first) = steps.first() else { return Ok(()) };
    let row = referral_step::ActiveModel {
        happened_on: Set(day),
        ..Default::default()
    };
    referral_step::Entity::update_many()
        .set(row)
        .filter(referral_step::Column::Id.eq(first.id))
        .exec(tx)
        .await?;
    Ok(())
}
