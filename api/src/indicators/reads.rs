//! The figures behind the indicators, for many partnerships at once.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use entities::{
    ids::{PartnershipId, PriorityId},
    priority, priority_champion, quick_win,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::types::Figures;
use crate::{app::Cx, error::Result, priorities, quick_wins};

/// The figures of these partnerships on a day, the period of `days` days up to it: three statements.
///
/// # Errors
/// Database errors.
pub async fn figures(
    cx: &Cx,
    ids: &[PartnershipId],
    day: NaiveDate,
    days: u64,
) -> Result<HashMap<PartnershipId, Figures>> {
    let mut figures: HashMap<PartnershipId, Figures> = HashMap::new();
    let champions = championed(cx, ids, day).await?;
    for (id, partnership) in open(cx, ids, day).await? {
        let figures = figures.entry(partnership).or_default();
        figures.priorities += 1;
        figures.championed += i32::from(champions.contains(&id));
    }
    for (partnership, count) in wins(cx, ids, day, days).await? {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        figures.entry(partnership).or_default().quick_wins = count;
    }
    Ok(figures)
}

/// The live priorities that were worked on, on a day.
async fn open(cx: &Cx, ids: &[PartnershipId], day: NaiveDate) -> Result<Vec<(PriorityId, PartnershipId)>> {
    use priority::Column as C;
    Ok(priorities::reads::live(cx)
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .filter(priorities::reads::open_on(day))
        .select_only()
        .columns([C::Id, C::PartnershipId])
        .into_tuple()
        .all(cx.app.db.read())
        .await?)
}

/// The priorities that a business carried on a day.
async fn championed(cx: &Cx, ids: &[PartnershipId], day: NaiveDate) -> Result<HashSet<PriorityId>> {
    use priority_champion::Column as H;
    let of = priorities::reads::ids_of(cx, ids);
    let rows: Vec<PriorityId> = priorities::reads::champions_on(cx, day)
        .filter(H::PriorityId.in_subquery(of))
        .select_only()
        .column(H::PriorityId)
        .distinct()
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many quick wins were reached in the period.
async fn wins(
    cx: &Cx,
    ids: &[PartnershipId],
    day: NaiveDate,
    days: u64,
) -> Result<Vec<(PartnershipId, i64)>> {
    use quick_win::Column as W;
    let from = day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
    Ok(quick_wins::reads::live(cx)
        .filter(W::PartnershipId.is_in(ids.iter().copied()))
        .filter(W::AchievedOn.gt(from))
        .filter(W::AchievedOn.lte(day))
        .select_only()
        .column(W::PartnershipId)
        .column_as(W::Id.count(), "wins")
        .group_by(W::PartnershipId)
        .into_tuple()
        .all(cx.app.db.read())
        .await?)
}
