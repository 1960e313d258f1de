//! What a partnership covers: sectors for people, NAICS prefixes for programs.

use std::collections::BTreeSet;

use entities::{
    ids::{PartnershipId, SectorId},
    partnership_naics, partnership_sector,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    codes::naics,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    sectors,
};

pub(crate) const MOST_PREFIXES: usize = 50;

/// NAICS prefixes of the right shape, each once, in order.
pub(super) fn checked_naics(prefixes: &[String]) -> Result<Vec<String>> {
    let mut checks = Checks::new();
    let mut kept = BTreeSet::new();
    for (place, given) in prefixes.iter().enumerate() {
        match naics::shape(given.trim()) {
            Some(prefix) => {
                kept.insert(prefix);
            }
            None => checks.fail(
                UserErrorCode::Invalid,
                &format!("input.naicsPrefixes.{place}"),
                naics::EXPECTED,
            ),
        }
    }
    if kept.len() > MOST_PREFIXES {
        let message = format!("A partnership has {MOST_PREFIXES} NAICS prefixes at most.");
        checks.fail(UserErrorCode::Limit, "input.naicsPrefixes", message);
    }
    checks.done()?;
    Ok(kept.into_iter().collect())
}

/// Every sector is there and in use.
pub(super) async fn check_sectors(tx: &Tx, cx: &Cx, ids: &[SectorId]) -> Result<()> {
    check_except(tx, cx, ids, &BTreeSet::new()).await
}

/// Every sector is there, and in use unless the partnership has it already.
pub(super) async fn check_added(tx: &Tx, cx: &Cx, id: PartnershipId, ids: &[SectorId]) -> Result<()> {
    check_except(tx, cx, ids, &stored_sectors(tx, id).await?).await
}

async fn check_except(tx: &Tx, cx: &Cx, ids: &[SectorId], kept: &BTreeSet<SectorId>) -> Result<()> {
    let known = sectors::reads::by_ids(cx, tx, ids).await?;
    let mut checks = Checks::new();
    for (place, id) in ids.iter().enumerate() {
        let path = format!("input.sectorIds.{place}");
        match known.get(id) {
            None => checks.fail(UserErrorCode::NotFound, &path, "There is no such sector."),
            Some(sector) if sector.retired_at.is_some() && !kept.contains(id) => {
                let message = "This sector is out of use; choose another one.";
                checks.note::<()>(Err(Error::state(&path, message)));
            }
            Some(_) => {}
        }
    }
    checks.done()
}

/// Makes these the sectors of the partnership; what changed, if anything did.
pub(super) async fn set_sectors(
    tx: &Tx,
    cx: &Cx,
    id: PartnershipId,
    ids: &[SectorId],
) -> Result<Option<FieldChange>> {
    let had = stored_sectors(tx, id).await?;
    let wanted: BTreeSet<SectorId> = ids.iter().copied().collect();
    if had == wanted {
        return Ok(None);
    }
    partnership_sector::Entity::delete_many()
        .filter(partnership_sector::Column::PartnershipId.eq(id))
        .exec(tx)
        .await?;
    let rows = wanted.iter().map(|sector| partnership_sector::ActiveModel {
        partnership_id: Set(id),
        sector_id: Set(*sector),
    });
    partnership_sector::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    let all: Vec<SectorId> = had.union(&wanted).copied().collect();
    let known = sectors::reads::by_ids(cx, tx, &all).await?;
    let keys = |ids: &BTreeSet<SectorId>| {
        let keys = ids.iter().filter_map(|id| known.get(id));
        keys.map(|sector| sector.key.clone()).collect::<BTreeSet<_>>()
    };
    Ok(Some(change("sectors", &keys(&had), &keys(&wanted))))
}

async fn stored_sectors(tx: &Tx, id: PartnershipId) -> Result<BTreeSet<SectorId>> {
    let rows = partnership_sector::Entity::find()
        .filter(partnership_sector::Column::PartnershipId.eq(id))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.sector_id).collect())
}

/// Makes these the NAICS prefixes of the partnership; what changed, if anything did.
pub(super) async fn set_naics(
    tx: &Tx,
    id: PartnershipId,
    prefixes: &[String],
) -> Result<Option<FieldChange>> {
    let stored = partnership_naics::Entity::find()
        .filter(partnership_naics::Column::PartnershipId.eq(id))
        .order_by_asc(partnership_naics::Column::Prefix)
        .all(tx)
        .await?;
    let had: BTreeSet<String> = stored.into_iter().map(|row| row.prefix).collect();
    let wanted: BTreeSet<String> = prefixes.iter().cloned().collect();
    if had == wanted {
        return Ok(None);
    }
    partnership_naics::Entity::delete_many()
        .filter(partnership_naics::Column::PartnershipId.eq(id))
        .exec(tx)
        .await?;
    let rows = wanted.iter().map(|prefix| partnership_naics::ActiveModel {
        partnership_id: Set(id),
        prefix: Set(prefix.clone()),
    });
    partnership_naics::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(Some(change("naicsPrefixes", &had, &wanted)))
}

fn change(field: &str, had: &BTreeSet<String>, wanted: &BTreeSet<String>) -> FieldChange {
    let list = |set: &BTreeSet<String>| {
        let parts: Vec<&str> = set.iter().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    FieldChange {
        field: field.to_owned(),
        before: list(had),
        after: list(wanted),
        is_restricted: false,
    }
}
