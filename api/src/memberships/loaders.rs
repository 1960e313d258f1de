//! Relations of memberships, each loaded for many records in one statement.

use std::{collections::HashMap, hash::Hash};

use chrono::NaiveDate;
use entities::{
    ids::{AgencyId, EmployerId, MembershipId, PartnershipId, RepresentativeId},
    membership::{self, Column as C},
    partnership, representative,
};
use futures_util::future::BoxFuture;
use sea_orm::{
    ColumnTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, sea_query::SimpleExpr,
};

use super::{
    reads,
    types::{Membership, MembershipStanding, Representative},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Arguments, Fill, Relation, Selection},
    scalars::Date,
    shared::periods,
};

/// The membership with an id: the other end of every `membership`.
pub struct MembershipOf;

impl Relation for MembershipOf {
    type Key = MembershipId;
    type Args = ();
    type Value = Membership;

    async fn load(cx: &Cx, keys: &[MembershipId], (): &()) -> Result<HashMap<MembershipId, Membership>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Membership::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Membership>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Membership::fill(cx, values, selection)
    }
}

/// Which page of which memberships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MembershipArgs {
    /// The page.
    pub page: PageArgs,
    /// Those that hold on this day; all there ever were when none.
    pub active_on: Option<NaiveDate>,
    /// Those of this standing.
    pub standing: Option<membership::MembershipStanding>,
}

impl MembershipArgs {
    /// What the arguments of a field say.
    pub fn new(page: PageArgs, active_on: Option<Date>, standing: Option<MembershipStanding>) -> Self {
        Self {
            page,
            active_on: active_on.map(|day| day.0),
            standing: standing.map(Into::into),
        }
    }

    /// What look-ahead sees in a field's arguments.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(
            PageArgs::ahead(arguments),
            arguments.get("activeOn"),
            arguments.get("standing"),
        )
    }

    fn on(&self, select: Select<membership::Entity>) -> Select<membership::Entity> {
        select
            .apply_if(self.active_on, |select, day| {
                select.filter(reads::holding_on(day))
            })
            .apply_if(self.standing, |select, standing| {
                select.filter(C::Standing.eq(standing))
            })
    }
}

/// The live memberships in a partnership, champions first.
pub struct MembersOf;

impl Relation for MembersOf {
    type Key = PartnershipId;
    type Args = MembershipArgs;
    type Value = Connection<Membership>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        args: &MembershipArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        let of_all = C::PartnershipId.is_in(keys.iter().copied());
        let slices = paging::fetch_each(
            cx.app.db.read(),
            args.on(reads::live(cx)).filter(of_all),
            C::PartnershipId,
            |row| Some(row.partnership_id),
            &reads::champions_first(),
            &args.page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, members(cx, id, args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: PartnershipId, args: &MembershipArgs) -> Option<Self::Value> {
        Some(members(cx, key, args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn members(
    cx: &Cx,
    id: PartnershipId,
    args: &MembershipArgs,
    slice: Slice<membership::Model>,
) -> Connection<Membership> {
    let all = args.on(reads::live(cx)).filter(C::PartnershipId.eq(id));
    Connection::new(slice.map(Membership::new), paging::counter(cx, all))
}

/// The live memberships of an employer in live partnerships, the latest first, each with its partnership: one statement for all.
pub struct MembershipsOfEmployer;

impl Relation for MembershipsOfEmployer {
    type Key = EmployerId;
    type Args = MembershipArgs;
    type Value = Connection<Membership>;

    async fn load(
        cx: &Cx,
        keys: &[EmployerId],
        args: &MembershipArgs,
    ) -> Result<HashMap<EmployerId, Self::Value>> {
        let of_all = C::EmployerId.is_in(keys.iter().copied());
        let slices = with_partnerships(cx, C::EmployerId, of_all, |row| row.employer_id, args).await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, memberships(cx, C::EmployerId.eq(id), args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: EmployerId, args: &MembershipArgs) -> Option<Self::Value> {
        Some(memberships(cx, C::EmployerId.eq(key), args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// The live memberships of an agency in live partnerships, the latest first, each with its partnership: one statement for all.
pub struct MembershipsOfAgency;

impl Relation for MembershipsOfAgency {
    type Key = AgencyId;
    type Args = MembershipArgs;
    type Value = Connection<Membership>;

    async fn load(
        cx: &Cx,
        keys: &[AgencyId],
        args: &MembershipArgs,
    ) -> Result<HashMap<AgencyId, Self::Value>> {
        let of_all = C::AgencyId.is_in(keys.iter().copied());
        let slices = with_partnerships(cx, C::AgencyId, of_all, |row| row.agency_id, args).await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, memberships(cx, C::AgencyId.eq(id), args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: AgencyId, args: &MembershipArgs) -> Option<Self::Value> {
        Some(memberships(cx, C::AgencyId.eq(key), args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// The pages of many parties, memberships and partnerships in one statement.
async fn with_partnerships<K: Eq + Hash>(
    cx: &Cx,
    party: C,
    of_all: SimpleExpr,
    key: impl Fn(&membership::Model) -> Option<K>,
    args: &MembershipArgs,
) -> Result<HashMap<K, Slice<Membership>>> {
    let select = args.on(reads::in_live_partnerships(cx)).filter(of_all);
    let order = reads::latest_first();
    let rows = paging::each(select, party, &order, &args.page)?
        .join(JoinType::InnerJoin, reads::to_partnership())
        .select_also(partnership::Entity)
        .all(cx.app.db.read())
        .await?;
    let rows = rows
        .into_iter()
        .filter_map(|(row, of)| Some((key(&row)?, row, of?)));
    let slices = paging::slices(rows, &order, &args.page)?;
    let membership = |(row, of)| Membership::with_partnership(row, of);
    Ok(slices
        .into_iter()
        .map(|(key, slice)| (key, slice.map(membership)))
        .collect())
}

fn memberships(
    cx: &Cx,
    of_party: SimpleExpr,
    args: &MembershipArgs,
    slice: Slice<Membership>,
) -> Connection<Membership> {
    let all = args.on(reads::in_live_partnerships(cx)).filter(of_party);
    Connection::new(slice, paging::counter(cx, all))
}

/// The people who speak for a member, on a day or ever, the primary one first, then the latest.
pub struct RepresentativesOf;

impl Relation for RepresentativesOf {
    type Key = MembershipId;
    type Args = Option<NaiveDate>;
    type Value = Vec<Representative>;

    async fn load(
        cx: &Cx,
        keys: &[MembershipId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<MembershipId, Vec<Representative>>> {
        use representative::Column as R;
        let rows = reads::visible_representatives(cx)
            .filter(R::MembershipId.is_in(keys.iter().copied()))
            .apply_if(*active_on, |select, day| {
                select.filter(periods::holding_on(R::FromOn, R::ToOn, day))
            })
            .order_by_desc(R::Kind)
            .order_by_desc(R::Id)
            .all(cx.app.db.read())
            .await?;
        let mut people: HashMap<MembershipId, Vec<Representative>> = HashMap::new();
        for row in rows {
            let people = people.entry(row.membership_id).or_default();
            people.push(Representative::new(row));
        }
        Ok(people)
    }

    fn missing(_: &Cx, _: MembershipId, _: &Option<NaiveDate>) -> Option<Vec<Representative>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Representative>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Representative::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The representative with an id.
pub struct RepresentativeOf;

impl Relation for RepresentativeOf {
    type Key = RepresentativeId;
    type Args = ();
    type Value = Representative;

    async fn load(
        cx: &Cx,
        keys: &[RepresentativeId],
        (): &(),
    ) -> Result<HashMap<RepresentativeId, Representative>> {
        let rows = reads::visible_representatives(cx)
            .filter(representative::Column::Id.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.id, Representative::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Representative>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Representative::fill(cx, values, selection)
    }
}
