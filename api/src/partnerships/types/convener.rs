//! An agency that convenes a partnership.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{partnership, partnership_convener};
use futures_util::future::BoxFuture;

use super::Partnership;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    partnerships::loaders::PartnershipOf,
    prefetch::{self, Fill, Related, Selection},
    scalars::Date,
    shared::periods::Period,
};

/// A convener.
#[derive(Clone)]
pub struct Convener {
    row: partnership_convener::Model,
    agency: Related<AgencyOf>,
    partnership: Related<PartnershipOf>,
}

impl Convener {
    /// The convener of a row.
    pub fn new(row: partnership_convener::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            partnership: Related::default(),
        }
    }

    /// The convener of a row whose partnership was read along with it.
    pub fn with_partnership(row: partnership_convener::Model, partnership: partnership::Model) -> Self {
        Self {
            partnership: Related::filled((), Some(Partnership::new(partnership))),
            ..Self::new(row)
        }
    }
}

impl Fill for Convener {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "partnership",
                |node| Some(node.row.partnership_id),
                |node| &mut node.partnership,
            )
            .await
        })
    }
}

/// An agency that runs a partnership, and when. Nobody owns a partnership: several may convene it at a time.
#[Object]
impl Convener {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The agency.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        let partnership = self.partnership.get(ctx, self.row.partnership_id, ());
        partnership.await.transpose()
    }

    /// The first day; null when it is not known.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day the agency convenes; null while no end is known.
    async fn ended_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Whether the agency convenes it today (UTC).
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let period = Period {
            from: self.row.from_on,
            to: self.row.to_on,
        };
        Ok(period.holds_on(Cx::of(ctx)?.app.clock.today()))
    }

    /// Counts its changes: hand it back when you end it.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
