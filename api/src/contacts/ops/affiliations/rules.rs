//! What holds between affiliations: dates in order, none twice, one primary at a time.

use chrono::NaiveDate;
use entities::{
    affiliation,
    ids::{AffiliationId, ContactId},
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    app::Cx,
    contacts::reads::{self, Span},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    record, text,
};

/// An affiliation of nobody to nothing, to be filled by [`applied`].
pub(super) fn blank(cx: &Cx) -> affiliation::Model {
    let now = cx.app.clock.now();
    affiliation::Model {
        id: AffiliationId::from_uuid(Uuid::nil()),
        contact_id: ContactId::from_uuid(Uuid::nil()),
        employer_id: None,
        agency_id: None,
        establishment_id: None,
        title: None,
        from_on: None,
        to_on: None,
        is_primary: false,
        sort_from: NaiveDate::default(),
        created_at: now,
        updated_at: now,
        version: 0,
        trashed_at: None,
    }
}

/// The row as it will be when the columns are set.
pub(super) fn applied(mut row: affiliation::Model, set: &affiliation::ActiveModel) -> affiliation::Model {
    fn take<T: Clone + Into<sea_orm::Value>>(set: &ActiveValue<T>, into: &mut T) {
        if let Set(value) = set {
            into.clone_from(value);
        }
    }
    take(&set.contact_id, &mut row.contact_id);
    take(&set.employer_id, &mut row.employer_id);
    take(&set.agency_id, &mut row.agency_id);
    take(&set.establishment_id, &mut row.establishment_id);
    take(&set.title, &mut row.title);
    take(&set.from_on, &mut row.from_on);
    take(&set.to_on, &mut row.to_on);
    take(&set.is_primary, &mut row.is_primary);
    let always = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
    row.sort_from = row.from_on.unwrap_or(always);
    row
}

/// The last day is not before the first.
pub(super) fn in_order(path: &str, row: &affiliation::Model) -> Result<()> {
    match (row.from_on, row.to_on) {
        (Some(from), Some(to)) if to < from => {
            let message = "The last day there is before the first one.";
            Err(Error::invalid(&format!("{path}.toOn"), message))
        }
        _ => Ok(()),
    }
}

/// The person has no other live affiliation to the same place with the same title at a time that this one has. Two titles at
/// once are fine.
pub(super) async fn refuse_twin(tx: &Tx, row: &affiliation::Model) -> Result<()> {
    use affiliation::Column as C;
    let others = affiliation::Entity::find()
        .filter(C::ContactId.eq(row.contact_id))
        .filter(of_party(row))
        .filter(C::Id.ne(row.id))
        .filter(C::TrashedAt.is_null())
        .filter(Span::of(row).condition())
        .all(tx)
        .await?;
    refuse_twin_among(row, &others)
}

/// [`refuse_twin`] among affiliations that were read before.
pub(super) fn refuse_twin_among<'r>(
    row: &affiliation::Model,
    others: impl IntoIterator<Item = &'r affiliation::Model>,
) -> Result<()> {
    let party = |row: &affiliation::Model| (row.contact_id, row.employer_id, row.agency_id);
    let kind = |row: &affiliation::Model| (row.establishment_id, row.title.as_deref().map(text::fold));
    let is_twin = |other: &affiliation::Model| {
        other.id != row.id
            && party(other) == party(row)
            && Span::of(row).meets(other)
            && kind(other) == kind(row)
    };
    if !others.into_iter().any(is_twin) {
        return Ok(());
    }
    let message = "This person has the same affiliation at that time already.";
    Err(Error::user(UserErrorCode::Duplicate, "input", message))
}

/// Makes the row the only primary one from now on: takes the mark from the others of its employer or agency.
pub(super) async fn take_primary(tx: &Tx, cx: &Cx, row: &affiliation::Model) -> Result<()> {
    for other in other_primaries(tx, cx, row).await? {
        let without = affiliation::ActiveModel {
            is_primary: Set(false),
            ..Default::default()
        };
        record::update::<affiliation::Entity>(tx, cx, &other, None, without).await?;
    }
    Ok(())
}

/// The primary affiliations beside a primary one: those at a time that it has too. What has ended keeps its mark, as history.
pub(super) async fn other_primaries(
    tx: &Tx,
    cx: &Cx,
    row: &affiliation::Model,
) -> Result<Vec<affiliation::Model>> {
    use affiliation::Column as C;
    let today = reads::today(cx);
    if !row.is_primary || row.to_on.is_some_and(|last| last < today) {
        return Ok(Vec::new());
    }
    let from_today = Span {
        from: Some(today),
        to: None,
    };
    Ok(affiliation::Entity::find()
        .filter(of_party(row))
        .filter(C::Id.ne(row.id))
        .filter(C::IsPrimary.eq(true))
        .filter(C::TrashedAt.is_null())
        .filter(Span::of(row).condition())
        .filter(from_today.condition())
        .order_by_asc(C::Id)
        .all(tx)
        .await?)
}

/// Whether a primary one keeps another row from being that too; [`other_primaries`] for rows that were read before.
pub(super) fn excludes(cx: &Cx, row: &affiliation::Model, primary: &affiliation::Model) -> bool {
    let today = reads::today(cx);
    let has_ended = |row: &affiliation::Model| row.to_on.is_some_and(|last| last < today);
    !has_ended(row) && !has_ended(primary) && Span::of(row).meets(primary)
}

fn of_party(row: &affiliation::Model) -> Condition {
    use affiliation::Column as C;
    let condition = Condition::all();
    match (row.employer_id, row.agency_id) {
        (Some(employer), _) => condition.add(C::EmployerId.eq(employer)),
        (None, Some(agency)) => condition.add(C::AgencyId.eq(agency)),
        (None, None) => Condition::any(),
    }
}
