//! Relations of people and affiliations, each loaded for many records in one statement.

use std::{collections::HashMap, hash::Hash};

use entities::{
    affiliation,
    ids::{AffiliationId, AgencyId, ContactId, EmployerId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Select, Value};

use super::{
    inputs::AffiliationWhere,
    reads::{self, Span},
    types::{Affiliation, Contact, Points},
};
use crate::{
    app::Cx,
    error::{Error, Result},
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Arguments, Fill, Relation, Selection},
    scalars::Date,
};

/// The contact with an id.
pub struct ContactOf;

impl Relation for ContactOf {
    type Key = ContactId;
    type Args = ();
    type Value = Contact;

    async fn load(cx: &Cx, keys: &[ContactId], (): &()) -> Result<HashMap<ContactId, Contact>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Contact::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Contact>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Contact::fill(cx, values, selection)
    }
}

/// The e-mail addresses and telephone numbers of a contact.
pub struct PointsOf;

impl Relation for PointsOf {
    type Key = ContactId;
    type Args = ();
    type Value = Points;

    async fn load(cx: &Cx, keys: &[ContactId], (): &()) -> Result<HashMap<ContactId, Points>> {
        let mut points: HashMap<ContactId, Points> = HashMap::new();
        for row in reads::points(cx.app.db.read(), keys).await? {
            points.entry(row.contact_id).or_default().add(row);
        }
        Ok(points)
    }

    fn missing(_: &Cx, _: ContactId, (): &()) -> Option<Points> {
        Some(Points::default())
    }
}

/// The affiliation with an id.
pub struct AffiliationOf;

impl Relation for AffiliationOf {
    type Key = AffiliationId;
    type Args = ();
    type Value = Affiliation;

    async fn load(cx: &Cx, keys: &[AffiliationId], (): &()) -> Result<HashMap<AffiliationId, Affiliation>> {
        let rows = reads::affiliations_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Affiliation::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Affiliation>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Affiliation::fill(cx, values, selection)
    }
}

/// Which affiliations of a parent are wanted: a page of those of a time that a filter finds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AffiliationArgs {
    page: PageArgs,
    span: Span,
    filter: AffiliationWhere,
}

impl AffiliationArgs {
    /// From the arguments of a field: those of today unless another time is asked for, here or in the filter.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when both a day and the whole history are asked for; `FORBIDDEN` when the filter tells of records that
    /// the asker may not read.
    pub fn new(
        cx: &Cx,
        page: PageArgs,
        active_on: Option<Date>,
        history: bool,
        filter: Option<AffiliationWhere>,
    ) -> Result<Self> {
        let filter = filter.unwrap_or_default();
        for action in filter.reads() {
            cx.may(action)?;
        }
        let any_time = history || filter.names_a_time();
        let span = match (active_on, any_time) {
            (Some(_), _) if history => {
                return Err(Error::invalid("history", "Give activeOn or history, not both."));
            }
            (Some(day), _) => Span::day(day.0),
            (None, true) => Span::default(),
            (None, false) => Span::today(cx),
        };
        Ok(Self { page, span, filter })
    }

    /// From the arguments that look-ahead sees; none when they will be refused.
    pub fn ahead(cx: &Cx, arguments: &Arguments) -> Option<Self> {
        let history = arguments.get("history").unwrap_or_default();
        let (page, day) = (PageArgs::ahead(arguments), arguments.get("activeOn"));
        Self::new(cx, page, day, history, arguments.get("where")).ok()
    }

    fn select(&self, cx: &Cx) -> Select<affiliation::Entity> {
        reads::live_affiliations(cx)
            .filter(self.span.condition())
            .filter(self.filter.condition())
    }
}

/// The live affiliations of a contact, the latest start first.
pub struct AffiliationsOf;

impl Relation for AffiliationsOf {
    type Key = ContactId;
    type Args = AffiliationArgs;
    type Value = Connection<Affiliation>;

    async fn load(
        cx: &Cx,
        keys: &[ContactId],
        args: &AffiliationArgs,
    ) -> Result<HashMap<ContactId, Self::Value>> {
        of_contacts(cx, args).load(keys).await
    }

    fn missing(cx: &Cx, key: ContactId, args: &AffiliationArgs) -> Option<Self::Value> {
        Some(of_contacts(cx, args).page(key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// The live affiliations of live people to an employer, the primary one first, then the latest start.
pub struct ContactsOfEmployer;

impl Relation for ContactsOfEmployer {
    type Key = EmployerId;
    type Args = AffiliationArgs;
    type Value = Connection<Affiliation>;

    async fn load(
        cx: &Cx,
        keys: &[EmployerId],
        args: &AffiliationArgs,
    ) -> Result<HashMap<EmployerId, Self::Value>> {
        of_employers(cx, args).load(keys).await
    }

    fn missing(cx: &Cx, key: EmployerId, args: &AffiliationArgs) -> Option<Self::Value> {
        Some(of_employers(cx, args).page(key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// The live affiliations of live people to an agency, the primary one first, then the latest start.
pub struct ContactsOfAgency;

impl Relation for ContactsOfAgency {
    type Key = AgencyId;
    type Args = AffiliationArgs;
    type Value = Connection<Affiliation>;

    async fn load(
        cx: &Cx,
        keys: &[AgencyId],
        args: &AffiliationArgs,
    ) -> Result<HashMap<AgencyId, Self::Value>> {
        of_agencies(cx, args).load(keys).await
    }

    fn missing(cx: &Cx, key: AgencyId, args: &AffiliationArgs) -> Option<Self::Value> {
        Some(of_agencies(cx, args).page(key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// Affiliations by one of their ends.
struct By<'a, K> {
    cx: &'a Cx,
    args: &'a AffiliationArgs,
    column: affiliation::Column,
    key: fn(&affiliation::Model) -> Option<K>,
    select: Select<affiliation::Entity>,
    order: paging::Keys<affiliation::Entity>,
}

fn of_contacts<'a>(cx: &'a Cx, args: &'a AffiliationArgs) -> By<'a, ContactId> {
    By {
        cx,
        args,
        column: affiliation::Column::ContactId,
        key: |row| Some(row.contact_id),
        select: args.select(cx),
        order: reads::latest_first(),
    }
}

fn of_employers<'a>(cx: &'a Cx, args: &'a AffiliationArgs) -> By<'a, EmployerId> {
    By {
        cx,
        args,
        column: affiliation::Column::EmployerId,
        key: |row| row.employer_id,
        select: args.select(cx).filter(reads::of_live_contact()),
        order: reads::primary_first(),
    }
}

fn of_agencies<'a>(cx: &'a Cx, args: &'a AffiliationArgs) -> By<'a, AgencyId> {
    By {
        cx,
        args,
        column: affiliation::Column::AgencyId,
        key: |row| row.agency_id,
        select: args.select(cx).filter(reads::of_live_contact()),
        order: reads::primary_first(),
    }
}

impl<K: Copy + Eq + Hash + Into<Value>> By<'_, K> {
    /// The page under each key, in one statement.
    async fn load(&self, keys: &[K]) -> Result<HashMap<K, Connection<Affiliation>>> {
        let select = self
            .select
            .clone()
            .filter(self.column.is_in(keys.iter().copied()));
        let (order, page) = (&self.order, &self.args.page);
        let slices = paging::fetch_each(self.cx.app.db.read(), select, self.column, self.key, order, page);
        let slices = slices.await?;
        Ok(slices
            .into_iter()
            .map(|(key, slice)| (key, self.page(key, slice)))
            .collect())
    }

    fn page(&self, key: K, slice: Slice<affiliation::Model>) -> Connection<Affiliation> {
        let all = self.select.clone().filter(self.column.eq(key));
        Connection::new(slice.map(Affiliation::new), paging::counter(self.cx, all))
    }
}
