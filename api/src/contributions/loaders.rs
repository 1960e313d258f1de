//! Relations of contributions, each loaded for many records in one statement.

use std::{collections::HashMap, hash::Hash};

use entities::{
    contribution,
    ids::{ContributionId, EmployerId, PartnershipId, ProgramId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Value};

use super::{reads, types::Contribution};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The contribution with an id.
pub struct ContributionOf;

impl Relation for ContributionOf {
    type Key = ContributionId;
    type Args = ();
    type Value = Contribution;

    async fn load(
        cx: &Cx,
        keys: &[ContributionId],
        (): &(),
    ) -> Result<HashMap<ContributionId, Contribution>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Contribution::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Contribution>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Contribution::fill(cx, values, selection)
    }
}

/// What an employer gave, the latest first.
pub struct EmployerContributionsOf;

impl Relation for EmployerContributionsOf {
    type Key = EmployerId;
    type Args = PageArgs;
    type Value = Connection<Contribution>;

    async fn load(cx: &Cx, keys: &[EmployerId], args: &PageArgs) -> Result<HashMap<EmployerId, Self::Value>> {
        BY_EMPLOYER.load(cx, keys, args).await
    }

    fn missing(cx: &Cx, key: EmployerId, _: &PageArgs) -> Option<Self::Value> {
        Some(BY_EMPLOYER.page(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// What a program was given, the latest first.
pub struct ProgramContributionsOf;

impl Relation for ProgramContributionsOf {
    type Key = ProgramId;
    type Args = PageArgs;
    type Value = Connection<Contribution>;

    async fn load(cx: &Cx, keys: &[ProgramId], args: &PageArgs) -> Result<HashMap<ProgramId, Self::Value>> {
        BY_PROGRAM.load(cx, keys, args).await
    }

    fn missing(cx: &Cx, key: ProgramId, _: &PageArgs) -> Option<Self::Value> {
        Some(BY_PROGRAM.page(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// What was given as part of a partnership, the latest first.
pub struct PartnershipContributionsOf;

impl Relation for PartnershipContributionsOf {
    type Key = PartnershipId;
    type Args = PageArgs;
    type Value = Connection<Contribution>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        args: &PageArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        BY_PARTNERSHIP.load(cx, keys, args).await
    }

    fn missing(cx: &Cx, key: PartnershipId, _: &PageArgs) -> Option<Self::Value> {
        Some(BY_PARTNERSHIP.page(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// Live contributions by what they belong to.
struct By<K> {
    column: contribution::Column,
    key: fn(&contribution::Model) -> Option<K>,
}

const BY_EMPLOYER: By<EmployerId> = By {
    column: contribution::Column::EmployerId,
    key: |row| Some(row.employer_id),
};

const BY_PROGRAM: By<ProgramId> = By {
    column: contribution::Column::ProgramId,
    key: |row| row.program_id,
};

const BY_PARTNERSHIP: By<PartnershipId> = By {
    column: contribution::Column::PartnershipId,
    key: |row| row.partnership_id,
};

impl<K: Copy + Eq + Hash + Into<Value>> By<K> {
    /// The page under each key, in one statement.
    async fn load(
        &self,
        cx: &Cx,
        keys: &[K],
        args: &PageArgs,
    ) -> Result<HashMap<K, Connection<Contribution>>> {
        let select = reads::live(cx).filter(self.column.is_in(keys.iter().copied()));
        let order = reads::keys(Vec::new());
        let slices = paging::fetch_each(cx.app.db.read(), select, self.column, self.key, &order, args);
        Ok(slices
            .await?
            .into_iter()
            .map(|(key, slice)| (key, self.page(cx, key, slice)))
            .collect())
    }

    fn page(&self, cx: &Cx, key: K, slice: Slice<contribution::Model>) -> Connection<Contribution> {
        let all = reads::live(cx).filter(self.column.eq(key));
        Connection::new(slice.map(Contribution::new), paging::counter(cx, all))
    }
}
