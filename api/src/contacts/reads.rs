//! Selects of people and affiliations, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    affiliation, contact, contact_point,
    contact_point::ContactPointKind,
    ids::{AffiliationId, ContactId, EmployerId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    shared::inputs::every_word_where,
    text,
};

/// A time, both ends included; an end that is missing is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Span {
    /// A single day.
    pub fn day(day: NaiveDate) -> Self {
        Self {
            from: Some(day),
            to: Some(day),
        }
    }

    /// The day it is.
    pub fn today(cx: &Cx) -> Self {
        Self::day(today(cx))
    }

    /// The time of an affiliation.
    pub fn of(row: &affiliation::Model) -> Self {
        Self {
            from: row.from_on,
            to: row.to_on,
        }
    }

    /// Affiliations that hold on a day of this time.
    pub fn condition(self) -> Condition {
        use affiliation::Column as C;
        let begun = self.to.map(|to| C::SortFrom.lte(to));
        let not_ended = self.from.map(|from| C::ToOn.is_null().or(C::ToOn.gte(from)));
        Condition::all().add_option(begun).add_option(not_ended)
    }

    /// Whether an affiliation holds on a day of this time.
    pub fn meets(self, row: &affiliation::Model) -> bool {
        let ordered = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        ordered(row.from_on, self.to) && ordered(self.from, row.to_on)
    }
}

/// The clock's day in UTC.
pub fn today(cx: &Cx) -> NaiveDate {
    cx.app.clock.now().date_naive()
}

/// The contacts the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<contact::Entity> {
    contact::Entity::find().filter(policy::visible_shared(&cx.actor, Action::ContactRead))
}

/// The live contacts the actor may see.
pub fn live(cx: &Cx) -> Select<contact::Entity> {
    visible(cx).filter(contact::Column::TrashedAt.is_null())
}

/// The contacts the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<contact::Entity> {
    let column = contact::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One contact, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ContactId) -> Result<contact::Model> {
    db::found(visible(cx).filter(contact::Column::Id.eq(id)).one(conn).await?)
}

/// One contact that nobody else changes until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: ContactId) -> Result<contact::Model> {
    let select = visible(cx).filter(contact::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These contacts, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ContactId]) -> Result<HashMap<ContactId, contact::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(contact::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The e-mail addresses and telephone numbers of contacts that were read through the policy, in their order.
///
/// # Errors
/// Database errors.
pub async fn points(conn: &impl ConnectionTrait, ids: &[ContactId]) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::ContactId.is_in(ids.iter().copied()))
        .order_by_asc(contact_point::Column::Position)
        .order_by_asc(contact_point::Column::Id)
        .all(conn)
        .await?)
}

/// An order of contacts; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<contact::Column>>) -> Keys<contact::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(contact::Column::NameSearch));
    }
    Keys::new(sorts, contact::Column::Id)
}

/// A page of contacts and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<contact::Entity>,
    sorts: Vec<Sort<contact::Column>>,
    args: &PageArgs,
) -> Result<(Slice<contact::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// Contacts of whom every word of `text` occurs in the name or in one e-mail address.
pub fn search(text: &str) -> Condition {
    every_word_where(text, |pattern| {
        let named = Expr::col(contact::COLUMN.name_search.as_column_ref()).like(pattern.clone());
        let written = Expr::col(contact_point::COLUMN.value_search.as_column_ref()).like(pattern);
        let mailed = Condition::all().add(Expr::exists(emails_where(written)));
        Condition::any().add(named).add(mailed)
    })
}

/// The e-mail addresses of the contact of the outer statement that are `like`.
fn emails_where(like: impl sea_orm::sea_query::IntoCondition) -> SelectStatement {
    contact_point::Entity::find()
        .select_only()
        .column(contact_point::Column::Id)
        .filter(
            Expr::col(contact_point::COLUMN.contact_id.as_column_ref())
                .equals(contact::COLUMN.id.as_column_ref()),
        )
        .filter(contact_point::Column::Kind.eq(ContactPointKind::Email))
        .filter(like)
        .into_query()
}

/// Contacts that have a live affiliation which a filter finds.
pub fn affiliated(filter: Condition) -> Condition {
    let affiliated = affiliation::Entity::find()
        .select_only()
        .column(affiliation::Column::ContactId)
        .filter(affiliation::Column::TrashedAt.is_null())
        .filter(filter)
        .into_query();
    Condition::all().add(contact::Column::Id.in_subquery(affiliated))
}

/// Candidates named when a new contact looks like known ones.
const MOST_CANDIDATES: u64 = 5;

/// Live contacts of this name, compared folded, with one of these folded addresses or now at the same employer or agency.
///
/// # Errors
/// Database errors.
pub async fn look_alikes(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    name: &str,
    addresses: Vec<String>,
    place: Option<&affiliation::ActiveModel>,
) -> Result<Vec<contact::Model>> {
    let mut shared = Condition::any();
    if !addresses.is_empty() {
        let same = contact_point::Column::ValueSearch.is_in(addresses);
        shared = shared.add(Expr::exists(emails_where(same)));
    }
    if let Some(party) = place.and_then(of_party) {
        shared = shared.add(affiliated(party.add(Span::today(cx).condition())));
    }
    if shared.is_empty() {
        return Ok(Vec::new());
    }
    let same = live(cx).filter(contact::Column::NameSearch.eq(text::fold(name)));
    Ok(same
        .filter(shared)
        .order_by_asc(contact::Column::Id)
        .limit(MOST_CANDIDATES)
        .all(conn)
        .await?)
}

/// Affiliations to the same employer or agency; none when the row names none.
pub fn of_party(row: &affiliation::ActiveModel) -> Option<Condition> {
    use affiliation::Column as C;
    match (&row.employer_id, &row.agency_id) {
        (Set(Some(employer)), _) => Some(Condition::all().add(C::EmployerId.eq(*employer))),
        (_, Set(Some(agency))) => Some(Condition::all().add(C::AgencyId.eq(*agency))),
        _ => None,
    }
}

/// The affiliations the actor may see, the trash included.
pub fn visible_affiliations(cx: &Cx) -> Select<affiliation::Entity> {
    affiliation::Entity::find().filter(policy::visible_shared(&cx.actor, Action::ContactRead))
}

/// The live affiliations the actor may see.
pub fn live_affiliations(cx: &Cx) -> Select<affiliation::Entity> {
    visible_affiliations(cx).filter(affiliation::Column::TrashedAt.is_null())
}

/// Affiliations of people who are not in the trash.
pub fn of_live_contact() -> Condition {
    // A subquery by key for each row: a list of all live contacts would be made anew for every page.
    let person = contact::Entity::find()
        .select_only()
        .column(contact::Column::Id)
        .filter(
            Expr::col(contact::COLUMN.id.as_column_ref())
                .equals(affiliation::COLUMN.contact_id.as_column_ref()),
        )
        .filter(contact::Column::TrashedAt.is_null())
        .into_query();
    Condition::all().add(Expr::exists(person))
}

/// Whether a person is at an employer today.
///
/// # Errors
/// Database errors.
pub async fn is_at(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    contact: ContactId,
    employer: EmployerId,
) -> Result<bool> {
    was_at(cx, conn, contact, employer, cx.app.clock.today()).await
}

/// Whether somebody worked for an employer on a day.
///
/// # Errors
/// Database errors.
pub async fn was_at(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    contact: ContactId,
    employer: EmployerId,
    day: NaiveDate,
) -> Result<bool> {
    let row = live_affiliations(cx)
        .filter(affiliation::Column::ContactId.eq(contact))
        .filter(affiliation::Column::EmployerId.eq(employer))
        .filter(Span::day(day).condition());
    Ok(row.one(conn).await?.is_some())
}

/// One affiliation, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn affiliation(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: AffiliationId,
) -> Result<affiliation::Model> {
    let row = visible_affiliations(cx).filter(affiliation::Column::Id.eq(id));
    db::found(row.one(conn).await?)
}

/// These affiliations, by id.
///
/// # Errors
/// Database errors.
pub async fn affiliations_by_ids(
    cx: &Cx,
    ids: &[AffiliationId],
) -> Result<HashMap<AffiliationId, affiliation::Model>> {
    let ids = ids.iter().copied();
    let rows = visible_affiliations(cx)
        .filter(affiliation::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The order of a person's affiliations: the latest start first.
pub fn latest_first() -> Keys<affiliation::Entity> {
    let sorts = vec![Sort::descending(affiliation::Column::SortFrom)];
    Keys::new(sorts, affiliation::Column::Id)
}

/// The order of the people of an employer or agency: the primary one first, then the latest start.
pub fn primary_first() -> Keys<affiliation::Entity> {
    let sorts = vec![
        Sort::descending(affiliation::Column::IsPrimary),
        Sort::descending(affiliation::Column::SortFrom),
    ];
    Keys::new(sorts, affiliation::Column::Id)
}
