//! What other records hold of a completer, and how it follows.

use std::collections::BTreeSet;

use entities::{completer, employment, hire, ids::CompleterId, referral};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, Select,
    sea_query::IntoCondition,
};

use crate::{
    checks::effective,
    completers::quarters::Quarter,
    db::Tx,
    error::{Error, Result},
};

/// Whether live referrals or hires, or employment, name the completer.
pub(super) async fn is_referenced(tx: &Tx, id: CompleterId) -> Result<bool> {
    let referrals = referral::Column::TrashedAt.is_null();
    let referrals = referrals.and(referral::Column::CompleterId.eq(id));
    let hires = hire::Column::TrashedAt.is_null();
    let hires = hires.and(hire::Column::CompleterId.eq(id));
    Ok(has_any(tx, referral::Entity::find(), referrals).await?
        || has_any(tx, hire::Entity::find(), hires).await?
        || has_employment(tx, id).await?)
}

async fn has_employment(tx: &Tx, id: CompleterId) -> Result<bool> {
    let of = employment::Column::CompleterId.eq(id);
    has_any(tx, employment::Entity::find(), of).await
}

async fn has_any<E: EntityTrait>(tx: &Tx, among: Select<E>, which: impl IntoCondition) -> Result<bool> {
    Ok(among.filter(which).limit(1).one(tx).await?.is_some())
}

/// An exit that employment was looked up for stays in its quarter: the quarters after it are counted from there.
pub(crate) async fn check_exit(
    tx: &Tx,
    before: &completer::Model,
    row: &completer::ActiveModel,
) -> Result<()> {
    let quarter = |exit: Option<chrono::NaiveDate>| exit.map(Quarter::of);
    let after = effective(&row.exited_on, before.exited_on);
    if quarter(after) == quarter(before.exited_on) || !has_employment(tx, before.id).await? {
        return Ok(());
    }
    let message =
        "Employment after this exit is on record, and its quarters would be others; remove it first.";
    Err(Error::state("input.exitedOn", message))
}

/// Brings what hires and employment copy for the counts to where the completer is now.
pub(super) async fn follow(tx: &Tx, before: &completer::Model, row: &completer::Model) -> Result<()> {
    let copied = |row: &completer::Model| (row.program_id, row.program_year, row.is_excluded);
    if copied(before) == copied(row) {
        return Ok(());
    }
    set(tx, row).await
}

/// Brings what hires and employment copy of these completers to where they are now, after somebody wrote past the rules.
pub(crate) async fn settle_copies(tx: &Tx, ids: impl IntoIterator<Item = CompleterId>) -> Result<()> {
    let ids: BTreeSet<CompleterId> = ids.into_iter().collect();
    let select = completer::Entity::find().filter(completer::Column::Id.is_in(ids));
    for row in select.all(tx).await? {
        set(tx, &row).await?;
    }
    Ok(())
}

async fn set(tx: &Tx, row: &completer::Model) -> Result<()> {
    let hires = hire::ActiveModel {
        program_id: Set(row.program_id),
        program_year: Set(row.program_year),
        ..Default::default()
    };
    hire::Entity::update_many()
        .set(hires)
        .filter(hire::Column::CompleterId.eq(row.id))
        .exec(tx)
        .await?;
    let employed = employment::ActiveModel {
        program_id: Set(row.program_id),
        program_year: Set(row.program_year),
        is_excluded: Set(row.is_excluded),
        ..Default::default()
    };
    employment::Entity::update_many()
        .set(employed)
        .filter(employment::Column::CompleterId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}
