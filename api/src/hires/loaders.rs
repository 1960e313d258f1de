//! Relations of hires, each loaded for many records in one statement.

mod after_exit;

use std::collections::HashMap;

use entities::{
    employment, hire,
    ids::{CompleterId, EmploymentId, HireId, ReferralId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Select};

use super::{
    reads,
    types::{Employment, Hire},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Fill, PageOf, Relation, Selection},
};

pub use after_exit::AfterExitOf;

/// The hire with an id.
pub struct HireOf;

impl Relation for HireOf {
    type Key = HireId;
    type Args = ();
    type Value = Hire;

    async fn load(cx: &Cx, keys: &[HireId], (): &()) -> Result<HashMap<HireId, Hire>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Hire::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Hire>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Hire::fill(cx, values, selection)
    }
}

/// The live hire that came of a referral.
pub struct HireOfReferral;

impl Relation for HireOfReferral {
    type Key = ReferralId;
    type Args = ();
    type Value = Hire;

    async fn load(cx: &Cx, keys: &[ReferralId], (): &()) -> Result<HashMap<ReferralId, Hire>> {
        let rows = reads::live(cx)
            .filter(hire::Column::ReferralId.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| Some((row.referral_id?, Hire::new(row))))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Hire>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Hire::fill(cx, values, selection)
    }
}

/// The employment with an id.
pub struct EmploymentOf;

impl Relation for EmploymentOf {
    type Key = EmploymentId;
    type Args = ();
    type Value = Employment;

    async fn load(cx: &Cx, keys: &[EmploymentId], (): &()) -> Result<HashMap<EmploymentId, Employment>> {
        let rows = reads::visible_employment(cx)
            .filter(employment::Column::Id.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.id, Employment::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Employment>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Employment::fill(cx, values, selection)
    }
}

/// The live hires of a completer, the latest first.
pub struct HiresOfCompleter;

impl PageOf for HiresOfCompleter {
    type Parent = CompleterId;
    type Args = PageArgs;
    type Entity = hire::Entity;
    type Node = Hire;

    const PARENT: hire::Column = hire::Column::CompleterId;

    fn parent(row: &hire::Model) -> Option<CompleterId> {
        Some(row.completer_id)
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<hire::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<hire::Entity> {
        reads::keys(Vec::new())
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: hire::Model) -> Hire {
        Hire::new(row)
    }
}
