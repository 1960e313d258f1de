//! Commitments as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::role_commitment;
use futures_util::future::BoxFuture;

use super::RoleType;
use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    memberships::types::Membership,
    partnerships::types::Partnership,
    policy::Action,
    prefetch::{Fill, Selection},
    roles::reads::CommitmentRow,
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// How far a commitment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::role_commitment::CommitmentState")]
pub enum CommitmentState {
    /// Someone suggested it.
    Proposed,
    /// The member agreed.
    Committed,
    /// Under way.
    Active,
    /// Done.
    Fulfilled,
    /// Ended without being done.
    Lapsed,
}

/// A commitment with what it joins, read in one statement.
#[derive(Clone)]
pub struct RoleCommitment {
    row: role_commitment::Model,
    membership: Membership,
    partnership: Partnership,
    role_type: RoleType,
}

impl RoleCommitment {
    /// The commitment of a joined row.
    pub fn new(row: CommitmentRow) -> Self {
        Self {
            row: row.commitment,
            membership: Membership::with_partnership(row.membership, row.partnership.clone()),
            partnership: Partnership::new(row.partnership),
            role_type: RoleType::new(row.role_type),
        }
    }
}

impl Fill for RoleCommitment {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let below = selection.field("membership");
            let members = nodes.iter_mut().map(|node| &mut node.membership).collect();
            Membership::fill(cx, members, &below).await?;
            let below = selection.field("partnership");
            let partnerships = nodes.iter_mut().map(|node| &mut node.partnership).collect();
            Partnership::fill(cx, partnerships, &below).await
        })
    }
}

/// A member's commitment to a role in a partnership: a dated relation, not a tag.
#[Object]
impl RoleCommitment {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The role.
    async fn role_type(&self) -> &RoleType {
        &self.role_type
    }

    /// The member.
    async fn membership(&self) -> &Membership {
        &self.membership
    }

    /// The partnership.
    async fn partnership(&self) -> &Partnership {
        &self.partnership
    }

    /// How far it has come, as it stands today.
    async fn state(&self) -> CommitmentState {
        self.row.state.into()
    }

    /// The first day; null when open.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day; null while no end is known. Before the first day: it was called off before it began.
    async fn to_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// What was agreed.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// When it was proposed.
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

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (cx, manage) = (Cx::of(ctx)?, Action::CommitmentManage);
        Ok(RecordPermissions::of(cx, manage, manage, None))
    }
}

/// What became of proposing a role to a member.
#[derive(SimpleObject)]
pub struct CommitmentProposePayload {
    /// The new commitment; null when nothing was added.
    pub commitment: Option<RoleCommitment>,
    /// What to mend; empty when it was proposed.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a commitment to its next state.
#[derive(SimpleObject)]
pub struct CommitmentAdvancePayload {
    /// The commitment as stored now; after a `CONFLICT` as somebody else left it.
    pub commitment: Option<RoleCommitment>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the step was made.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a commitment.
#[derive(SimpleObject)]
pub struct CommitmentUpdatePayload {
    /// The commitment as stored now; after a `CONFLICT` as somebody else left it.
    pub commitment: Option<RoleCommitment>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a commitment into the trash.
#[derive(SimpleObject)]
pub struct CommitmentTrashPayload {
    /// The commitment as stored now.
    pub commitment: Option<RoleCommitment>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a commitment out of the trash.
#[derive(SimpleObject)]
pub struct CommitmentRestorePayload {
    /// The commitment as stored now.
    pub commitment: Option<RoleCommitment>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
