//! Sectors as GraphQL shows them.

use async_graphql::{ID, Object, SimpleObject};
use entities::sector;

use crate::{audit::FieldChange, error::UserError, scalars::Instant};

/// A sector.
#[derive(Clone)]
pub struct Sector {
    row: sector::Model,
}

impl Sector {
    /// The sector of a row.
    pub fn new(row: sector::Model) -> Self {
        Self { row }
    }
}

/// A field of work that partnerships cover, from a list that administrators keep.
#[Object]
impl Sector {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The stable name for programs, such as `HEALTH_SCIENCE`.
    async fn key(&self) -> &str {
        &self.row.key
    }

    /// The name for people.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// Its place in lists, from 0.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// When it was taken out of use; null while it can be chosen.
    async fn retired_at(&self) -> Option<Instant> {
        self.row.retired_at.map(Instant)
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What became of adding a sector.
#[derive(SimpleObject)]
pub struct SectorCreatePayload {
    /// The new sector; null when nothing was added.
    pub sector: Option<Sector>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a sector.
#[derive(SimpleObject)]
pub struct SectorUpdatePayload {
    /// The sector as stored now; after a `CONFLICT` as somebody else left it.
    pub sector: Option<Sector>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a sector out of use.
#[derive(SimpleObject)]
pub struct SectorRetirePayload {
    /// The sector as stored now.
    pub sector: Option<Sector>,
    /// What to mend; empty when it is out of use.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a sector back into use.
#[derive(SimpleObject)]
pub struct SectorUnretirePayload {
    /// The sector as stored now.
    pub sector: Option<Sector>,
    /// What to mend; empty when it is in use again.
    pub user_errors: Vec<UserError>,
}
