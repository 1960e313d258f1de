//! Relations of referrals, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{CompleterId, ReferralId},
    referral,
};
use futures_util::future::BoxFuture;
use sea_orm::Select;

use super::{
    reads,
    types::{Referral, ReferralStep},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Fill, PageOf, Relation, Selection},
};

/// The referral with an id: the other end of every `referral`.
pub struct ReferralOf;

impl Relation for ReferralOf {
    type Key = ReferralId;
    type Args = ();
    type Value = Referral;

    async fn load(cx: &Cx, keys: &[ReferralId], (): &()) -> Result<HashMap<ReferralId, Referral>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Referral::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Referral>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Referral::fill(cx, values, selection)
    }
}

/// The history of a referral that the actor sees, in the order it happened.
pub struct StepsOf;

impl Relation for StepsOf {
    type Key = ReferralId;
    type Args = ();
    type Value = Vec<ReferralStep>;

    async fn load(cx: &Cx, keys: &[ReferralId], (): &()) -> Result<HashMap<ReferralId, Self::Value>> {
        let mut steps: HashMap<ReferralId, Self::Value> = HashMap::new();
        for row in reads::steps(cx.app.db.read(), keys).await? {
            let of = steps.entry(row.referral_id).or_default();
            of.push(ReferralStep::new(row));
        }
        Ok(steps)
    }

    fn missing(_: &Cx, _: ReferralId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ReferralStep::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The live referrals of a completer, the latest first.
pub struct ReferralsOfCompleter;

impl PageOf for ReferralsOfCompleter {
    type Parent = CompleterId;
    type Args = PageArgs;
    type Entity = referral::Entity;
    type Node = Referral;

    const PARENT: referral::Column = referral::Column::CompleterId;

    fn parent(row: &referral::Model) -> Option<CompleterId> {
        Some(row.completer_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<referral::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<referral::Entity> {
        reads::keys()
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: referral::Model) -> Referral {
        Referral::new(row)
    }
}
