//! Role types as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::role_type;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    policy::Action,
    prefetch::{Fill, Selection},
    scalars::Instant,
    shared::types::RecordPermissions,
};

/// Who can take a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::role_type::RoleSide")]
pub enum RoleSide {
    /// Employers.
    Employer,
    /// Agencies.
    Agency,
    /// Either.
    Both,
}

/// Whether reference data was checked against its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::role_type::SourceStatus")]
pub enum SourceStatus {
    /// Read in the source.
    Confirmed,
    /// Known in the field, wording not confirmed.
    Unverified,
}

/// A role that a member can take in a partnership.
#[derive(Clone)]
pub struct RoleType {
    row: role_type::Model,
}

impl RoleType {
    /// The role type of a row.
    pub fn new(row: role_type::Model) -> Self {
        Self { row }
    }
}

impl Fill for RoleType {
    fn fill<'a>(_: &'a Cx, _: Vec<&'a mut Self>, _: &'a Selection<'a>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

/// A role that a member can take in a partnership. The list is administered; it begins with the employer roles of the Career
/// Pathways Toolkit.
#[Object]
impl RoleType {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The stable name for programs, such as `REAL_PROJECTS`; never changes.
    async fn key(&self) -> &str {
        &self.row.key
    }

    /// The name for people.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// Who can take it.
    async fn side(&self) -> RoleSide {
        self.row.side.into()
    }

    /// Where the role comes from.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// Whether its wording was checked against the source.
    async fn source_status(&self) -> SourceStatus {
        self.row.source_status.into()
    }

    /// Whether it is one of the employer roles on page 35 of the Career Pathways Toolkit (US Department of Labor, 2015).
    #[graphql(name = "isToolkitPage35")]
    async fn is_toolkit_page_35(&self) -> bool {
        self.row.is_toolkit_page_35
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

    /// What you may do with it; `canTrash` tells whether you may retire it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (cx, manage) = (Cx::of(ctx)?, Action::RoleTypeManage);
        Ok(RecordPermissions::of(cx, manage, manage, None))
    }
}

/// What became of adding a role type.
#[derive(SimpleObject)]
pub struct RoleTypeCreatePayload {
    /// The new role type; null when nothing was added.
    pub role_type: Option<RoleType>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a role type.
#[derive(SimpleObject)]
pub struct RoleTypeUpdatePayload {
    /// The role type as stored now; after a `CONFLICT` as somebody else left it.
    pub role_type: Option<RoleType>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a role type out of use.
#[derive(SimpleObject)]
pub struct RoleTypeRetirePayload {
    /// The role type as stored now.
    pub role_type: Option<RoleType>,
    /// What to mend; empty when it is out of use.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a role type back into use.
#[derive(SimpleObject)]
pub struct RoleTypeUnretirePayload {
    /// The role type as stored now.
    pub role_type: Option<RoleType>,
    /// What to mend; empty when it can be chosen again.
    pub user_errors: Vec<UserError>,
}
